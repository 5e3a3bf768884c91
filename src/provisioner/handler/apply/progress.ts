/** Requests that are remembered: one process may be asked for some charts in turn. */
const REQUESTS = 4;

/**
 * What earlier invocations in this process found out for a request: which objects were tried, and whether they existed. An invocation
 * that ended among thousands of trials would otherwise begin anew each time, and might never get through.
 */
export class Progress {
  public static of(request: string): Progress {
    const progress = Progress.ofRequests.get(request) ?? new Progress();
    Progress.ofRequests.delete(request);
    Progress.ofRequests.set(request, progress); // the last one asked for is the last to be forgotten
    if (Progress.ofRequests.size > REQUESTS) { Progress.ofRequests.delete(Progress.ofRequests.keys().next().value!); }
    return progress;
  }

  public static forget(request: string): void {
    Progress.ofRequests.delete(request);
  }

  private static readonly ofRequests = new Map<string, Progress>();

  /** When kinds were first missed that have not come since. Another process counts anew, up to the end of the operation. */
  public missesKindsSince?: number;

  private readonly tried = new Map<string, boolean>();

  /** Whether an object existed when it was tried; nothing, if it was not tried. */
  public existed(key: string): boolean | undefined {
    return this.tried.get(key);
  }

  public add(key: string, existed: boolean): void {
    this.tried.set(key, existed);
  }
}
