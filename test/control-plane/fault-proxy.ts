import * as http from 'http';
import * as https from 'https';
import { AddressInfo, Socket } from 'net';
import { loopbackCertificate } from './certificate';
import { Fault } from './fault';

/** A request that came to the proxy. */
export interface ProxiedRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
}

export interface FaultProxyProps {
  /** Where requests go on to. */
  readonly endpoint: string;
  /** PEM. */
  readonly certificateAuthority: string;
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

const nothing = () => undefined;
const never = () => false;

/**
 * Stands before an API server with a certificate of its own, and lets go wrong what a plan says.
 */
export class FaultProxy {
  public static async start(props: FaultProxyProps): Promise<FaultProxy> {
    const proxy = new FaultProxy(props);
    await proxy.listen(0);
    return proxy;
  }

  /** Says what goes wrong with a request; nothing, if it is to pass. */
  public plan: (request: ProxiedRequest) => Fault | undefined = nothing;

  /** Says whether a new connection is broken before anything is said, by its number. */
  public breaksConnection: (number: number) => boolean = never;

  /** Told of every request before it goes on, which it does when the answer comes. */
  public onRequest: (request: ProxiedRequest) => void | Promise<void> = nothing;

  public readonly requests: ProxiedRequest[] = [];
  /** How often which fault was injected. */
  public readonly injected = new Map<string, number>();

  private readonly certificate = loopbackCertificate('fault-proxy');
  private readonly server: https.Server;
  private readonly agent: https.Agent;
  private readonly sockets = new Set<Socket>();
  private connections = 0;
  private port = 0;

  private constructor(private readonly props: FaultProxyProps) {
    this.agent = new https.Agent({ ca: props.certificateAuthority, keepAlive: true });
    this.server = https.createServer({ key: this.certificate.key, cert: this.certificate.certificate }, (request, response) => {
      // The client went away: there is nobody to tell.
      this.answer(request, response).catch(() => request.socket.destroy());
    });
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      if (this.breaksConnection(++this.connections)) {
        this.count('connection broken');
        socket.resetAndDestroy();
      }
    });
    this.server.unref();
  }

  public get endpoint(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** As properties of a chart name a cluster. */
  public get properties(): { ClusterEndpoint: string; ClusterCertificateAuthority: string } {
    return { ClusterEndpoint: this.endpoint, ClusterCertificateAuthority: Buffer.from(this.certificate.certificate).toString('base64') };
  }

  public get injectedCount(): number {
    return [...this.injected.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Forgets what came and what went wrong, and lets everything pass. */
  public reset(): void {
    this.plan = nothing;
    this.breaksConnection = never;
    this.onRequest = nothing;
    this.requests.length = 0;
    this.injected.clear();
  }

  /** Nobody listens for a while: connections are refused. */
  public async refuseFor(milliseconds: number): Promise<void> {
    this.server.close();
    this.breakConnections();
    this.count('connection refused');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await this.listen(this.port);
  }

  /** Breaks all connections that there are. */
  public breakConnections(): void {
    for (const socket of this.sockets) { socket.destroy(); }
  }

  public async stop(): Promise<void> {
    this.breakConnections();
    this.agent.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const body = await contentsOf(incoming);
    const { pathname, searchParams } = new URL(incoming.url!, this.props.endpoint);
    const request = {
      number: this.requests.length + 1,
      method: incoming.method!,
      path: pathname,
      query: searchParams,
      authorization: incoming.headers.authorization ?? '',
    };
    this.requests.push(request);
    const fault = this.plan(request);
    if (fault) { this.count(fault.name); }
    await this.onRequest(request);
    const answer = !fault || fault.forwards ? await this.forward(incoming, body) : undefined;
    if (!fault) {
      outgoing.writeHead(answer!.status, { ...headersOf(answer!), 'content-length': answer!.body.length }).end(answer!.body);
    } else {
      inject(fault, answer, outgoing);
    }
  }

  private async forward({ method, url, headers }: http.IncomingMessage, body: Buffer): Promise<Answer> {
    const { host: _host, connection: _connection, ...others } = headers;
    return new Promise((resolve, reject) => {
      const request = https.request(`${this.props.endpoint}${url}`, { method, headers: others, agent: this.agent }, (response) => {
        contentsOf(response).then((contents) => resolve({ status: response.statusCode!, headers: response.headers, body: contents }), reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  private count(name: string): void {
    this.injected.set(name, (this.injected.get(name) ?? 0) + 1);
  }
}

function inject(fault: Fault, answer: Answer | undefined, outgoing: http.ServerResponse): void {
  switch (fault.does) {
    case 'reset':
      outgoing.socket?.destroy();
      break;
    case 'hang':
      break;
    case 'answer':
      outgoing.writeHead(fault.status, { ...fault.headers, 'content-length': Buffer.byteLength(fault.body) }).end(fault.body);
      break;
    case 'cut': {
      const half = answer!.body.subarray(0, answer!.body.length / 2);
      if (fault.how === 'json') {
        outgoing.writeHead(answer!.status, { ...headersOf(answer!), 'content-length': half.length }).end(half);
        break;
      }
      outgoing.writeHead(answer!.status, { ...headersOf(answer!), ...fault.how === 'length' && { 'content-length': answer!.body.length } });
      outgoing.write(half, () => outgoing.socket?.end());
    }
  }
}

/** Headers of the answer, without those of its transport. */
function headersOf({ headers }: Answer): http.OutgoingHttpHeaders {
  const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...others } = headers;
  return others;
}

async function contentsOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) { chunks.push(chunk); }
  return Buffer.concat(chunks);
}
