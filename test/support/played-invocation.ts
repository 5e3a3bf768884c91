import { AsyncLocalStorage } from 'async_hooks';
import { ChartEvent } from '../../src/provisioner/contract';
import { Progress } from '../../src/provisioner/handler/apply/progress';
import { Deadline } from '../../src/provisioner/handler/control-flow/deadline';
import { Discovery } from '../../src/provisioner/handler/kubernetes/discovery';
import { handler } from '../../src/provisioner/handler/provisioner.lambda';

export interface Completion {
  readonly IsComplete: boolean;
  readonly Data?: { readonly [attribute: string]: string };
}

/** What the handler keeps before the end of an invocation. */
const MARGIN = 30_000;
const running = new AsyncLocalStorage<PlayedInvocation>();

/**
 * One invocation of the handler, which can be killed: from then on nothing of it reaches the API server, and it has no time left.
 * It runs in this process, but several can go on at the same time as in functions of their own.
 */
export class PlayedInvocation {
  /** The one that the caller runs in. */
  public static get current(): PlayedInvocation | undefined {
    return running.getStore();
  }

  /** Makes pauses of the handler shorter, and ends them for those who are killed. */
  public static shortenPauses(factor: number): jest.SpyInstance {
    const original = Deadline.prototype.sleep;
    return jest.spyOn(Deadline.prototype, 'sleep').mockImplementation(async function (this: Deadline, milliseconds, signal) {
      if (PlayedInvocation.current?.isKilled) { return false; }
      return original.call(this, milliseconds / factor, signal);
    });
  }

  /**
   * Forgets what the handler's process remembers from one invocation to the next, as a new process does; or goes on in another one.
   *
   * @returns What the process remembered until now.
   */
  public static restartProcess(memory?: object): object | undefined {
    const holder = Discovery as unknown as { remembered?: object };
    const before = holder.remembered;
    holder.remembered = memory;
    (Progress as unknown as { ofRequests: Map<string, Progress> }).ofRequests.clear();
    return before;
  }

  /** Kills the one that was started last. */
  public static killLast(): void {
    PlayedInvocation.last!.isKilled = true;
  }

  private static last?: PlayedInvocation;

  /** Log lines of the invocation, if `console.log` hands them over. */
  public readonly lines: string[] = [];
  public isKilled = false;

  /** @param milliseconds That it may take before it leaves the rest to the next one. */
  constructor(private readonly event: ChartEvent, private readonly milliseconds = 60_000) {}

  /** What it answers; nothing, if it is killed. */
  public async run(): Promise<Completion | undefined> {
    PlayedInvocation.last = this;
    const end = Date.now() + MARGIN + this.milliseconds;
    const context = { getRemainingTimeInMillis: () => end - Date.now() };
    try {
      const completion = await running.run(this, () => handler(this.event, context)) as Completion;
      return this.isKilled ? undefined : completion;
    } catch (error) {
      if (this.isKilled) { return undefined; }
      throw error;
    }
  }
}
