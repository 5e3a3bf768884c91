import { Agent } from 'https';
import { ApiError } from './api-error';
import { Deadline } from './deadline';
import { send } from './https';
import { withRetries } from './retry';

/** Requests under way at the same time. */
export const CONCURRENCY = 16;
const REQUEST_TIMEOUT = 30_000;
/** Younger than what its signature says it is valid for; a new one costs next to nothing. */
const TOKEN_AGE = 45_000;

export interface ClusterConnection {
  readonly endpoint: string;
  /** PEM. */
  readonly certificateAuthority: string;
  readonly token: () => Promise<string>;
}

export interface ApiRequest {
  readonly query?: { readonly [key: string]: string };
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** A status that is an answer, not an error: then nothing is returned. */
  readonly absent?: number;
  /** Told the status of a success. */
  readonly onStatus?: (status: number) => void;
  /** Whether an error is worth another try, if it is of a passing kind. */
  readonly isWorthRetrying?: (error: Error) => boolean;
}

/** A small client of the Kubernetes API: connections stay open, passing faults are retried. */
export class KubernetesClient {
  private readonly agent: Agent;
  private token?: { readonly text: Promise<string>; readonly madeAt: number };

  constructor(private readonly connection: ClusterConnection, private readonly deadline: Deadline) {
    this.agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY, ca: connection.certificateAuthority });
  }

  public async get<T>(path: string, request: ApiRequest = {}): Promise<T> {
    return this.request('GET', path, request);
  }

  /** Nothing, if it does not exist. */
  public async find<T>(path: string): Promise<T | undefined> {
    return this.request('GET', path, { absent: 404 });
  }

  public async request<T>(method: string, path: string, request: ApiRequest = {}): Promise<T> {
    const url = new URL(path, this.connection.endpoint);
    for (const [key, value] of Object.entries(request.query ?? {})) { url.searchParams.set(key, value); }
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    return withRetries(this.deadline, `${method} ${url.pathname}`, async () => {
      const response = await send({
        url,
        method,
        agent: this.agent,
        timeout: REQUEST_TIMEOUT,
        body,
        headers: {
          authorization: `Bearer ${await this.bearerToken()}`,
          accept: request.accept ?? 'application/json',
          ...body !== undefined && { 'content-type': request.contentType ?? 'application/json', 'content-length': Buffer.byteLength(body) },
        },
      });
      if (response.status === request.absent) { return undefined as T; }
      if (response.status < 200 || response.status > 299) {
        if (response.status === 401) { this.token = undefined; }
        throw new ApiError(`${method} ${url.pathname}`, response);
      }
      request.onStatus?.(response.status);
      return JSON.parse(response.body) as T;
    }, request.isWorthRetrying);
  }

  /** Closes idle connections, so that none is found dead by a later invocation. */
  public close(): void {
    this.agent.destroy();
  }

  private async bearerToken(): Promise<string> {
    if (!this.token || Date.now() - this.token.madeAt > TOKEN_AGE) {
      this.token = { text: this.connection.token(), madeAt: Date.now() };
    }
    return this.token.text;
  }
}
