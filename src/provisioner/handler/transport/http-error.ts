import { HttpResponse } from './https';

/** An answer that is not a success. */
export abstract class HttpError extends Error {
  public readonly status: number;
  /** Seconds that the server asks to wait. */
  public readonly retryAfter?: number;

  constructor(message: string, response: HttpResponse) {
    super(message);
    this.status = response.status;
    const retryAfter = Number(response.headers['retry-after'] ?? NaN);
    this.retryAfter = Number.isFinite(retryAfter) ? retryAfter : undefined;
  }

  /** Whether the same request may succeed later without anybody changing what it is about. */
  public get isTransient(): boolean {
    return this.status >= 500 || [408, 429].includes(this.status) || this.isAccessError;
  }

  /** Permissions and access entries take some seconds to come into force. */
  public get isAccessError(): boolean {
    return [401, 403].includes(this.status);
  }
}
