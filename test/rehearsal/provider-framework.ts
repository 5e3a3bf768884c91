import * as fs from 'fs';
import * as path from 'path';
import { setTimeout as sleep } from 'timers/promises';
import * as vm from 'vm';
import { InvocationResult } from './function-process';

/** CloudFormation takes no longer answer from a custom resource. */
const MAXIMUM_RESPONSE = 4096;

/** An answer to an event of a custom resource, as CloudFormation gets it. */
export interface CloudFormationResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly Data?: { readonly [name: string]: unknown };
}

export interface ProviderFrameworkProps {
  /** Folder of the framework's functions in the cloud assembly. */
  readonly code: string;
  /** Environment of the framework's functions, which names the user's functions and the state machine. */
  readonly environment: { readonly [name: string]: string };
  readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  /** Seconds between questions for completion, and how many there are. */
  readonly retries: { readonly IntervalSeconds: number; readonly MaxAttempts: number };
  /** How much faster than in AWS the time between questions passes. */
  readonly speed: number;
}

interface Runtime {
  onEvent(event: object): Promise<void>;
  isComplete(event: object): Promise<void>;
  onTimeout(event: object): Promise<void>;
}

/**
 * The provider framework's own code from the assembly. Only its ways out are replaced: invoking functions, starting the
 * state machine, and answering CloudFormation.
 */
export class ProviderFramework {
  private readonly runtime: Runtime;
  private waiting?: object;
  private response?: CloudFormationResponse;

  constructor(private readonly props: ProviderFrameworkProps) {
    this.runtime = load(props, 'framework', {
      outbound: {
        invokeFunction: ({ FunctionName, Payload }: { FunctionName: string; Payload: string }) => props.invoke(FunctionName, JSON.parse(Payload)),
        startExecution: async ({ input }: { input: string }) => { this.waiting = JSON.parse(input); },
        httpRequest: async (_options: object, body: string) => { this.response = responseOf(body); },
      },
      // Its log level in the template lets nothing through either.
      util: { ...load(props, 'util', {}), log: () => {} },
    });
  }

  /** Sends an event and waits for the answer, as long as it takes. */
  public async send(event: object): Promise<CloudFormationResponse> {
    this.waiting = this.response = undefined;
    await this.runtime.onEvent({ ...event, ResponseURL: 'https://cloudformation.invalid/response' });
    if (this.waiting) { await this.untilComplete(this.waiting); }
    if (!this.response) { throw new Error('the provider framework did not answer'); }
    return this.response;
  }

  /** The state machine: asks, and asks again, and at last gives up. */
  private async untilComplete(event: object): Promise<void> {
    const { IntervalSeconds, MaxAttempts } = this.props.retries;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.runtime.isComplete(structuredClone(event));
      } catch (error) {
        if (attempt === MaxAttempts) {
          return this.runtime.onTimeout({ Error: 'Error', Cause: JSON.stringify({ errorMessage: (error as Error).message }) });
        }
        await sleep(IntervalSeconds * 1000 / this.props.speed);
      }
    }
  }
}

/** Loads a module of the framework's folder with others in place of some that it requires. */
function load({ code: folder, environment }: ProviderFrameworkProps, name: string, replacements: { readonly [name: string]: object }): any {
  const loaded = new Map<string, { exports: object }>(Object.entries(replacements).map(([id, exports]) => [id, { exports }]));
  const requireFrom = (id: string): object => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    if (!id.startsWith('./')) { return require(id); }
    const file = id.slice(2);
    if (!loaded.has(file)) {
      const module = { exports: {} };
      loaded.set(file, module);
      const code = fs.readFileSync(path.join(folder, `${file}.js`), 'utf8');
      const run = vm.compileFunction(code, ['exports', 'require', 'module', 'process'], { filename: path.join(folder, `${file}.js`) });
      run(module.exports, requireFrom, module, { env: environment });
    }
    return loaded.get(file)!.exports;
  };
  return requireFrom(`./${name}`);
}

function responseOf(body: string): CloudFormationResponse {
  const response: CloudFormationResponse = JSON.parse(body);
  return Buffer.byteLength(body) <= MAXIMUM_RESPONSE ? response : { ...response, Status: 'FAILED', Reason: 'Response object is too long.' };
}
