import { ChartEvent, physicalIdOf } from '../contract';
import { Deadline } from './control-flow/deadline';
import { reconcile } from './reconcile';
import { Failure, NotYet } from './report/failure';
import { log, logging } from './report/log';
import { Redaction } from './report/redaction';
import { teardown } from './teardown';
import { Aws } from './transport/aws';
import { Outputs } from './wait/outputs';

/** Milliseconds before the end of the invocation at which work is left to the next. */
const MARGIN = 30_000;

interface Context {
  getRemainingTimeInMillis(): number;
}

interface Accepted {
  readonly PhysicalResourceId: string;
  readonly StartedAt: string;
}

interface Completion {
  readonly IsComplete: boolean;
  /** Attributes of the custom resource. */
  readonly Data?: Outputs;
}

/**
 * The one handler of the provider: answers the event at once, and does the work when it is asked for completion, since
 * what fails there still gets a Delete.
 */
export async function handler(event: ChartEvent, context: Context): Promise<Accepted | Completion> {
  const { RequestType, ResourceProperties: { ParentName } } = event;
  return logging({ chart: ParentName, event: RequestType }, () =>
    event.StartedAt === undefined ? accept(event) : complete(event, event.StartedAt, context));
}

function accept(event: ChartEvent): Accepted {
  log('event accepted');
  return {
    PhysicalResourceId: event.RequestType === 'Delete' ? event.PhysicalResourceId! : physicalIdOf(event.ResourceProperties),
    StartedAt: new Date().toISOString(),
  };
}

async function complete(event: ChartEvent, startedAt: string, context: Context): Promise<Completion> {
  const deadline = Deadline.of(Date.parse(startedAt), Number(event.ResourceProperties.Timeout) * 1000, context.getRemainingTimeInMillis() - MARGIN);
  const redaction = new Redaction();
  try {
    const run = { event, aws: Aws.fromEnvironment(process.env), deadline, redaction };
    if (event.RequestType === 'Delete') {
      await teardown(run);
      return { IsComplete: true };
    }
    return { IsComplete: true, Data: await reconcile(run) };
  } catch (error) {
    if (error instanceof NotYet && !deadline.isOver) {
      log('goes on later', { reason: redaction.redact(error.reason) });
      return { IsComplete: false };
    }
    const message = error instanceof NotYet ? `gave up after ${event.ResourceProperties.Timeout} s: ${error.reason}`
      : error instanceof Error ? error.message : String(error);
    const failure = new Failure(redaction.redact(message));
    log('failed', { reason: failure.message });
    throw failure;
  }
}
