import { HttpError } from './http-error';
import { HttpResponse } from './https';

/** An answer of the API server that is not a success. */
export class ApiError extends HttpError {
  constructor(request: string, response: HttpResponse) {
    super(`${messageOf(response)} (HTTP ${response.status} to ${request})`, response);
    this.name = 'ApiError';
  }

  public get isTransient(): boolean {
    // Wrong types and unknown fields come as 500 from server-side apply, and are final.
    return super.isTransient && !this.message.includes('failed to create typed patch object');
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
