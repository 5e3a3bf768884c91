import { ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import { createServer, AddressInfo } from 'net';

const TERMINATION_MILLIS = 5_000;

/**
 * A server of another program, with its output in a file.
 */
export class ServerProcess {
  public static start(command: string, args: string[], logFile: string): ServerProcess {
    const log = fs.openSync(logFile, 'a');
    try {
      const child = spawn(command, args, { stdio: ['ignore', log, log] });
      // A forgotten stop() must not keep this process alive.
      child.unref();
      return new ServerProcess(child, logFile);
    } finally {
      fs.closeSync(log);
    }
  }

  private readonly exited: Promise<void>;
  private failure?: string;

  private constructor(private readonly child: ChildProcess, private readonly logFile: string) {
    this.exited = new Promise(resolve => {
      child.once('error', error => {
        this.failure = error.message;
        resolve();
      });
      child.once('exit', (code, signal) => {
        this.failure = `exited with ${signal ?? code}`;
        resolve();
      });
    });
  }

  public get pid(): number | undefined {
    return this.child.pid;
  }

  /** Why the server is gone; undefined while it runs. */
  public get ended(): string | undefined {
    return this.failure;
  }

  public async stop(): Promise<void> {
    if (this.ended || this.pid === undefined) return;
    // Referenced again, or node might end before the server has.
    this.child.ref();
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), TERMINATION_MILLIS);
    await this.exited;
    clearTimeout(timer);
  }

  public lastLines(count: number): string {
    return fs.readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  }
}

/**
 * Ends the servers and removes their folder when this process goes away, however it does.
 *
 * A shell that waits for the end of its input: `process.on('exit')` runs neither after a signal nor within jest.
 */
export class Watchdog {
  public static start(servers: ServerProcess[], folder: string): Watchdog {
    const script = 'cat >/dev/null; folder=$1; shift; kill -KILL "$@" 2>/dev/null; sleep 0.2; rm -rf "$folder"';
    const pids = servers.flatMap(server => server.pid ?? []).map(String);
    // In a session of its own, so that Ctrl-C in the terminal does not end the watchdog first.
    const child = spawn('sh', ['-c', script, 'watchdog', folder, ...pids], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    child.on('error', () => { /* without a shell there is no watchdog, and tests still run */ });
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    return new Watchdog(child);
  }

  private constructor(private readonly child: ChildProcess) {}

  public stop(): void {
    // The whole group: killing the shell alone would leave `cat` behind.
    if (this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null) process.kill(-this.child.pid, 'SIGKILL');
    this.child.stdin?.destroy();
  }
}

/** Ports that were free a moment ago; all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(servers.map(async server => new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    })));
  } finally {
    await Promise.all(servers.map(async server => new Promise<void>(resolve => server.close(() => resolve()))));
  }
}
