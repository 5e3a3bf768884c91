import * as path from 'path';
import { HandlerFixture, SendOptions } from './handler-fixture';
import { ChartEvent, ChartObject } from '../../src/provisioner/contract';
import { handler } from '../../src/provisioner/handler/provisioner.lambda';
import { CloudFormationResponse, ProviderFramework } from '../rehearsal/provider-framework';

const CODE = path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), 'custom-resources', 'lib', 'provider-framework', 'runtime');
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:Stack-ClusterProvisionerFunction0123456789ab';

/** What the framework did with an event. */
export interface Exchange {
  readonly response: CloudFormationResponse;
  /** The longest event that the handler got, in bytes. */
  readonly longestEvent: number;
  /** The longest error of a poll as Step Functions gets it from Lambda, in bytes. */
  readonly longestCause: number;
}

/** Sends an event to the handler by way of the framework's own code, as Lambda and Step Functions carry it. */
export async function sendByFramework(fixture: HandlerFixture, requestType: ChartEvent['RequestType'], objects: ChartObject[],
  options: SendOptions & { readonly attempts?: number; readonly old?: object } = {}): Promise<Exchange> {

  const { StartedAt: _, ...event } = fixture.event(requestType, objects, options);
  let longestEvent = 0;
  let longestCause = 0;
  const end = Date.now() + 30_000 + (options.invocation ?? 60_000);
  const framework = new ProviderFramework({
    code: CODE,
    environment: { USER_ON_EVENT_FUNCTION_ARN: FUNCTION, USER_IS_COMPLETE_FUNCTION_ARN: FUNCTION, WAITER_STATE_MACHINE_ARN: 'arn:waiter' },
    retries: { IntervalSeconds: 5, MaxAttempts: options.attempts ?? 100 },
    speed: 1000,
    invoke: async (_arn, payload) => {
      longestEvent = Math.max(longestEvent, Buffer.byteLength(JSON.stringify(payload)));
      // The framework sends the event back as the message of its error, which becomes the cause of the state machine's failure.
      const cause = { errorType: 'Retry', errorMessage: JSON.stringify(payload), trace: [`Retry: ${JSON.stringify(payload)}`, ...Array(10).fill('at somewhere'.padEnd(100))] };
      longestCause = Math.max(longestCause, Buffer.byteLength(JSON.stringify(cause)));
      try {
        return { Payload: JSON.stringify(await handler(JSON.parse(JSON.stringify(payload)), { getRemainingTimeInMillis: () => end - Date.now() })) };
      } catch (error) {
        const { name, message, stack } = error as Error;
        return { FunctionError: 'Unhandled', Payload: JSON.stringify({ errorType: name, errorMessage: message, trace: stack!.split('\n') }) };
      }
    },
  });
  const response = await framework.send({
    ServiceToken: FUNCTION, ResourceType: 'Custom::EksAutoModeChart', ...event, ...options.old && { OldResourceProperties: options.old },
  });
  return { response, longestEvent, longestCause };
}
