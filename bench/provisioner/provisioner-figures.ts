import { HAS_PROC, ProcessRun } from './process-run';
import { ProvisionerBench, SIDE, SideName } from './provisioner-bench';
import { Step, STEPS } from './race';
import { Figure } from '../figures';
import { median } from '../timing';

const NO_PROC = 'there is no /proc, from which it is read';

/** Who is compared in a race, and with what. */
interface Comparison {
  readonly objects: number;
  readonly step: Step;
  readonly ours?: SideName;
  readonly peer: SideName;
  /** Whether the API server is as far away as over a network. */
  readonly isDistant?: boolean;
}

/** All figures of the provisioner. Nothing is measured before it is asked for. */
export function provisionerFiguresOf(bench: ProvisionerBench): Figure[] {
  return [
    ...times(bench, 'apply-1-object', { objects: 1, step: 'new', peer: SIDE.serverSide }),
    ...times(bench, 'apply-1-object-node-24', { objects: 1, step: 'new', ours: SIDE.handlerOnNode24, peer: SIDE.serverSide }),
    ...times(bench, 'apply-100-objects', { objects: 100, step: 'new', peer: SIDE.serverSide }),
    ...times(bench, 'apply-500-objects', { objects: 500, step: 'new', peer: SIDE.serverSide }),
    ...times(bench, 'apply-500-objects-node-24', { objects: 500, step: 'new', ours: SIDE.handlerOnNode24, peer: SIDE.serverSide }),
    ...times(bench, 'apply-500-objects-as-cdk', { objects: 500, step: 'new', peer: SIDE.clientSide }),
    ...times(bench, 'apply-5000-objects', { objects: 5_000, step: 'new', peer: SIDE.serverSide }),
    ...times(bench, 'change-500-objects', { objects: 500, step: 'changed', peer: SIDE.clientSide }),
    ...times(bench, 'change-500-objects-node-24', { objects: 500, step: 'changed', ours: SIDE.handlerOnNode24, peer: SIDE.clientSide }),
    time(bench, 'apply-500-objects-distant', { objects: 500, step: 'new', peer: SIDE.serverSide, isDistant: true }),
    time(bench, 'change-500-objects-distant', { objects: 500, step: 'changed', peer: SIDE.clientSide, isDistant: true }),
    ...times(bench, 'change-1-of-500-objects', { objects: 500, step: 'one-changed', peer: SIDE.serverSide }),
    {
      name: 'memory-5000-objects',
      unit: 'bytes',
      skipped: bench.obstacle ?? (HAS_PROC ? undefined : NO_PROC),
      measure: async () => medians(bench, { objects: 5_000, step: 'new', peer: SIDE.serverSide }, ({ peakMemory }) => peakMemory),
    },
  ];
}

function times(bench: ProvisionerBench, name: string, comparison: Comparison): Figure[] {
  return [
    time(bench, name, comparison),
    {
      name: name.replace('-', '-cpu-'),
      unit: 's',
      skipped: obstacleTo(bench, comparison) ?? (HAS_PROC ? undefined : NO_PROC),
      measure: async () => medians(bench, comparison, ({ cpu }) => cpu),
    },
  ];
}

function time(bench: ProvisionerBench, name: string, comparison: Comparison): Figure {
  return { name, unit: 's', skipped: obstacleTo(bench, comparison), measure: async () => medians(bench, comparison, ({ wall }) => wall) };
}

function obstacleTo(bench: ProvisionerBench, { ours }: Comparison): string | undefined {
  return ours === SIDE.handlerOnNode24 ? bench.obstacleToNode24 : bench.obstacle;
}

async function medians(bench: ProvisionerBench, comparison: Comparison, get: (run: ProcessRun) => number) {
  const { objects, step, ours = SIDE.handler, peer, isDistant } = comparison;
  const result = await raceOf(bench, objects, isDistant);
  const of = (side: SideName) => median(result[side][step].map(get));
  return { ours: of(ours), peer: of(peer) };
}

/** One race for each number of objects, with all who are compared in it. */
async function raceOf(bench: ProvisionerBench, objects: number, isDistant = false) {
  if (isDistant) { return bench.race([SIDE.handler, SIDE.serverSide, SIDE.clientSide], { objects, steps: ['new', 'changed'], isDistant }); }
  const both = [SIDE.handler, SIDE.serverSide];
  const withNode24 = bench.obstacleToNode24 ? both : [...both, SIDE.handlerOnNode24];
  switch (objects) {
    case 1: return bench.race(withNode24, { objects, steps: ['new'] });
    case 500: return bench.race([...withNode24, SIDE.clientSide], { objects, steps: STEPS });
    case 5_000: return bench.race(both, { objects, steps: ['new'] }, 1 / 3);
    default: return bench.race(both, { objects, steps: ['new'] });
  }
}
