import * as path from 'path';
import { setTimeout as sleep } from 'timers/promises';
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
    const outbound = path.join(props.code, 'outbound.js');
    // Each instance has its own ways out, so it needs its own copy of the modules.
    for (const file of Object.keys(require.cache).filter((name) => path.dirname(name) === props.code)) { delete require.cache[file]; }
    const replacement = Object.assign(new (module.constructor as any)(outbound), {
      filename: outbound,
      loaded: true,
      exports: {
        invokeFunction: ({ FunctionName, Payload }: { FunctionName: string; Payload: string }) => props.invoke(FunctionName, JSON.parse(Payload)),
        startExecution: async ({ input }: { input: string }) => { this.waiting = JSON.parse(input); },
        httpRequest: async (_options: object, body: string) => { this.response = responseOf(body); },
      },
    });
    require.cache[outbound] = replacement;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require(path.join(props.code, 'util.js')).log = () => {}; // its log level in the template lets nothing through either
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    this.runtime = require(path.join(props.code, 'framework.js'));
  }

  /** Sends an event and waits for the answer, as long as it takes. */
  public async send(event: object): Promise<CloudFormationResponse> {
    this.waiting = this.response = undefined;
    Object.assign(process.env, this.props.environment);
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

function responseOf(body: string): CloudFormationResponse {
  const response: CloudFormationResponse = JSON.parse(body);
  return Buffer.byteLength(body) <= MAXIMUM_RESPONSE ? response : { ...response, Status: 'FAILED', Reason: 'Response object is too long.' };
}
