import * as https from 'https';

/** A condition of an object's status. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: string[];
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/**
 * Whatever the API server answers: an object, a list of them (`items`), or a Status (`reason`, `message`).
 */
export interface ApiObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  // Tests look into specs of every kind; naming each type here would say nothing.
  readonly spec?: any;
  readonly status?: any;
  readonly items?: ApiObject[];
  readonly reason?: string;
  readonly message?: string;
  readonly [field: string]: unknown;
}

export interface ApiResponse<Body = ApiObject> {
  readonly status: number;
  /** Parsed when it is JSON, else the text. */
  readonly body: Body;
}

export interface ApiClientProps {
  readonly endpoint: string;
  /** PEM of the authority to trust. */
  readonly certificateAuthority: string;
  /** Bearer token; anonymous without. */
  readonly token?: string;
  /**
   * Silence after which a request fails.
   *
   * @default 30000
   */
  readonly timeoutMillis?: number;
  /**
   * Form of the answers.
   *
   * @default 'application/json'
   */
  readonly accept?: string;
}

/**
 * A small client of the API server, for tests and stand-ins.
 */
export class ApiClient {
  private readonly agent: https.Agent;

  constructor(private readonly props: ApiClientProps) {
    this.agent = new https.Agent({ ca: props.certificateAuthority, keepAlive: true, maxSockets: 16 });
  }

  /**
   * Sends one request. Any HTTP status is an answer; only a broken connection throws.
   *
   * @param contentType by default JSON; for PATCH a JSON merge patch
   */
  public async request<Body = ApiObject>(method: string, path: string, body?: unknown, contentType?: string): Promise<ApiResponse<Body>> {
    const type = contentType ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return this.send(method, path, text, type, true);
  }

  public close(): void {
    this.agent.destroy();
  }

  private async send<Body>(method: string, path: string, text: string | undefined, type: string, again: boolean): Promise<ApiResponse<Body>> {
    return new Promise((resolve, reject) => {
      const request = https.request(`${this.props.endpoint}${path}`, {
        method,
        agent: this.agent,
        timeout: this.props.timeoutMillis ?? 30_000,
        headers: {
          accept: this.props.accept ?? 'application/json',
          ...(this.props.token && { authorization: `Bearer ${this.props.token}` }),
          ...(text !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
        },
      }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) as Body }));
      });
      request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer in time`)));
      request.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection may have been closed by the server just before it was used again.
        if (again && request.reusedSocket && error.code === 'ECONNRESET') {
          resolve(this.send(method, path, text, type, false));
        } else {
          reject(error);
        }
      });
      request.end(text);
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
