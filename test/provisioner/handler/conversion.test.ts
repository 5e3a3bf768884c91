import * as https from 'https';
import { AddressInfo } from 'net';
import { ChartObject } from '../../../src/provisioner/contract';
import { loopbackCertificate } from '../../control-plane/certificate';
import { describeWithControlPlane } from '../../control-plane/describe';
import { FaultProxy } from '../../control-plane/fault-proxy';
import { configMapObject, definitionObject, HandlerFixture, PATHS } from '../../support/handler-fixture';
import { startBehindProxy, stopBehindProxy } from '../../support/proxied-fixture';

jest.setTimeout(120_000);

/** Stands for the Deployment of the operator that has the webhook. */
const OPERATOR = PATHS.configMap('operator');
const operator = (version: string) => configMapObject('operator', { version });

describeWithControlPlane('an operator that converts the custom resources of its chart', () => {
  let fixture: HandlerFixture;
  let proxy: FaultProxy;
  let webhook: ConversionWebhook;

  beforeAll(async () => {
    ({ fixture, proxy } = await startBehindProxy({ interval: 50 }));
    webhook = await ConversionWebhook.start();
  });
  afterAll(async () => {
    webhook?.stop();
    await stopBehindProxy({ fixture, proxy });
  });
  beforeEach(() => proxy.reset());
  afterEach(async () => {
    webhook.works = true;
    await fixture.send('Delete', []);
  });

  test.each(['v1beta1', 'v2'])('and does not work is repaired by the update that changes some of %s', async (version) => {
    const definition = webhook.definition('v1', version);
    const gadget = (name: string, size: number): ChartObject =>
      ({ manifest: { apiVersion: `example.com/${version}`, kind: 'Gadget', metadata: { name }, spec: { size } } });
    await fixture.send('Create', [operator('1'), definition, gadget('one', 1)]);

    webhook.works = false;
    proxy.onRequest = ({ method, path, query }) => { webhook.works ||= method === 'PATCH' && path === OPERATOR && !query.has('dryRun'); };
    await fixture.send('Update', [operator('2'), definition, gadget('one', 2), gadget('two', 2)], { timeout: 20, properties: proxy.properties });
    expect(await fixture.find(OPERATOR)).toMatchObject({ data: { version: '2' } });
    for (const name of ['one', 'two']) { expect(await fixture.find(PATHS.custom('Gadget', name))).toMatchObject({ spec: { size: 2 } }); }
  });
});

/** Converts from one version to another by its name, as long as it works. */
class ConversionWebhook {
  public static async start(): Promise<ConversionWebhook> {
    const webhook = new ConversionWebhook();
    await new Promise<void>((resolve) => webhook.server.listen(0, '127.0.0.1', resolve));
    return webhook;
  }

  public works = true;
  private readonly certificate = loopbackCertificate('conversion');
  private readonly server = https.createServer({ key: this.certificate.key, cert: this.certificate.certificate }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      const { uid, desiredAPIVersion, objects } = JSON.parse(Buffer.concat(chunks).toString()).request;
      const convertedObjects = objects.map((object: object) => ({ ...object, apiVersion: desiredAPIVersion }));
      const answer = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'ConversionReview', response: { uid, convertedObjects, result: { status: 'Success' } } };
      response.writeHead(this.works ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });

  /** CRD of objects that it converts. */
  public definition(stored: string, served: string): ChartObject {
    const { manifest } = definitionObject('Gadget');
    const spec = manifest.spec as { versions: object[] };
    const clientConfig = {
      url: `https://127.0.0.1:${(this.server.address() as AddressInfo).port}/convert`,
      caBundle: Buffer.from(this.certificate.certificate).toString('base64'),
    };
    return {
      manifest: {
        ...manifest,
        spec: {
          ...spec,
          versions: [stored, served].map((name) => ({ ...spec.versions[0], name, storage: name === stored })),
          conversion: { strategy: 'Webhook', webhook: { clientConfig, conversionReviewVersions: ['v1'] } },
        },
      },
    };
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
