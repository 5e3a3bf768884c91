import * as fs from 'fs';
import * as http from 'http';
import { AddressInfo } from 'net';

/** What the endpoints know. */
export interface AwsState {
  /** Key id that requests must be signed with. */
  readonly accessKeyId: string;
  /** The file that was published under a key. */
  file(objectKey: string): string | undefined;
  /** Status of an EKS cluster; DENIED, if it may not be described; nothing, if there is none. */
  clusterStatus(name: string): string | undefined;
  /** What goes wrong with a request to `s3` or `eks`; nothing, if it is answered. */
  faultOf?(service: string): AwsFault | undefined;
}

/** An answer of a service that is not in order, or a connection that breaks. */
export interface AwsFault {
  readonly status?: number;
  readonly body?: string;
}

/** Answers the handler's calls to S3 and EKS on loopback. */
export class AwsEndpoints {
  public static async start(state: AwsState): Promise<AwsEndpoints> {
    const endpoints = new AwsEndpoints(state);
    await new Promise<void>((resolve) => endpoints.server.listen(0, '127.0.0.1', resolve));
    return endpoints;
  }

  private readonly server: http.Server;

  private constructor(private readonly state: AwsState) {
    this.server = http.createServer((request, response) => this.answer(request, response));
  }

  /** Variables that lead the handler here. */
  public get environment(): { [name: string]: string } {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return { AWS_ENDPOINT_URL_S3: url, AWS_ENDPOINT_URL_EKS: url };
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const [, service] = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[^/]+\/(s3|eks)\/aws4_request, /.exec(request.headers.authorization ?? '') ?? [];
    const fault = this.state.faultOf?.(service);
    if (fault) {
      if (fault.status === undefined) { request.socket.destroy(); } else { response.writeHead(fault.status).end(fault.body); }
    } else if (!request.headers.authorization?.includes(`Credential=${this.state.accessKeyId}/`)) {
      response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
    } else if (service === 's3') {
      const file = this.state.file(request.url!.split('/').slice(2).join('/'));
      if (file) { response.writeHead(200).end(fs.readFileSync(file)); } else { response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>'); }
    } else {
      const name = decodeURIComponent(request.url!.slice('/clusters/'.length));
      const status = this.state.clusterStatus(name);
      if (status === 'DENIED') {
        response.writeHead(403).end(JSON.stringify({ message: 'not authorized' }));
      } else if (status) {
        response.writeHead(200).end(JSON.stringify({ cluster: { name, status } }));
      } else {
        response.writeHead(404).end(JSON.stringify({ message: `No cluster found for name: ${name}.` }));
      }
    }
  }
}
