import { setTimeout as sleep } from 'timers/promises';
import { NotYet } from './failure';

/** How long one invocation goes on before it leaves the rest to the next: well below the 15 minutes of Lambda. */
const INVOCATION = 5 * 60_000;

/** When to stop: this invocation, and the whole operation. */
export class Deadline {
  /**
   * @param startedAt When the operation began.
   * @param timeout Milliseconds that the whole operation may take.
   * @param invocation Milliseconds that are left to this invocation.
   */
  public static of(startedAt: number, timeout: number, invocation = INVOCATION): Deadline {
    const end = startedAt + timeout;
    return new Deadline(Math.min(Date.now() + Math.min(invocation, INVOCATION), end), end);
  }

  private constructor(private readonly invocationEnd: number, private readonly end: number) {}

  /** Milliseconds left to this invocation. */
  public get remaining(): number {
    return Math.max(0, this.invocationEnd - Date.now());
  }

  /** Whether the whole operation has run out of time. */
  public get isOver(): boolean {
    return Date.now() >= this.end;
  }

  /**
   * Leaves the rest to a later invocation when there is no time left for more. Asked before each of many things to do.
   *
   * @param missing What is not done.
   */
  public check(missing: () => string): void {
    if (this.remaining === 0) { throw new NotYet(missing()); }
  }

  /** Sleeps, unless the invocation would end meanwhile or the signal comes: then it answers false. */
  public async sleep(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    if (milliseconds >= this.remaining || signal?.aborted) { return false; }
    return sleep(milliseconds, true, { signal }).catch(() => false);
  }
}
