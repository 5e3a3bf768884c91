import { ChildProcess, spawn } from 'child_process';
import * as path from 'path';
import * as readline from 'readline';

export interface FunctionProcessProps {
  /** Folder with the code. */
  readonly code: string;
  /** `file.export`. */
  readonly handler: string;
  readonly environment: { readonly [name: string]: string };
  /** Milliseconds. */
  readonly timeout: number;
  readonly onLog?: (line: string) => void;
}

/** What an invocation answers, as the service's API does. */
export interface InvocationResult {
  readonly FunctionError?: string;
  readonly Payload: string;
}

interface Reply {
  readonly id: number;
  readonly payload?: unknown;
  readonly error?: unknown;
}

/** A Lambda function, played by a Node process that lives between invocations. */
export class FunctionProcess {
  private child?: ChildProcess;
  private invocations = 0;

  constructor(private readonly props: FunctionProcessProps) {}

  public async invoke(event: unknown): Promise<InvocationResult> {
    const child = this.child ??= this.start();
    const id = this.invocations++;
    return new Promise((resolve, reject) => {
      const onMessage = (reply: Reply) => {
        if (reply.id !== id) { return; }
        settle();
        resolve(reply.error === undefined
          ? { Payload: JSON.stringify(reply.payload ?? null) }
          : { FunctionError: 'Unhandled', Payload: JSON.stringify(reply.error) });
      };
      const onExit = (code: number | null) => {
        settle();
        this.child = undefined;
        reject(new Error(`the process of the function ended with ${code}`));
      };
      const settle = () => {
        child.off('message', onMessage);
        child.off('exit', onExit);
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.send({ id, event, timeout: this.props.timeout });
    });
  }

  public stop(): void {
    this.child?.kill();
    this.child = undefined;
  }

  private start(): ChildProcess {
    const { code, handler, environment, onLog } = this.props;
    const child = spawn(process.execPath, [...HOST, code, handler], {
      // Nothing of this machine's environment: the function has what its template gives it.
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      readline.createInterface({ input: stream }).on('line', (line) => onLog?.(line));
    }
    return child;
  }
}

/** The host is TypeScript, which plain Node does not read. */
const HOST = ['--import', require.resolve('tsx'), path.join(__dirname, 'function-host.ts')];
