import { spawnSync } from 'child_process';
import * as path from 'path';

/** What a whole process took, in seconds. */
export interface Timing {
  readonly wall: number;
  /** CPU time of all its threads, without the kernel's. */
  readonly user: number;
}

/** Runs a script of Node in a process of its own. What is undefined in the environment is not set, whatever it is here. */
export function timed(script: readonly string[], environment: NodeJS.ProcessEnv): Timing {
  const start = performance.now();
  const { status, signal, stderr, output } = spawnSync(process.execPath, script, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) {
    // Before the error Node shows the line of code that threw it.
    const reason = stderr.split('\n').find((line) => /^[A-Z][\w:]*: /.test(line)) ?? `it ended with ${signal ?? status}`;
    throw new Error(`node ${script.map((part) => path.basename(part)).join(' ')} failed: ${reason}`);
  }
  return { wall, user: Number(output[3]) / 1e6 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
