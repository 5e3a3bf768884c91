import { Agent } from 'https';
import { createSecureContext } from 'tls';
import { ApiError } from './api-error';
import { Deadline } from '../control-flow/deadline';
import { RetryOptions, withRetries } from '../control-flow/retry';
import { ConnectionError, HttpResponse, send } from '../transport/https';
import { tunnelTo } from '../transport/proxy';

/** Requests under way at the same time. */
export const CONCURRENCY = 16;
/** The API server gives up a write after 34 s, and says why. */
const REQUEST_TIMEOUT = 40_000;
/** How far a request may outlive the invocation's own end, in milliseconds. */
const GRACE = 5_000;
/** Younger than what its signature says it is valid for; a new one costs next to nothing. */
const TOKEN_AGE = 45_000;

/** Answers with the metadata of an object, or of each in a list: the rest is not asked for. */
export const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
export const METADATA_LIST_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

export interface ClusterConnection {
  readonly endpoint: string;
  /** PEM. */
  readonly certificateAuthority: string;
  readonly token: () => Promise<string>;
  /** Hides in what the server says what must not be seen: it may quote what it refuses. */
  readonly redact: (text: string) => string;
}

export interface ApiRequest extends RetryOptions {
  readonly query?: { readonly [key: string]: string };
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** A status that is an answer, not an error: then nothing is returned. */
  readonly absent?: number;
  /** Told the status of a success. */
  readonly onStatus?: (status: number) => void;
}

/** A small client of the Kubernetes API: connections stay open, passing faults are retried. */
export class KubernetesClient {
  private readonly endpoint: URL;
  private readonly agent: Agent;
  private token?: { readonly text: Promise<string>; readonly madeAt: number };
  /** Whether access did not come in the time that it may take: others need not wait for it again. */
  private isRefused = false;

  constructor(private readonly connection: ClusterConnection, public readonly deadline: Deadline) {
    this.endpoint = new URL(connection.endpoint);
    // Read once, not for each connection.
    const secureContext = createSecureContext({ ca: connection.certificateAuthority });
    const options = { keepAlive: true, maxSockets: CONCURRENCY, secureContext };
    this.agent = tunnelTo(this.endpoint, options) ?? new Agent(options);
  }

  public async get<T>(path: string, request: ApiRequest = {}): Promise<T> {
    return this.request('GET', path, request);
  }

  /** Nothing, if it does not exist. */
  public async find<T>(path: string): Promise<T | undefined> {
    return this.request('GET', path, { absent: 404 });
  }

  public async request<T>(method: string, path: string, request: ApiRequest = {}): Promise<T> {
    const query = request.query ? `?${new URLSearchParams(request.query)}` : '';
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const what = `${method} ${path}`;
    const { isWorthRetrying = () => true } = request;
    try {
      return await withRetries(this.deadline, what, async () => {
        const token = await this.bearerToken();
        const response = await send({
          endpoint: this.endpoint,
          path: path + query,
          method,
          agent: this.agent,
          timeout: Math.min(REQUEST_TIMEOUT, this.deadline.remaining + GRACE),
          body,
          headers: {
            authorization: `Bearer ${token}`,
            accept: request.accept ?? 'application/json',
            ...body !== undefined && { 'content-type': request.contentType ?? 'application/json', 'content-length': Buffer.byteLength(body) },
          },
        });
        if (response.status === request.absent) { return undefined as T; }
        if (response.status === 401) { this.token = undefined; }
        const isSuccess = response.status >= 200 && response.status <= 299;
        const answer = isSuccess || isJson(response) ? parse<T>(this.endpoint.host, response.body) : undefined;
        if (!isSuccess) { throw new ApiError(what, response, this.connection.redact); }
        request.onStatus?.(response.status);
        return answer as T;
      }, { ...request, isWorthRetrying: (error) => !(this.isRefused && isAccessError(error)) && isWorthRetrying(error) });
    } catch (error) {
      // A request that was not to be repeated says nothing about later ones.
      if (isAccessError(error) && error.isTransient && isWorthRetrying(error)) { this.isRefused = true; }
      throw error;
    }
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

function isJson({ headers }: HttpResponse): boolean {
  return headers['content-type']?.startsWith('application/json') ?? false;
}

/** What is not whole has not arrived. The parser's own message would quote it, Secrets included. */
function parse<T>(host: string, body: string): T {
  try {
    return JSON.parse(body);
  } catch {
    throw new ConnectionError(host, new Error('the JSON is cut'));
  }
}

function isAccessError(error: unknown): error is ApiError {
  return error instanceof ApiError && error.isAccessError;
}
