import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ApiObject, Chart } from 'cdk8s';
import { CloudFormation } from './cloud-formation';
import { DeploymentFailed, ResourceEvent } from './deployment';
import { PlayedCluster } from './played-cluster';
import { Synthesis } from './synthesis';
import { AutoModeCluster } from '../../src';
import { describeWithControlPlane } from '../control-plane/describe';
import { chartFixture, configMap } from '../support/fixtures';

jest.setTimeout(15 * 60_000);

const ENVIRONMENT = { account: '123456789012', region: 'us-east-1' };
const CHART = 'Custom::EksAutoModeChart';

describeWithControlPlane('the life of an app, played on a real API server', () => {
  let cloudFormation: CloudFormation;
  let events: ResourceEvent[];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-test-'));
  const chartEvents = () => events.filter(({ type }) => type === CHART).map(({ action, path: place, failure }) => [action, place.split('/').pop(), failure]);
  const cluster = (): PlayedCluster => [...cloudFormation.clusters.values()][0];
  const names = async () => Object.fromEntries((await cluster().listings()).map(({ kind, rows }) => [kind, rows.map(([name]) => name)]));

  beforeEach(async () => {
    events = [];
    cloudFormation = await CloudFormation.start({ onEvent: (event) => events.push(event), speed: 100 });
  });
  afterEach(() => cloudFormation.stop());
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  /** Synthesizes an app in this process. */
  function synthesize(step: string, build: (app: App, stack: Stack, cluster: AutoModeCluster) => void): Synthesis {
    const app = new App({ outdir: path.join(folder, step) });
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    build(app, stack, new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 }));
    return new Synthesis(app.synth().directory);
  }

  test('the web shop ends with the host name of its load balancer as an output', async () => {
    await cloudFormation.deploy(await Synthesis.of('examples/web-shop.ts', path.join(folder, 'web-shop')));
    expect(cloudFormation.outputs['WebShop.HostName']).toMatch(/^k8s-shopshop-[0-9a-f]{10}\.elb\.rehearsal\.amazonaws\.com$/);
    const { body: ingress } = await cluster().controlPlane.request<any>('GET', '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop');
    expect(ingress.metadata.annotations['alb.ingress.kubernetes.io/wafv2-acl-arn']).toMatch(/WebAcl/);
    expect(ingress.status.loadBalancer.ingress).toEqual([{ hostname: cloudFormation.outputs['WebShop.HostName'] }]);
    await cloudFormation.destroy();
  });

  test('the quickstart is created, updated and deleted, and leaves nothing', async () => {
    await cloudFormation.deploy(await Synthesis.of('examples/quickstart.ts', path.join(folder, 'create')));
    expect(await names()).toEqual({ NodeClass: ['roomy'], NodePool: ['batch', 'services'] });
    for (const { kind, columns, rows } of await cluster().listings()) {
      expect([kind, rows.map((row) => row[columns.indexOf('READY')])]).toEqual([kind, rows.map(() => 'True')]);
    }

    await cloudFormation.deploy(await Synthesis.of('examples/quickstart.update.ts', path.join(folder, 'update')));
    expect(await names()).toEqual({ NodeClass: ['roomy'], NodePool: ['batch'] });
    const { body } = await cluster().controlPlane.request<any>('GET', '/apis/karpenter.sh/v1/nodepools/batch');
    expect(body.spec.template.spec.expireAfter).toBe('72h');

    const last = cluster();
    const leftovers = jest.fn();
    (cloudFormation as any).props.onClusterDeletion = async (played: PlayedCluster) => leftovers(await played.leftovers());
    await cloudFormation.destroy();
    expect(leftovers).toHaveBeenCalledWith([]);
    expect(cloudFormation.clusters.size).toBe(0);
    expect(last).toBeDefined();
    expect(chartEvents()).toEqual([['create', 'ClusterChartsautomode5E54018A', undefined], ['update', expect.anything(), undefined], ['delete', expect.anything(), undefined]]);
  });

  test('values of another stack, joined ones, objects, numbers and lists arrive with their types', async () => {
    await cloudFormation.deploy(synthesize('values', (app, stack, autoModeCluster) => {
      const other = new Stack(app, 'Data', { env: ENVIRONMENT });
      const bucket = new s3.Bucket(other, 'Bucket', { bucketName: 'the-bucket' });
      const count = new CfnParameter(stack, 'Count', { type: 'Number', default: '42' });
      const zones = new CfnParameter(stack, 'Zones', { type: 'CommaDelimitedList', default: 'us-east-1a,us-east-1b' });
      const chart = chartFixture('values');
      definition(chart);
      new ApiObject(chart, 'Widget', {
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        metadata: { name: 'one' },
        spec: {
          bucket: bucket.bucketName,
          arn: Fn.join(':', ['arn:aws:s3', '', '', bucket.bucketName]),
          made: `${new s3.Bucket(other, 'Second').bucketName}/key`,
          subnets: autoModeCluster.vpc.privateSubnets.map(({ subnetId }) => subnetId),
          object: Lazy.any({ produce: () => ({ replicas: count.valueAsNumber, text: `n-${count.valueAsString}` }) }),
          zones: zones.valueAsList,
          fixed: Lazy.number({ produce: () => 7 }),
        },
      });
      autoModeCluster.provision(chart);
    }));
    const { body } = await cluster().controlPlane.request<any>('GET', '/apis/example.com/v1/namespaces/default/widgets/one');
    expect(body.spec).toEqual({
      bucket: 'the-bucket',
      arn: 'arn:aws:s3:::the-bucket',
      made: expect.stringMatching(/^data-second\w+\/key$/),
      subnets: Array(3).fill(expect.stringMatching(/^subnet-[0-9a-f]{17}$/)),
      object: { replicas: 42, text: 'n-42' },
      zones: ['us-east-1a', 'us-east-1b'],
      fixed: 7,
    });
  });

  test('a deployment that fails shows the reason in a line, without a stack, and is rolled back', async () => {
    const synthesis = synthesize('failure', (_, __, autoModeCluster) => {
      const chart = chartFixture('broken');
      configMap(chart, 'fine');
      new ApiObject(chart, 'Typo', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'typo' }, dta: { a: 'b' } } as never);
      autoModeCluster.addNodePool('batch');
      autoModeCluster.provision(chart);
    });
    const failure = await cloudFormation.deploy(synthesis).then(() => undefined, (error: Error) => error);
    expect(failure).toBeInstanceOf(DeploymentFailed);
    expect(failure!.message.trim().split('\n')).toEqual([
      expect.stringMatching(/^nothing was changed, the cluster refuses 1 of 2 objects: ConfigMap typo: .*dta: field not declared in schema/),
      '',
      expect.stringMatching(/^Logs: \/aws\/lambda\/Stack-ClusterProvisionerFunction/),
    ]);
    expect(chartEvents().map(([action, place]) => [action, place])).toEqual([
      ['create', 'ClusterChartsautomode5E54018A'], ['create', expect.stringContaining('broken')], ['delete', expect.stringContaining('broken')],
      ['delete', 'ClusterChartsautomode5E54018A'],
    ]);
  });

  test('an update that fails is rolled back to what was there before', async () => {
    const app = (step: string, port: number) => synthesize(step, (_, __, autoModeCluster) => {
      const chart = chartFixture('service');
      new ApiObject(chart, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port }] } } as never);
      autoModeCluster.provision(chart);
    });
    await cloudFormation.deploy(app('good', 80));
    await expect(cloudFormation.deploy(app('bad', 70_000))).rejects.toThrow(/Service web: .*spec\.ports\[0\]\.port/);
    const { body } = await cluster().controlPlane.request<any>('GET', '/api/v1/namespaces/default/services/web');
    expect(body.spec.ports[0].port).toBe(80);
  });
});

/** A kind that takes everything as it comes. */
function definition(chart: Chart): void {
  new ApiObject(chart, 'Definition', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
    },
  });
}
