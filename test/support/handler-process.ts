import { ChildProcess, spawn } from 'child_process';
import { BUNDLE } from './bundle-handler';

/** The program of the process: plain JavaScript, so that nothing is in its memory but the handler. */
const PROGRAM = `
  const { handler } = require(process.argv[1]);
  // What the system counts for a process begins with what its parent had.
  const peakMemory = () => process.platform === 'linux'
    ? /VmHWM:\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/status', 'utf8'))[1] * 1024 : process.resourceUsage().maxRSS * 1024;
  process.on('message', async ({ event, timeout }) => {
    const end = Date.now() + timeout;
    const start = process.hrtime.bigint();
    const reply = await handler(event, { getRemainingTimeInMillis: () => end - Date.now() })
      .then((answer) => ({ answer }), ({ message, stack }) => ({ error: { message, stack } }));
    process.send({ ...reply, milliseconds: Number(process.hrtime.bigint() - start) / 1e6, peakMemory: peakMemory() });
  });
`;

/** What came of one invocation. */
export interface Invocation {
  readonly answer?: any;
  readonly error?: { readonly message: string; readonly stack: string };
  readonly milliseconds: number;
  /** The most bytes that the process ever had in memory. */
  readonly peakMemory: number;
}

export interface HandlerProcessProps {
  readonly environment: { readonly [name: string]: string };
  /** Program that runs it, such as another version of Node. */
  readonly node?: string;
  /** Arguments of Node, such as a limit of its heap. */
  readonly nodeArguments?: readonly string[];
  readonly onLog?: (line: string) => void;
}

/** The bundle in a process of its own, which lives between invocations as a function of Lambda does. */
export class HandlerProcess {
  private readonly child: ChildProcess;

  constructor({ environment, node = process.execPath, nodeArguments = [], onLog }: HandlerProcessProps) {
    this.child = spawn(node, [...nodeArguments, '-e', PROGRAM, BUNDLE], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let rest = '';
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) { onLog?.(line); }
    });
  }

  /** @param timeout Milliseconds that the invocation may take, as Lambda would say. */
  public async invoke(event: object, timeout = 600_000): Promise<Invocation> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null, signal: string | null) => reject(new Error(`the process of the handler ended with ${code ?? signal}`));
      this.child.once('exit', onExit);
      this.child.once('message', (message) => {
        this.child.off('exit', onExit);
        resolve(message as Invocation);
      });
      this.child.send({ event, timeout });
    });
  }

  public stop(): void {
    this.child.kill();
  }
}
