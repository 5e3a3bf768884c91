import * as http from 'http';
import { AddressInfo, connect, Socket } from 'net';
import { Aws } from '../../../src/provisioner/handler/transport/aws';
import { tunnelTo } from '../../../src/provisioner/handler/transport/proxy';
import { describeWithControlPlane } from '../../control-plane/describe';
import { configMapObject, HandlerFixture, PATHS } from '../../support/handler-fixture';

jest.setTimeout(60_000);

/** A proxy that lets CONNECT pass, and notes where to. */
class Proxy {
  public static async start(): Promise<Proxy> {
    const proxy = new Proxy();
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  public readonly targets: string[] = [];
  public status = 200;
  private readonly server = http.createServer((_, response) => { response.writeHead(405).end(); });
  private readonly sockets = new Set<Socket>();

  private constructor() {
    this.server.on('connect', (request, client: Socket) => {
      this.targets.push(request.url!);
      this.sockets.add(client);
      client.on('error', () => undefined);
      if (this.status !== 200) { return client.end(`HTTP/1.1 ${this.status} No\r\n\r\n`); }
      const [host, port] = request.url!.split(':');
      const server = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      this.sockets.add(server);
      server.on('error', () => client.destroy());
      return undefined;
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the way by a proxy', () => {
  let proxy: Proxy;

  beforeEach(async () => { proxy = await Proxy.start(); });
  afterEach(async () => {
    delete process.env.HTTPS_PROXY;
    delete process.env.NO_PROXY;
    await proxy.stop();
  });

  test.each([
    ['https://abc.gr7.us-east-1.eks.amazonaws.com', true],
    ['https://eks.us-east-1.amazonaws.com', false],
    ['https://assets.s3.us-east-1.amazonaws.com/key', true],
    ['https://s3.us-east-1.amazonaws.com/bucket/key', true],
    ['https://other-s3.us-east-1.amazonaws.com', false],
    ['https://0123abcd.eks-cluster.us-east-1.api.aws', true],
    ['http://127.0.0.1/loopback', true],
  ])('%s is reached without it: %s', (url, isDirect) => {
    process.env.HTTPS_PROXY = proxy.url;
    // Names of hosts are as CloudFormation gives them, which is not always in lower case.
    process.env.NO_PROXY = '.eks.amazonaws.com,0123ABCD.eks-cluster.us-east-1.api.aws, .s3.us-east-1.amazonaws.com,s3.us-east-1.amazonaws.com';
    expect(tunnelTo(new URL(url)) === undefined).toBe(isDirect);
  });

  test('is taken by nothing when there is none', () => {
    expect(tunnelTo(new URL('https://eks.us-east-1.amazonaws.com'))).toBeUndefined();
  });

  test('S3 and EKS are asked by it', async () => {
    process.env.HTTPS_PROXY = proxy.url;
    proxy.status = 403;
    const aws = Aws.fromEnvironment({ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' });
    await expect(aws.readLines('assets', 'key', () => undefined)).rejects.toThrow(/^no answer from assets\.s3\.us-east-1\.amazonaws\.com: proxy 127\.0\.0\.1:\d+ refused the way to assets\.s3\.us-east-1\.amazonaws\.com:443 \(HTTP 403\)$/);
    await expect(aws.clusterStatus('cluster')).rejects.toThrow(/refused the way to eks\.us-east-1\.amazonaws\.com:443/);
    expect(proxy.targets).toEqual(['assets.s3.us-east-1.amazonaws.com:443', 'eks.us-east-1.amazonaws.com:443']);
  });

  test('one that is gone is named', async () => {
    process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
    const aws = Aws.fromEnvironment({ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' });
    await expect(aws.clusterStatus('cluster')).rejects.toThrow(/^no answer from eks\.us-east-1\.amazonaws\.com: proxy 127\.0\.0\.1:9: connect ECONNREFUSED/);
  });
});

describeWithControlPlane('a chart, provisioned by a proxy', () => {
  test('all connections to the API server go by it, and are used again', async () => {
    const fixture = await HandlerFixture.start();
    const proxy = await Proxy.start();
    process.env.HTTPS_PROXY = proxy.url;
    try {
      const objects = Array.from({ length: 60 }, (_, index) => configMapObject(`settings-${index}`, { a: '1' }));
      await fixture.send('Create', objects);
      expect(await fixture.find(PATHS.configMap('settings-59'))).toMatchObject({ data: { a: '1' } });
      const { host } = new URL(fixture.controlPlane.endpoint);
      expect(new Set(proxy.targets)).toEqual(new Set([host]));
      expect(proxy.targets.length).toBeLessThanOrEqual(16);
      const count = proxy.targets.length;

      // None goes around it.
      proxy.status = 502;
      expect(await fixture.failure('Update', objects, { timeout: 2 })).toMatch(/proxy 127\.0\.0\.1:\d+ refused the way to 127\.0\.0\.1:\d+ \(HTTP 502\)/);
      proxy.status = 200;
      process.env.NO_PROXY = '127.0.0.1';
      const before = proxy.targets.length;
      expect(before).toBeGreaterThan(count);
      await fixture.send('Delete', []);
      expect(proxy.targets.length).toBe(before);
    } finally {
      delete process.env.HTTPS_PROXY;
      delete process.env.NO_PROXY;
      await proxy.stop();
      await fixture.stop();
    }
  });
});
