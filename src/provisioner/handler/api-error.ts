import { HttpError } from './http-error';
import { HttpResponse } from './https';

/** An answer of the API server that is not a success. */
export class ApiError extends HttpError {
  private readonly causes: string[];

  constructor(request: string, response: HttpResponse) {
    const { message, causes } = parse(response);
    super(`${message} (HTTP ${response.status} to ${request})`, response);
    this.name = 'ApiError';
    this.causes = causes;
  }

  /** Whether all conflicting fields belong to one manager. */
  public isConflictWithin(fieldManager: string): boolean {
    return this.status === 409 && this.causes.length > 0 && this.causes.every((cause) => cause.startsWith(`conflict with "${fieldManager}"`));
  }

  /**
   * Refused by admission, not by permissions: often for want of an object that is on its way, such as a service account.
   */
  public get isAdmissionRefusal(): boolean {
    return this.status === 403 && !/ cannot \w+ resource /.test(this.message);
  }

  public get isTransient(): boolean {
    // Wrong types and unknown fields come as 500 from server-side apply, and are final.
    return super.isTransient && !this.message.includes('failed to create typed patch object');
  }
}

function parse(response: HttpResponse): { message: string; causes: string[] } {
  try {
    const { message, details } = JSON.parse(response.body);
    if (typeof message === 'string' && message !== '') {
      return { message, causes: (details?.causes ?? []).map((cause: { message?: string }) => cause.message ?? '') };
    }
  } catch {
    // Not a Status object, for example of a proxy in between.
  }
  return { message: response.body.slice(0, 200).trim() || 'no message', causes: [] };
}
