import * as fs from 'fs';
import * as path from 'path';
import { App, Aspects, CfnParameter, CfnResource, Duration, Fn, Lazy, Stack, Tags, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ApiObject, App as KubernetesApp, Chart, Duration as KubernetesDuration, JsonPatch, Lazy as KubernetesLazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { AutoModeCluster, AutoModeRules, NodePool, ProvisionedChart } from '../../src';
import { chartDocument, chartFixture, chartProperties, clusterFixture, configMap, stackFixture, synthesisError } from '../support/fixtures';

const ENVIRONMENT = { account: '123456789012', region: 'us-east-1' };

describe('the custom resource', () => {
  test.each([1, 500])('is one for %i objects, with properties of a few kilobytes', (count) => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture();
    for (let index = 0; index < count; index++) { configMap(chart, `settings-${index}`, { index: String(index) }); }
    cluster.provision(chart);
    Template.fromStack(stack).resourceCountIs('Custom::EksAutoModeChart', 1);
    expect(JSON.stringify(chartProperties(stack, 'chart')).length).toBeLessThan(6 * 1024);
  });

  test('lists the objects with hashes of their contents', () => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'one');
    new ApiObject(chart, 'Two', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'two', namespace: 'web' } });
    cluster.provision(chart);
    expect(chartProperties(stack, 'chart').Objects).toEqual({
      'ConfigMap one': expect.stringMatching(/^[0-9a-f]{8}$/), 'Service web/two': expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  test('a change of one object changes its hash alone, also when it brings a value', () => {
    const [before, after] = [false, true].map((changed) => {
      const { stack, cluster } = clusterFixture();
      const bucket = new s3.Bucket(stack, 'Bucket');
      const chart = chartFixture();
      configMap(chart, 'first', changed ? { bucket: bucket.bucketArn } : {});
      configMap(chart, 'second', { bucket: bucket.bucketName });
      cluster.provision(chart);
      return chartProperties(stack, 'chart').Objects;
    });
    expect(after['ConfigMap first']).not.toBe(before['ConfigMap first']);
    expect(after['ConfigMap second']).toBe(before['ConfigMap second']);
  });

  test('lists kinds when there are too many objects', () => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture();
    for (let index = 0; index < 500; index++) { configMap(chart, `settings-${index}`); }
    cluster.provision(chart);
    expect(chartProperties(stack, 'chart').Objects).toEqual({ ConfigMap: expect.stringMatching(/^500 objects [0-9a-f]{8}$/) });
  });

  test('names the chart after its path in its own app', () => {
    const { stack, cluster } = clusterFixture();
    const outer = chartFixture('Outer');
    const inner = new Chart(outer, 'Inner');
    configMap(inner, 'settings');
    expect(cluster.provision(inner).chartName).toBe('outer-inner');
    expect(chartProperties(stack, 'outer-inner').ParentName).toBe('cdk-eks-auto-mode.outer-inner');
  });

  test('gives up after half an hour, or when it is told', () => {
    const { stack, cluster } = clusterFixture();
    cluster.provision(chartFixture('one'));
    cluster.provision(chartFixture('two'), { timeout: Duration.minutes(5) });
    expect(chartProperties(stack, 'one').Timeout).toBe('1800');
    expect(chartProperties(stack, 'two').Timeout).toBe('300');
    expect(() => cluster.provision(chartFixture('four'), { timeout: Duration.seconds(0) })).toThrow(/timeout must be 1 minute to 50 minutes, got 0 seconds: write for example Duration.minutes\(30\)/);
    expect(() => cluster.provision(chartFixture('five'), { timeout: Duration.seconds(Lazy.number({ produce: () => 1 })) })).toThrow(/got a token/);
    expect(() => cluster.provision(chartFixture('three'), { timeout: Duration.minutes(51) })).toThrow(/timeout must be 1 minute to 50 minutes, got 51 minutes: write for example Duration.minutes\(30\)/);
  });
});

describe('values', () => {
  test('of another stack are exported and imported, with their places and types', () => {
    const { app, stack, cluster } = clusterFixture();
    const other = new Stack(app, 'Data', { env: ENVIRONMENT });
    const bucket = new s3.Bucket(other, 'Bucket');
    const count = new CfnParameter(stack, 'Count', { type: 'Number' });
    const names = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' });
    const chart = chartFixture();
    new ApiObject(chart, 'Everything', {
      apiVersion: 'example.com/v1',
      kind: 'Everything',
      metadata: { name: 'everything' },
      spec: {
        bucket: bucket.bucketName,
        arn: Fn.join('', ['arn:aws:s3:::', bucket.bucketName, '/*']),
        subnets: cluster.vpc.privateSubnets.map(({ subnetId }) => subnetId),
        object: Lazy.any({ produce: () => ({ replicas: count.valueAsNumber }) }),
        names: names.valueAsList,
        fixed: Lazy.number({ produce: () => 7 }),
      },
    });
    cluster.provision(chart);

    const [object] = chartDocument(app, stack, 'chart').objects;
    const { Values } = chartProperties(stack, 'chart');
    expect(Object.fromEntries(object.values!.map(({ path: at, type, value }) => [at.join('.'), [type, Values![value]]]))).toEqual({
      'spec.bucket': ['string', { 'Fn::ImportValue': expect.stringMatching(/^Data:ExportsOutputRefBucket/) }],
      'spec.arn': ['string', { 'Fn::Join': ['', ['arn:aws:s3:::', { 'Fn::ImportValue': expect.any(String) }, '/*']] }],
      'spec.subnets.0': ['string', { Ref: expect.stringContaining('PrivateSubnet1') }],
      'spec.subnets.1': ['string', { Ref: expect.stringContaining('PrivateSubnet2') }],
      'spec.subnets.2': ['string', { Ref: expect.stringContaining('PrivateSubnet3') }],
      'spec.object.replicas': ['number', { Ref: 'Count' }],
      'spec.names': ['list', { Ref: 'Names' }],
    });
    expect(object.manifest).toMatchObject({ spec: { fixed: 7, names: '<value 2>' } });
    Template.fromStack(other).hasOutput('*', { Export: { Name: Match.stringLikeRegexp('Bucket') } });
  });

  test('a Secrets Manager reference is refused with the better way', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    new kplus.Secret(chart, 'Secret', { metadata: { name: 'login' }, stringData: { password: '{{resolve:secretsmanager:login:SecretString:password}}' } });
    cluster.provision(chart);
    expect(synthesisError(app)).toMatch(/Secret login at chart\/Secret\/Resource: stringData\.password: must not hold a secret.*External Secrets/);
  });

  test('of more than 100 KB are refused', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    for (let index = 0; index < 110; index++) { configMap(chart, `settings-${index}`, { text: `${Fn.importValue('X')}${'y'.repeat(1000)}${index}` }); }
    cluster.provision(chart);
    expect(synthesisError(app)).toMatch(/values of CloudFormation in a chart must be at most 100 KB, got \d{6} bytes: split the chart/);
  });
});

describe('rendering', () => {
  test('objects that are added after provision() are included', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    cluster.provision(chart);
    configMap(chart, 'late');
    expect(chartDocument(app, stack, 'chart').objects.map(({ manifest }) => manifest.metadata.name)).toEqual(['late']);
  });

  test('objects of an aspect are included', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    cluster.provision(chart);
    Aspects.of(app).add({ visit: (node: IConstruct) => { if (node instanceof ProvisionedChart) { configMap(chart, 'from-aspect'); } } });
    expect(chartDocument(app, stack, 'chart').objects).toHaveLength(1);
  });

  test('an object that is added after the rendering is an error that names it, not lost', () => {
    const { app, cluster, stack } = clusterFixture();
    const chart = chartFixture();
    cluster.provision(chart);
    const later = new CfnResource(stack, 'Later', { type: 'AWS::SNS::Topic' });
    Aspects.of(app).add({ visit: (node: IConstruct) => { if (node === later) { configMap(chart, 'too-late'); } } }, { priority: 900 });
    expect(synthesisError(app)).toMatch(/chart chart must not change after it was rendered, got a change of chart\/too-late: change it before synthesis/);
  });

  test('the asset and the custom resource get tags and are seen by other aspects', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'settings');
    cluster.provision(chart);
    Tags.of(app).add('team', 'a');
    const seen: string[] = [];
    Aspects.of(app).add({ visit: (node: IConstruct) => { seen.push(node.node.path); } }, { priority: 1000 });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Tags: [{ Key: 'team', Value: 'a' }] });
    expect(seen).toEqual(expect.arrayContaining(['Stack/Cluster/Charts/chart/Resource', 'Stack/Cluster/Charts/chart/Manifest']));
  });

  test('the manifests are beside the template, readable', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'settings', { bucket: new s3.Bucket(stack, 'Bucket').bucketName });
    cluster.provision(chart);
    const text = fs.readFileSync(path.join(app.synth().directory, 'Stack-Cluster-Charts-chart.k8s.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({
      apiVersion: 'v1',
      kind: 'List',
      items: [expect.objectContaining({ kind: 'ConfigMap', data: { bucket: expect.stringMatching(/^<\{"Ref":"Bucket\w+"\}>$/) } })],
    });
    expect(text).toMatch(/\n {6}"kind": "ConfigMap",\n/);
  });

  test('a token for nothing is no field, neither in the asset nor in the readable manifests', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'settings', { something: 'x', nothing: Lazy.any({ produce: () => undefined }) });
    cluster.provision(chart);
    expect(chartDocument(app, stack, 'chart').objects[0].manifest.data).toEqual({ something: 'x' });
    const text = fs.readFileSync(path.join(app.synth().directory, 'Stack-Cluster-Charts-chart.k8s.json'), 'utf8');
    expect(JSON.parse(text).items[0].data).toEqual({ something: 'x' });
  });

  test('the asset keeps its name as long as its content is the same', () => {
    const [key, same, other] = ['a', 'a', 'b'].map((value) => {
      const { stack, cluster } = clusterFixture();
      const chart = chartFixture();
      configMap(chart, 'settings', { value });
      cluster.provision(chart);
      return chartProperties(stack, 'chart').Key;
    });
    expect(same).toBe(key);
    expect(other).not.toBe(key);
  });

  test('dependencies between constructs become an order of objects', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    const [first, second] = [configMap(chart, 'first'), configMap(chart, 'second')];
    first.addDependency(second);
    cluster.provision(chart);
    const { objects } = chartDocument(app, stack, 'chart');
    expect(objects[0]).toMatchObject({ manifest: { metadata: { name: 'first' } }, after: [[1, 1]] });
    expect(objects[1].after).toBeUndefined();
  });

  test('dependencies in a circle are an error with their paths', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    const [first, second] = [configMap(chart, 'first'), configMap(chart, 'second')];
    first.addDependency(second);
    second.addDependency(first);
    cluster.provision(chart);
    expect(synthesisError(app)).toContain('got chart/first -> chart/second -> chart/first: remove one of the dependencies');
  });

  test('a dependency on an object of another chart orders the charts', () => {
    const { stack, cluster } = clusterFixture();
    const [one, two] = [chartFixture('one'), chartFixture('two')];
    cluster.provision(one);
    cluster.provision(two);
    configMap(one, 'settings').addDependency(configMap(two, 'settings-too'));
    const charts = Template.fromStack(stack).findResources('Custom::EksAutoModeChart');
    const [[, first], [secondId]] = ['one', 'two'].map((name) => Object.entries(charts).find(([, { Properties }]) => Properties.ParentName.endsWith(name))!);
    expect(first.DependsOn).toContain(secondId);
  });
});

describe('what comes before a chart', () => {
  test('is what its objects depend on in CloudFormation', () => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'settings').node.addDependency(new s3.Bucket(stack, 'Bucket'));
    cluster.provision(chart);
    const [{ DependsOn }] = Object.values(Template.fromStack(stack).findResources('Custom::EksAutoModeChart'));
    expect(DependsOn).toContainEqual(expect.stringMatching(/^Bucket/));
  });

  test('cannot be an object that goes nowhere', () => {
    const { app, cluster } = clusterFixture();
    const [chart, elsewhere] = [chartFixture('here'), chartFixture('elsewhere')];
    configMap(chart, 'settings').addDependency(configMap(elsewhere, 'other'));
    cluster.provision(chart);
    expect(synthesisError(app)).toMatch(/objects of chart here depend on elsewhere\/other, which does not go to this cluster: provision its chart too/);
  });

  test('is not the cluster\'s own chart where that waits for it, also by way of others', () => {
    const { app, cluster } = clusterFixture();
    const [one, two] = [chartFixture('one'), chartFixture('two')];
    const pool = cluster.addNodePool('batch');
    pool.node.addDependency(configMap(one, 'first'));
    one.addDependency(configMap(two, 'second'));
    cluster.provision(one);
    cluster.provision(two);
    app.synth();
  });
});

describe('problems', () => {
  test('of two charts and of the CDK are reported together', () => {
    const { app, stack, cluster } = clusterFixture();
    const [one, two] = [chartFixture('one'), chartFixture('two')];
    new NodePool(one, 'Pool', { metadata: { name: 'one' }, expireAfter: KubernetesDuration.days(25) });
    new ApiObject(two, 'Pool', { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'two' }, spec: { template: { spec: { expireAfter: '600h' } } } });
    new ApiObject(two, 'Broken', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'broken' }, data: KubernetesLazy.any({ produce: () => { throw new Error('no data'); } }) });
    cluster.provision(one);
    cluster.provision(two);
    stack.node.addValidation({ validate: () => ['the stack has no owner'] });

    const error = synthesisError(app);
    expect(error).toMatch(/NodePool "one" at Stack\/Cluster\/Charts\/one: one\/Pool\/Resource: spec\.template\.spec\.expireAfter: .*at most 504h \(21 days\), got "600h" plus "24h".*lower expireAfter to at most "480h"/);
    expect(error).toMatch(/NodePool "two" at Stack\/Cluster\/Charts\/two: two\/Pool: spec\.template\.spec\.expireAfter: .*got "600h" plus "24h"/);
    expect(error).toMatch(/two\/Broken.*no data/);
    expect(error).toContain('the stack has no owner');
  });

  test('of cdk8s constructs in the chart are reported', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    new kplus.Ingress(chart, 'Ingress');
    cluster.provision(chart);
    expect(synthesisError(app)).toContain('ingress with no rules or default backend');
  });

  test('the same object in two charts is an error with both places', () => {
    const { app, cluster } = clusterFixture();
    for (const name of ['one', 'two']) {
      const chart = chartFixture(name);
      configMap(chart, 'settings');
      cluster.provision(chart);
    }
    expect(synthesisError(app)).toMatch(/an object must be in one place of one chart, got ConfigMap settings at Stack\/Cluster\/Charts\/one: one\/settings and Stack\/Cluster\/Charts\/two: two\/settings/);
  });

  test('two charts of one name on a cluster are an error, on two clusters they are not', () => {
    const { app, stack, cluster } = clusterFixture();
    const second = new AutoModeCluster(stack, 'Second', { version: eks.KubernetesVersion.V1_36 });
    cluster.provision(chartFixture('jobs'));
    second.provision(chartFixture('jobs'));
    app.synth();
    new ProvisionedChart(stack, 'Again', { cluster, chart: chartFixture('jobs') });
    expect(cluster.provisioner.node.validate()).toEqual([expect.stringMatching(/charts of a cluster must have different names, got "jobs" at Stack\/Cluster\/Charts\/jobs and Stack\/Again/)]);
  });

  test('an object without a namespace is the same in charts with different ones', () => {
    const { app, cluster } = clusterFixture();
    for (const name of ['one', 'two']) {
      const chart = new Chart(new KubernetesApp(), name, { namespace: name });
      new ApiObject(chart, 'Pool', { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'batch' }, spec: {} });
      cluster.provision(chart);
    }
    expect(synthesisError(app)).toMatch(/an object must be in one place of one chart, got NodePool one\/batch at/);
  });

  test('the name of the cluster\'s own chart is taken, and each other can be used once', () => {
    const { cluster } = clusterFixture();
    expect(() => cluster.provision(chartFixture('auto-mode'))).toThrow(/id of a chart must not be auto-mode.*give the chart another id/);
    cluster.provision(chartFixture('jobs'));
    expect(() => cluster.provision(chartFixture('jobs'))).toThrow(/charts of a cluster must have different names, got "jobs" twice: give one of them another id/);
    expect(() => cluster.provision(chartFixture('x'.repeat(201)))).toThrow(/path of a chart must have 1 to 200 letters and digits/);
  });

  test('a rule can be switched off where a chart is provisioned', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    new NodePool(chart, 'Pool', { expireAfter: KubernetesDuration.days(25) });
    AutoModeRules.disable(cluster.provision(chart), 'node-pool-lifetime', 'a test');
    app.synth();
  });

  test('a token that found its way to where none is looked for is not sent to the cluster', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'settings', { [new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber]: 'x' });
    cluster.provision(chart);
    expect(synthesisError(app)).toMatch(/ConfigMap settings: must not hold encoded tokens, got one within other text/);
  });

  test('a chart in the tree of the CDK is refused', () => {
    const { stack, cluster } = clusterFixture();
    expect(() => cluster.provision(new Chart(stack, 'Chart'))).toThrow(/chart must be in a cdk8s app of its own.*new Chart\(new cdk8s\.App\(\), id\)/);
  });
});

test('a value of a JSON patch that cdk8s-plus loses is an error', () => {
  const appWith = (value: unknown): App => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    const server = new kplus.Deployment(chart, 'Server', { containers: [{ image: 'server' }] });
    ApiObject.of(server).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu', value));
    cluster.provision(chart);
    return app;
  };
  const field = 'spec.template.spec.containers[0].resources.limits.nvidia.com/gpu';
  expect(synthesisError(appWith('1'))).toContain(`chart/Server/Resource: ${field}: must be written as cdk8s-plus takes it, got a value of a JSON patch that it loses: `
    + 'for a quantity write kplus.k8s.Quantity.fromString(…)');
  expect(() => appWith(kplus.k8s.Quantity.fromString('1')).synth()).not.toThrow();
});

test('two clusters of a stack have their readable manifests side by side', () => {
  const { app, stack } = stackFixture();
  for (const id of ['One', 'Two']) { new AutoModeCluster(stack, id, { version: eks.KubernetesVersion.V1_36 }).addNodePool('batch'); }
  expect(fs.readdirSync(app.synth().directory).filter((file) => file.endsWith('.k8s.json'))).toEqual([
    'Stack-One-Charts-auto-mode.k8s.json', 'Stack-Two-Charts-auto-mode.k8s.json',
  ]);
});

test('objects of one name and kind in different groups are listed apart', () => {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  for (const group of ['serving.knative.dev', 'example.com']) {
    new ApiObject(chart, group, { apiVersion: `${group}/v1`, kind: 'Service', metadata: { name: 'web' } });
  }
  cluster.provision(chart);
  expect(Object.keys(chartProperties(stack, 'chart').Objects)).toEqual(['Service.serving.knative.dev web', 'Service.example.com web']);
});

describe('in another stack', () => {
  test('the chart is provisioned by the function of the cluster, after the stack of the cluster', () => {
    const { app, stack, cluster } = clusterFixture();
    cluster.addNodePool('batch');
    const other = new Stack(app, 'Workloads', { env: ENVIRONMENT });
    const chart = chartFixture('jobs');
    configMap(chart, 'settings', { cluster: cluster.cluster.clusterName });
    new ProvisionedChart(other, 'Jobs', { cluster, chart });

    const template = Template.fromStack(other);
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.hasResourceProperties('Custom::EksAutoModeChart', {
      ServiceToken: { 'Fn::ImportValue': Match.stringLikeRegexp('framework') }, ClusterName: { 'Fn::ImportValue': Match.anyValue() },
    });
    expect(other.dependencies).toEqual([stack]);
  });
});

describe('public contract', () => {
  const { stack } = stackFixture();
  const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
  cluster.addNodePool('batch', { nodeClass: cluster.addNodeClass('quiet') });
  const chart = chartFixture('jobs');
  configMap(chart, 'settings');
  cluster.provision(chart);
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: { [id: string]: { Type: string } } };

  test('logical ids and types of resources do not change: people\'s resources would be replaced', () => {
    const ours = Object.entries(Resources).filter(([id]) => !id.startsWith('ClusterVpc') && !id.includes('Providerframework') && !id.includes('waiter'));
    expect(Object.fromEntries(ours.map(([id, { Type }]) => [id, Type]))).toEqual({
      Cluster9EE0221C: 'AWS::EKS::Cluster',
      ClusterAccessClusterNodeRole4E3F7CDC: 'AWS::EKS::AccessEntry',
      ClusterBuiltInNodeRoleBABD4F01: 'AWS::IAM::Role',
      ClusterChartsautomode5E54018A: 'Custom::EksAutoModeChart',
      ClusterChartsjobs5FD49FF4: 'Custom::EksAutoModeChart',
      ClusterClusterRoleCE5C05DD: 'AWS::IAM::Role',
      ClusterControlPlaneSecurityGroup41278DBC: 'AWS::EC2::SecurityGroup',
      ClusterKubectlReadyBarrier90FEBBA5: 'AWS::SSM::Parameter',
      ClusterNodeRole687A61BB: 'AWS::IAM::Role',
      ClusterProvisionerAccessEntryD839866B: 'AWS::EKS::AccessEntry',
      ClusterProvisionerFunction8BD81F3D: 'AWS::Lambda::Function',
      ClusterProvisionerLogsF2040FD6: 'AWS::Logs::LogGroup',
      ClusterProvisionerRole6CB06382: 'AWS::IAM::Role',
      ClusterProvisionerRoleDefaultPolicy28B821C2: 'AWS::IAM::Policy',
    });
  });

  test('names of charts in the cluster do not change: their objects would be orphaned', () => {
    expect(chartProperties(stack, 'auto-mode')).toMatchObject({ ParentNamespace: 'kube-system', ParentName: 'cdk-eks-auto-mode.auto-mode' });
    expect(chartProperties(stack, 'jobs')).toMatchObject({ ParentNamespace: 'kube-system', ParentName: 'cdk-eks-auto-mode.jobs' });
  });
});

test('tokens of the CDK are never taken for values by the rules', () => {
  const { app, stack, cluster } = clusterFixture();
  const chart = chartFixture();
  new ApiObject(chart, 'Pool', {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'pool' },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
          requirements: [],
          expireAfter: new CfnParameter(stack, 'Age').valueAsString,
        },
      },
    },
  });
  cluster.provision(chart);
  app.synth();
  expect(Token.isUnresolved(stack.account)).toBe(false);
});

test('an app without the context of the CDK command line can be synthesized twice', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 }).addNodePool('batch');
  expect(app.synth()).toBe(app.synth());
});
