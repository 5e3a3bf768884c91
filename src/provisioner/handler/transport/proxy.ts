import * as http from 'http';
import * as https from 'https';
import { Duplex } from 'stream';
import * as tls from 'tls';
import { NO_PROXY_VARIABLE, PROXY_VARIABLE } from '../../contract';

/** Milliseconds without an answer of the proxy after which a connection is given up. */
const CONNECT_TIMEOUT = 10_000;

/** Connections to a host through the proxy of the environment; nothing, if there is none, or none for this host. */
export function tunnelTo({ hostname, protocol }: URL, options: https.AgentOptions = {}): https.Agent | undefined {
  const { [PROXY_VARIABLE]: proxy, [NO_PROXY_VARIABLE]: exceptions = '' } = process.env;
  const isDirect = !proxy || protocol !== 'https:' || exceptions.split(',').some((exception) => covers(exception.trim().toLowerCase(), hostname));
  return isDirect ? undefined : new TunnelAgent(new URL(proxy), options);
}

/** Whether a host is an exception, or below a domain that begins with a dot; both in lower case, as URLs have hosts. */
function covers(exception: string, hostname: string): boolean {
  return exception !== '' && (exception === hostname || (exception.startsWith('.') && hostname.endsWith(exception)));
}

type Callback = (error: Error | null, socket: Duplex) => void;

/** Connections through a proxy, which sees nothing but the name of the host: TLS begins behind it. */
class TunnelAgent extends https.Agent {
  constructor(private readonly proxy: URL, options: https.AgentOptions) {
    super(options);
  }

  public createConnection(options: https.RequestOptions, callback?: Callback): undefined {
    const { host, port, servername } = options as tls.ConnectionOptions;
    const target = `${host!.includes(':') ? `[${host}]` : host}:${port}`;
    const done = once(callback!);
    const connect = (this.proxy.protocol === 'http:' ? http : https).request(this.proxy, {
      method: 'CONNECT', path: target, headers: { host: target }, agent: false, timeout: CONNECT_TIMEOUT,
    });
    connect.on('connect', ({ statusCode }, socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) {
        done(null, tls.connect({ ...options as tls.ConnectionOptions, socket, servername }));
      } else {
        socket.destroy();
        done(new Error(`proxy ${this.proxy.host} refused the way to ${target} (HTTP ${statusCode})`));
      }
    });
    // An answer other than to CONNECT.
    connect.on('response', ({ statusCode }) => {
      connect.destroy();
      done(new Error(`proxy ${this.proxy.host} does not know CONNECT (HTTP ${statusCode})`));
    });
    connect.on('timeout', () => connect.destroy(new Error(`nothing came for ${CONNECT_TIMEOUT / 1000} s`)));
    connect.on('error', (error) => done(new Error(`proxy ${this.proxy.host}: ${error.message}`)));
    connect.end();
    return undefined;
  }
}

function once(callback: Callback): (error: Error | null, socket?: Duplex) => void {
  let isDone = false;
  return (error, socket) => {
    if (isDone) { return; }
    isDone = true;
    callback(error, socket!);
  };
}
