import { HttpError } from '../transport/http-error';
import { HttpResponse } from '../transport/https';

/** How validation, defaulting and the CEL rules of CRDs word that a field cannot be changed any more. */
const IMMUTABLE = /immutable|(may|can)(not| not) be (changed|modified|updated)|updates to .* are forbidden|may not change|cannot (change|transition)|not allowed to (be changed|change)/i;

/** How server-side apply words, with 500, that a field is unknown, of another type, or no base64 where that is wanted: for good. */
const WRONG_TYPE = /failed to create typed patch object|unable to convert unstructured object/;

/** How admission words, with 403, that something is not there which may come. */
const WANTING = /error looking up service account|no PriorityClass with name|RuntimeClass "[^"]*" not found|because it is being terminated/;

/** How the server words, with 500, that a webhook does not answer: one that admits objects, or converts them between versions. */
const SILENT_WEBHOOK = /failed calling webhook|conversion webhook for .* failed/;

/** An answer of the API server that is not a success. */
export class ApiError extends HttpError {
  /** What the server says itself, without the request. */
  private readonly explanation: string;
  private readonly causes: string[];
  /** Whether the API server says what is wrong with the request, not only that it has nothing under its path. */
  private readonly isExplained: boolean;

  constructor(private readonly request: string, response: HttpResponse, redact: (text: string) => string) {
    const { message, causes, isExplained } = parse(response);
    super(`${redact(message)} (HTTP ${response.status} to ${request})`, response);
    this.name = 'ApiError';
    this.explanation = message;
    this.causes = causes;
    this.isExplained = isExplained;
  }

  /** Whether all conflicting fields belong to one manager. */
  public isConflictWithin(fieldManager: string): boolean {
    return this.status === 409 && this.causes.length > 0 && this.causes.every((cause) => cause.startsWith(`conflict with "${fieldManager}"`));
  }

  /** Whether all that is wrong is that fields changed which cannot be changed any more. */
  public get isAboutImmutableFields(): boolean {
    return this.status === 422 && this.causes.length > 0 && this.causes.every((cause) => IMMUTABLE.test(cause));
  }

  /** Whether the server no longer has the state that a list began with, so that it has to begin anew. */
  public get isAboutAge(): boolean {
    return this.status === 410;
  }

  /** Whether the server has nothing under the path, not even a kind. */
  public get isAboutPath(): boolean {
    return this.status === 404 && !this.isExplained;
  }

  /** Whether other managers have fields that were to be set. */
  public get isAboutManagers(): boolean {
    return this.status === 409 && this.causes.some((cause) => cause.startsWith('conflict with '));
  }

  /** Whether a webhook does not allow it. */
  public get isOfWebhook(): boolean {
    return /admission webhook ".*" denied the request/.test(this.message);
  }

  /** Whether all that is wrong is that something else has a port or an address. */
  public get isAboutAllocation(): boolean {
    return this.status === 422 && this.causes.length > 0 && this.causes.every((cause) => cause.includes('already allocated'));
  }

  /** Refused for want of something that may be on its way: a service account, a priority class, a webhook's own pods. */
  public get wantsWhatMayCome(): boolean {
    return (this.status === 403 && WANTING.test(this.explanation))
      || (this.status === 500 && SILENT_WEBHOOK.test(this.explanation));
  }

  /** Refused by RBAC, not by admission. */
  private get isForWantOfRights(): boolean {
    return / cannot \w+ (resource|path) /.test(this.message);
  }

  public get isTransient(): boolean {
    if (this.status === 500 && WRONG_TYPE.test(this.message)) { return false; }
    // Access entries take some time to come into force; what admission refuses for good it refuses again.
    if (this.status === 403) { return this.wantsWhatMayCome || this.isForWantOfRights; }
    // A kind that is new, at one of several API servers that has not heard of it.
    if (this.status === 404) { return this.isAboutPath; }
    // The object changed while a patch was merged into it. A write of a version that was read has to be thought over instead.
    if (this.status === 409) { return this.request.startsWith('PATCH ') && this.message.includes('please apply your changes to the latest version'); }
    return super.isTransient;
  }
}

/** Whether an object is not as it was seen any more, or whether other managers have fields that were to be set. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409;
}

function parse(response: HttpResponse): { message: string; causes: string[]; isExplained: boolean } {
  try {
    const { message, details } = JSON.parse(response.body);
    if (typeof message === 'string' && message !== '') {
      return { message, causes: (details?.causes ?? []).map((cause: { message?: string }) => cause.message ?? ''), isExplained: true };
    }
  } catch {
    // Not a Status object, for example of a proxy in between.
  }
  return { message: response.body.slice(0, 200).trim() || 'no message', causes: [], isExplained: false };
}
