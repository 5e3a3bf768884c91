import { NotYet } from './failure';

const LOOK_EVERY = 2_000;

/**
 * Stops work on a request when a newer one for the same chart has begun. Work that was given up for dead may still be
 * going on somewhere, and would bring back what the newer one removed.
 */
export class Fence {
  private lookedAt = Date.now();

  /** @param isCurrent Whether the request is still the last that has begun. */
  constructor(private readonly isCurrent: () => Promise<boolean>) {}

  /** Looks now. Called before what cannot be taken back. */
  public async check(): Promise<void> {
    this.lookedAt = Date.now();
    if (!await this.isCurrent()) { throw new NotYet('a newer request for this chart has begun'); }
  }

  /** Looks now and then. Called before each of many changes. */
  public async glance(): Promise<void> {
    if (Date.now() - this.lookedAt >= LOOK_EVERY) { await this.check(); }
  }
}
