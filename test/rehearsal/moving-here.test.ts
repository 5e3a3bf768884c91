import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Chart } from 'cdk8s';
import { CloudFormation } from './cloud-formation';
import { DeploymentFailed, ResourceEvent } from './deployment';
import { PlayedCluster } from './played-cluster';
import { Synthesis } from './synthesis';
import { AutoModeCluster } from '../../src';
import { ApiObject } from '../control-plane/api-client';
import { describeWithControlPlane } from '../control-plane/describe';
import { chartFixture, configMap } from '../support/fixtures';

jest.setTimeout(240_000);

/** The app of docs/moving-here.md at one of its steps. */
interface Version {
  /** Whether the old constructs are there, and whether they are told to let go. */
  readonly old?: 'owning' | 'retaining';
  /** What the chart of this library has. */
  readonly chart?: (chart: Chart) => void;
}

const KUBECTL = ['Custom::AWSCDK-EKS-KubernetesResource', 'Custom::EksAutoModeChart'];

describeWithControlPlane('the way from addManifest and addCdk8sChart, played on a real API server', () => {
  let cloudFormation: CloudFormation;
  let events: ResourceEvent[];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'moving-test-'));

  beforeAll(async () => {
    events = [];
    cloudFormation = await CloudFormation.start({ onEvent: (event) => events.push(event), speed: 100 });
  });
  afterAll(async () => {
    await cloudFormation.stop();
    fs.rmSync(folder, { recursive: true });
  });

  const cluster = (): PlayedCluster => [...cloudFormation.clusters.values()][0];
  const read = async (name: string): Promise<ApiObject> => (await cluster().controlPlane.request('GET', `/api/v1/namespaces/default/configmaps/${name}`)).body;
  const managers = (object: ApiObject) => (object.metadata as any).managedFields.map(({ manager }: { manager: string }) => manager);
  const happened = () => events.splice(0).filter(({ type }) => KUBECTL.includes(type)).map(({ action, type }) => `${action} ${type.slice('Custom::'.length)}`).sort();

  function synthesize(step: string, { old, chart }: Version): Synthesis {
    const app = new App({ outdir: path.join(folder, step) });
    const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
    const eksCluster = new eks.Cluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36, kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
    });
    const autoMode = AutoModeCluster.adopt(eksCluster);
    if (old) {
      const settings = eksCluster.addManifest('Settings', {
        apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'default' }, data: { colour: 'red', size: 'small' },
      });
      const jobs = chartFixture('jobs');
      configMap(jobs, 'jobs', { parallel: '4' });
      const jobsManifest = eksCluster.addCdk8sChart('Jobs', jobs);
      if (old === 'retaining') {
        for (const manifest of [settings, jobsManifest]) { (manifest.node.defaultChild as CustomResource).applyRemovalPolicy(RemovalPolicy.RETAIN); }
      }
    }
    if (chart) {
      const moved = chartFixture('moved');
      chart(moved);
      autoMode.provision(moved);
    }
    return new Synthesis(app.synth().directory);
  }

  const asBefore = (chart: Chart) => {
    configMap(chart, 'settings', { colour: 'red', size: 'small' });
    configMap(chart, 'jobs', { parallel: '4' });
  };

  test('before: kubectl has made the objects, and owns them', async () => {
    await cloudFormation.deploy(synthesize('before', { old: 'owning' }));
    expect(await read('settings')).toMatchObject({ data: { colour: 'red', size: 'small' } });
    expect(managers(await read('jobs'))).toEqual(['kubectl-create']);
    expect(happened()).toEqual(Array(2).fill('create AWSCDK-EKS-KubernetesResource'));
  });

  test('step 1: the old constructs are told to let go, and nothing happens', async () => {
    await cloudFormation.deploy(synthesize('retaining', { old: 'retaining' }));
    expect(happened()).toEqual([]);
  });

  test('step 2: a chart takes the objects over as they are, and the old constructs go without them', async () => {
    const before = [await read('settings'), await read('jobs')].map(({ metadata }) => metadata!.uid);
    const next = synthesize('chart', { chart: asBefore });
    // One that fails leaves everything with kubectl, and the old constructs in the stack.
    await expect(cloudFormation.deploy(next, { failure: 'something else failed' })).rejects.toThrow(DeploymentFailed);
    expect(managers(await read('settings'))).toEqual(['kubectl-create']);
    expect((await read('settings')).metadata!.labels).not.toHaveProperty('applyset.kubernetes.io/part-of');
    expect(happened()).toEqual(['create EksAutoModeChart', 'delete EksAutoModeChart']);

    await cloudFormation.deploy(next);
    expect(happened()).toEqual(['create EksAutoModeChart', ...Array(2).fill('retain AWSCDK-EKS-KubernetesResource')]);
    expect([await read('settings'), await read('jobs')].map(({ metadata }) => metadata!.uid)).toEqual(before);
  });

  test('from the next deployment of the chart on it decides: values change, fields go', async () => {
    await cloudFormation.deploy(synthesize('later', {
      chart: (chart) => {
        configMap(chart, 'settings', { colour: 'blue' });
        configMap(chart, 'jobs', { parallel: '4' });
      },
    }));
    const settings = await read('settings');
    expect(settings.data).toEqual({ colour: 'blue' });
    expect(managers(settings)).toEqual(['cdk-eks-auto-mode']);
    expect(settings.metadata!.annotations).not.toHaveProperty(['kubectl.kubernetes.io/last-applied-configuration']);
    expect(managers(await read('jobs'))).toEqual(['cdk-eks-auto-mode']);
    expect(happened()).toEqual(['update EksAutoModeChart']);
  });

  test('and objects go', async () => {
    await cloudFormation.deploy(synthesize('last', { chart: (chart) => { configMap(chart, 'settings', { colour: 'blue' }); } }));
    expect(await read('jobs')).toMatchObject({ reason: 'NotFound' });
    expect(happened()).toEqual(['update EksAutoModeChart']);
  });

  test('at the end the stack takes everything with it', async () => {
    const leftovers: string[] = [];
    (cloudFormation as any).props.onClusterDeletion = async (played: PlayedCluster) => {
      leftovers.push(...await played.leftovers(), ...(await read('settings')).reason === 'NotFound' ? [] : ['settings']);
    };
    await cloudFormation.destroy();
    expect(leftovers).toEqual([]);
  });
});

describeWithControlPlane('without letting go first', () => {
  test('the deletion of the old construct would take the objects along, which the chart has just taken over', async () => {
    // What the guide warns of: kubectl delete asks nobody.
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'moving-test-'));
    const cloudFormation = await CloudFormation.start({ onEvent: () => undefined, speed: 100 });
    try {
      const version = (step: string, isOld: boolean) => {
        const app = new App({ outdir: path.join(folder, step) });
        const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
        const eksCluster = new eks.Cluster(stack, 'Cluster', {
          version: eks.KubernetesVersion.V1_36, kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
        });
        const chart = chartFixture('moved');
        configMap(chart, 'settings', { colour: 'red' });
        if (isOld) { eksCluster.addCdk8sChart('Old', chart); } else { AutoModeCluster.adopt(eksCluster).provision(chart); }
        return new Synthesis(app.synth().directory);
      };
      await cloudFormation.deploy(version('before', true));
      await cloudFormation.deploy(version('after', false));
      const [played] = cloudFormation.clusters.values();
      expect((await played.controlPlane.request('GET', '/api/v1/namespaces/default/configmaps/settings')).status).toBe(404);
    } finally {
      await cloudFormation.stop();
      fs.rmSync(folder, { recursive: true });
    }
  });
});
