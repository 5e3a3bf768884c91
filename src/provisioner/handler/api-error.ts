import { HttpResponse } from './https';

/** An answer of the API server that is not a success. */
export class ApiError extends Error {
  public readonly status: number;
  /** Seconds that the server asks to wait. */
  public readonly retryAfter?: number;

  constructor(request: string, response: HttpResponse) {
    super(`${messageOf(response)} (HTTP ${response.status} to ${request})`);
    this.name = 'ApiError';
    this.status = response.status;
    const retryAfter = Number(response.headers['retry-after']);
    this.retryAfter = Number.isFinite(retryAfter) ? retryAfter : undefined;
  }

  /** Whether the same request may succeed later without anybody changing the object. */
  public get isTransient(): boolean {
    if (this.isTypeError) { return false; }
    // 401 and 403: an access entry takes some seconds to come into force.
    return this.status >= 500 || [401, 403, 408, 429].includes(this.status);
  }

  /** Wrong types and unknown fields come as 500 from server-side apply, and are final. */
  private get isTypeError(): boolean {
    return this.message.includes('failed to create typed patch object');
  }
}

function messageOf(response: HttpResponse): string {
  try {
    const { message } = JSON.parse(response.body);
    if (typeof message === 'string' && message !== '') { return message; }
  } catch {
    // Not a Status object, for example of a proxy in between.
  }
  return response.body.slice(0, 200).trim() || 'no message';
}
