import { BenchCluster } from './bench-cluster';
import { objectsOf } from './objects';
import { ProcessRun, runProcess } from './process-run';
import { Side } from './side';

/** What the sides do one after another: all objects are new, all of them change, one of them changes. */
export const STEPS = ['new', 'changed', 'one-changed'] as const;
export type Step = typeof STEPS[number];

/** What of a race is of interest. */
export interface RaceProps {
  readonly objects: number;
  readonly steps: readonly Step[];
  readonly rounds: number;
}

/** The runs of all rounds, by the names of the sides. */
export type RaceResult = { readonly [side: string]: { readonly [step in Step]: ProcessRun[] } };

/**
 * Lets the sides do the same in turn, so that a machine that becomes slower does so for all of them. The first round finds cold files and
 * does not count; in it the outcome is looked at.
 */
export async function race(cluster: BenchCluster, sides: readonly Side[], { objects, steps, rounds }: RaceProps): Promise<RaceResult> {
  const result: RaceResult = Object.fromEntries(sides.map(({ name }) => [name, { 'new': [], 'changed': [], 'one-changed': [] }]));
  for (let round = 0; round <= rounds; round++) {
    // Each goes first in its turn.
    const order = sides.map((_, index) => sides[(index + round) % sides.length]);
    for (const step of steps) {
      for (const side of order) {
        const wanted = objectsOf(side.name, objects, versionsOf(step, round));
        const command = step === 'new' ? side.create(wanted) : side.change(wanted);
        const run = await runProcess(command, cluster.processIds);
        if (round === 0) { await cluster.check(wanted); } else { result[side.name][step].push(run); }
      }
    }
    await cluster.clean();
  }
  return result;
}

/** Version of an object after a step. */
function versionsOf(step: Step, round: number): (index: number) => number {
  switch (step) {
    case 'new': return () => round;
    case 'changed': return () => round + 1;
    case 'one-changed': return (index) => index === 0 ? round + 2 : round + 1;
  }
}
