import * as http from 'http';
import * as https from 'https';

export interface HttpRequest {
  /** Of its parts only protocol, host and port count. */
  readonly endpoint: URL;
  /** With the query. */
  readonly path: string;
  readonly method: string;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body?: string;
  readonly agent?: https.Agent;
  /** Gets the body of a success as it comes; then it is not in the response. */
  readonly onBody?: (chunk: Buffer) => void;
  /** Milliseconds without a byte after which the request is given up. */
  readonly timeout: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A request that got no whole answer. The other side may or may not have acted on it. */
export class ConnectionError extends Error {
  constructor(readonly host: string, cause: Error) {
    super(`no answer from ${host}: ${cause.message || (cause as NodeJS.ErrnoException).code}`);
    this.name = 'ConnectionError';
  }
}

/** Sends one request and reads the whole answer. */
export async function send(request: HttpRequest): Promise<HttpResponse> {
  const { endpoint, path, method, headers, body, agent, timeout, onBody } = request;
  const { protocol, hostname, port } = endpoint;
  try {
    return await new Promise((resolve, reject) => {
      const outgoing = (protocol === 'http:' ? http : https).request({ hostname: withoutBrackets(hostname), port, path, method, headers, agent, timeout }, (incoming) => {
        const chunks: Buffer[] = [];
        const isSuccess = incoming.statusCode! >= 200 && incoming.statusCode! <= 299;
        incoming.on('data', onBody && isSuccess ? onBody : (chunk) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve({
          status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8'),
        }));
      });
      outgoing.on('error', reject);
      outgoing.on('timeout', () => outgoing.destroy(new Error(`nothing came for ${timeout / 1000} s`)));
      outgoing.end(body);
    });
  } catch (error) {
    throw new ConnectionError(endpoint.host, error as Error);
  }
}

/** An address of IPv6 as sockets take it. */
function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
