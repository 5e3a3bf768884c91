import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

/** Milliseconds between two looks at the memory. The kernel keeps the peak, so that only what comes after the last look is missed. */
const LOOK = 20;

/** What a whole process took. */
export interface ProcessRun {
  /** Seconds. */
  readonly wall: number;
  /** Most memory it had resident, in bytes; nothing where there is no /proc. */
  readonly peakMemory: number;
}

/** Runs a command to its end. In the background, since the servers that it talks to are in this process. */
export async function runProcess(command: string, args: readonly string[], environment: { readonly [name: string]: string } = {}): Promise<ProcessRun> {
  const start = performance.now();
  const child = spawn(command, args, { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  let peakMemory = 0;
  const timer = setInterval(() => { peakMemory = Math.max(peakMemory, peakMemoryOf(child.pid)); }, LOOK);
  const ending = await new Promise<number | string | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  }).finally(() => clearInterval(timer));
  const wall = (performance.now() - start) / 1000;
  if (ending !== 0) {
    throw new Error(`${path.basename(command)} ${args[0]} failed: ${stderr.split('\n')[0] || `it ended with ${ending}`}`);
  }
  return { wall, peakMemory };
}

function peakMemoryOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it has just ended
  }
}
