import { ApplySetState } from './apply-set';
import { ChartEvent } from '../../contract';
import { Failure, NotYet } from '../report/failure';
import { ownerOf } from '../run';

const LOOK_EVERY = 2_000;
const REASON = 'a newer request for this chart has begun';

/**
 * Stops work on a request when a newer one for the same chart has begun. Work that was given up for dead may still be
 * going on somewhere, and would bring back what the newer one removed.
 */
export class Fence {
  /** Stops nothing. */
  public static readonly OPEN = new Fence(async () => true);

  private lookedAt = Date.now();

  /** @param isCurrent Whether the request is still the last that has begun. */
  constructor(private readonly isCurrent: () => Promise<boolean>) {}

  /** Looks now. Called before what cannot be taken back. */
  public async check(): Promise<void> {
    this.lookedAt = Date.now();
    if (!await this.isCurrent()) { throw new NotYet(REASON); }
  }

  /** Looks now and then. Called before each of many changes. */
  public async glance(): Promise<void> {
    if (Date.now() - this.lookedAt >= LOOK_EVERY) { await this.check(); }
  }
}

/**
 * Refuses a request that is older than the last that has begun: CloudFormation does not wait for one that it cancelled, while
 * the provider framework goes on asking for its completion.
 */
export function checkOrder(event: ChartEvent, { requests, startedAt, cancelled = [] }: ApplySetState): void {
  const { RequestId, RequestType, StartedAt } = event;
  if (requests.at(-1) === RequestId) { return; }
  // One that has begun before and is delivered again comes as new.
  if (requests.includes(RequestId) || (startedAt !== undefined && StartedAt! < startedAt)) { throw new Failure(REASON); }
  const isCancelled = RequestType === 'Create' && cancelled.some((note) => isBy(event, note) && StartedAt! < timeOf(note));
  if (isCancelled) { throw new Failure(REASON); }
}

/** What an ApplySet remembers of a request that begins. */
export function begun(event: ChartEvent, before?: ApplySetState): Pick<ApplySetState, 'requests' | 'startedAt' | 'cancelled'> {
  const { RequestId, StartedAt } = event;
  const { requests = [], startedAt, cancelled = [] } = before ?? {};
  if (requests.at(-1) === RequestId) { return { requests, startedAt, cancelled }; }
  return { requests: [...requests, RequestId], startedAt: StartedAt, cancelled: cancelled.filter((note) => !isBy(event, note)) };
}

/** What an ApplySet of another owner remembers of a deletion: the creation before it may still be asked for. That owner's requests go on. */
export function cancelledBy(event: ChartEvent, { cancelled = [] }: ApplySetState): Pick<ApplySetState, 'cancelled'> {
  return { cancelled: [...cancelled.filter((note) => !isBy(event, note)), `${ownerOf(event)}@${event.StartedAt}`] };
}

function isBy(event: ChartEvent, note: string): boolean {
  return note.startsWith(`${ownerOf(event)}@`);
}

function timeOf(note: string): string {
  return note.slice(note.lastIndexOf('@') + 1);
}
