import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

/** Milliseconds between two looks at the memory. The kernel keeps the peak, so that only what comes after the last look is missed. */
const LOOK = 20;
/** Of the kernel's counters of CPU time, on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** Whether CPU time and memory of other processes can be read here. */
export const HAS_PROC = fs.existsSync('/proc/self/stat');

/** What a whole process took. */
export interface ProcessRun {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of CPU, its own and those of the servers that worked for it; nothing where there is no /proc. */
  readonly cpu: number;
  /** Most memory it had resident, in bytes; nothing where there is no /proc. */
  readonly peakMemory: number;
}

/** A program with what it needs. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: { readonly [name: string]: string };
}

/**
 * Runs a command to its end. In the background, since servers that it talks to are in this process, which must end no other one meanwhile.
 *
 * @param servers processes whose CPU time counts
 */
export async function runProcess({ program, args, environment }: Command, servers: readonly number[]): Promise<ProcessRun> {
  const before = cpuOf(servers);
  const start = performance.now();
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
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
    throw new Error(`${path.basename(program)} ${args[0]} failed: ${stderr.split('\n')[0] || `it ended with ${ending}`}`);
  }
  return { wall, cpu: cpuOf(servers) - before, peakMemory };
}

/** Seconds that the children which have ended took, and servers that go on. */
function cpuOf(servers: readonly number[]): number {
  if (!HAS_PROC) { return 0; }
  const [, , childrenUser, childrenSystem] = ticksOf('self');
  return servers.reduce((sum, pid) => {
    const [user, system] = ticksOf(pid);
    return sum + user + system;
  }, childrenUser + childrenSystem) / TICKS_A_SECOND;
}

/** User and system time of a process, and those of its children that have ended. */
function ticksOf(pid: number | 'self'): number[] {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands before in brackets, and may have anything in it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 15).map(Number);
}

function peakMemoryOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it has just ended
  }
}
