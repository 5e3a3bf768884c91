import { setTimeout as sleep } from 'timers/promises';
import { NotYet } from '../report/failure';

/** How long one invocation goes on before it leaves the rest to the next: well below the 15 minutes of Lambda. */
const INVOCATION = 5 * 60_000;
/** Things to do for which there is time left behind the end of an invocation. */
const IN_ANY_CASE = 100;
/** How long the last invocation may take to find out what is still missing: it often begins when the time is up. */
const LAST_LOOK = 5_000;

/** When to stop: this invocation, and the whole operation. */
export class Deadline {
  /**
   * @param startedAt When the operation began.
   * @param timeout Milliseconds that the whole operation may take.
   * @param invocation Milliseconds that are left to this invocation.
   */
  public static of(startedAt: number, timeout: number, invocation = INVOCATION): Deadline {
    const now = Date.now();
    const end = startedAt + timeout;
    const invocationEnd = now + Math.min(invocation, INVOCATION);
    return new Deadline(Math.min(invocationEnd, end), end, end < invocationEnd ? Math.max(end, now + LAST_LOOK) : invocationEnd);
  }

  private constructor(private readonly invocationEnd: number, private readonly end: number, private readonly lookEnd: number) {}

  /** Milliseconds left to this invocation. */
  public get remaining(): number {
    return Math.max(0, this.invocationEnd - Date.now());
  }

  /** Whether the whole operation has run out of time. */
  public get isOver(): boolean {
    return Date.now() >= this.end;
  }

  /**
   * Watches the time of many things to do: what it returns is called before each, and leaves the rest to a later invocation when there
   * is no time left for more. Some are done in any case, so that each invocation gets somewhere.
   *
   * @param missing What is not done.
   */
  public watch(missing: () => string): () => void {
    let count = 0;
    return () => {
      if (++count > IN_ANY_CASE && Date.now() >= this.lookEnd) { throw new NotYet(missing()); }
    };
  }

  /** Sleeps, unless the invocation would end meanwhile or the signal comes: then it answers false. */
  public async sleep(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    if (milliseconds >= this.remaining || signal?.aborted) { return false; }
    return sleep(milliseconds, true, { signal }).catch(() => false);
  }
}
