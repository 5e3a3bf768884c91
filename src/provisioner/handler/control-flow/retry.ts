import { Deadline } from './deadline';
import { NotYet } from '../report/failure';
import { log } from '../report/log';
import { HttpError } from '../transport/http-error';
import { ConnectionError } from '../transport/https';

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;
/** How long missing access may be a matter of time. */
const ACCESS_PATIENCE = 120_000;

export interface RetryOptions {
  /** Whether an error is worth another try, if it is of a passing kind. */
  readonly isWorthRetrying?: (error: Error) => boolean;
  /** Called before each further try. What it throws is the end. */
  readonly beforeRetry?: () => Promise<void>;
  /** Says that there is no point in trying again. */
  readonly signal?: AbortSignal;
}

/**
 * Tries until it succeeds, fails for good, or the invocation ends. Pauses grow, and jitter keeps many from coming back
 * at the same time.
 */
export async function withRetries<T>(deadline: Deadline, what: string, work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { isWorthRetrying = () => true, beforeRetry, signal } = options;
  const start = Date.now();
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await work();
      if (attempt > 1) { log('succeeded at last', { object: what, attempts: attempt, milliseconds: Date.now() - start }); }
      return result;
    } catch (error) {
      if (!isTransient(error, Date.now() - start) || !isWorthRetrying(error)) { throw error; }
      const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
      // What the server asks for it asks of many: the jitter comes on top.
      const pause = askedFor(error) + ceiling * (0.5 + Math.random() / 2);
      log('attempt failed', { object: what, attempt, reason: error.message });
      if (!await deadline.sleep(pause, signal)) {
        throw new NotYet(`${what}: ${error.message}`);
      }
      await beforeRetry?.();
    }
  }
}

function isTransient(error: unknown, milliseconds: number): error is HttpError | ConnectionError {
  if (error instanceof ConnectionError) { return true; }
  return error instanceof HttpError && error.isTransient && (!error.isAccessError || milliseconds < ACCESS_PATIENCE);
}

function askedFor(error: HttpError | ConnectionError): number {
  return error instanceof HttpError && error.retryAfter !== undefined ? error.retryAfter * 1000 : 0;
}
