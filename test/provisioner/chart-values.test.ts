import { App, CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AutoModeCluster, ProvisionedChart } from '../../src';
import { parseFieldPath } from '../../src/provisioner/contract';
import { chartDocument, chartFixture, chartProperties, clusterFixture, configMap, synthesisError } from '../support/fixtures';

const HOST = 'status.loadBalancer.ingress[0].hostname';

interface Fixture {
  readonly app: App;
  readonly stack: Stack;
  readonly cluster: AutoModeCluster;
  readonly chart: Chart;
  readonly service: ApiObject;
  readonly provisioned: ProvisionedChart;
}

function fixture(): Fixture {
  const { app, stack, cluster } = clusterFixture();
  const chart = chartFixture('web');
  configMap(chart, 'first');
  const service = new ApiObject(chart, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
  return { app, stack, cluster, chart, service, provisioned: cluster.provision(chart) };
}

/** What is asked of the handler, with the attribute that it comes as. */
function outputsOf({ app, stack }: Fixture): [string, object][] {
  return Object.entries(chartDocument(app, stack, 'web').header.outputs ?? {});
}

describe('a value', () => {
  test('is an attribute of the custom resource, which is told where it is', () => {
    const given = fixture();
    const { stack, service, provisioned } = given;
    new CfnOutput(stack, 'Host', { value: provisioned.getValue(service, HOST) });
    const [[attribute, output]] = outputsOf(given);
    expect(attribute).toMatch(/^Value[0-9a-f]{8}$/);
    expect(output).toEqual({ object: 1, path: HOST });
    Template.fromStack(stack).hasOutput('Host', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterChartsweb'), attribute] } });
  });

  test('can be part of a text', () => {
    const given = fixture();
    const { stack, service, provisioned } = given;
    new ssm.StringParameter(stack, 'Address', { stringValue: `https://${provisioned.getValue(service, HOST)}/` });
    const [[attribute]] = outputsOf(given);
    Template.fromStack(stack).hasResourceProperties('AWS::SSM::Parameter', {
      Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), attribute] }, '/']] },
    });
  });

  test('that is asked for twice is read once, and each other place by itself', () => {
    const given = fixture();
    const { stack, service, provisioned } = given;
    const [first, second] = [provisioned.getValue(service, HOST), provisioned.getValue(service, HOST)];
    expect(stack.resolve(first)).toEqual(stack.resolve(second));
    provisioned.getValue(service, 'spec.clusterIP');
    expect(outputsOf(given).map(([, output]) => output)).toEqual([{ object: 1, path: HOST }, { object: 1, path: 'spec.clusterIP' }]);
  });

  test('keeps its name when objects come before it', () => {
    const [before, after] = [fixture(), fixture()];
    configMap(after.chart, 'another');
    const [[first], [second]] = [before, after].map((given) => {
      given.provisioned.getValue(given.service, HOST);
      return outputsOf(given)[0];
    });
    expect(second).toBe(first);
  });

  test('crosses stacks', () => {
    const given = fixture();
    const { app, stack, service, provisioned } = given;
    const other = new Stack(app, 'Other', { env: { account: '123456789012', region: 'us-east-1' } });
    new CfnOutput(other, 'Host', { value: provisioned.getValue(service, HOST) });
    const [[attribute]] = outputsOf(given);
    Template.fromStack(stack).hasOutput('*', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterChartsweb'), attribute] } });
    Template.fromStack(other).hasOutput('Host', { Value: { 'Fn::ImportValue': Match.stringLikeRegexp(attribute) } });
  });

  test('comes from objects of cdk8s-plus', () => {
    const given = fixture();
    const { chart, provisioned } = given;
    const map = new kplus.ConfigMap(chart, 'Map', { metadata: { name: 'map' } });
    provisioned.getValue(map, 'metadata.uid');
    expect(outputsOf(given)[0][1]).toEqual({ object: 2, path: 'metadata.uid' });
  });

  test('can be asked for before the other objects are there', () => {
    const { stack, chart, service, provisioned } = fixture();
    new CfnOutput(stack, 'Host', { value: provisioned.getValue(service, HOST) });
    stack.resolve(provisioned.getValue(service, HOST)); // nothing is rendered by it
    configMap(chart, 'late');
    expect(Object.keys(chartProperties(stack, 'web').Objects)).toContain('ConfigMap late');
  });
});

describe('in another chart, a value', () => {
  function uses(from: Fixture, name = 'user'): ApiObject {
    const chart = chartFixture(name);
    const object = configMap(chart, name, { host: from.provisioned.getValue(from.service, HOST) });
    from.cluster.provision(chart);
    return object;
  }

  test('is a value of CloudFormation, whichever chart is rendered first', () => {
    const given = fixture();
    uses(given);
    const [[attribute]] = outputsOf(given);
    expect(chartProperties(given.stack, 'user').Values).toEqual({ 0: { 'Fn::GetAtt': [expect.stringMatching(/^ClusterChartsweb/), attribute] } });
    expect(chartDocument(given.app, given.stack, 'user').objects[0].manifest.data).toEqual({ host: '<value 0>' });
  });

  test('and one that is registered before the chart of the value', () => {
    const { stack, cluster } = clusterFixture();
    const chart = chartFixture('early');
    cluster.provision(chart);
    const web = chartFixture('web');
    const service = new ApiObject(web, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
    configMap(chart, 'early', { host: cluster.provision(web).getValue(service, HOST) });
    expect(chartProperties(stack, 'early').Values).toEqual({ 0: { 'Fn::GetAtt': [expect.stringMatching(/^ClusterChartsweb/), expect.anything()] } });
  });

  test('puts a chart before the cluster\'s own, where that uses it', () => {
    const given = fixture();
    given.cluster.addNodePool('batch', { annotations: { host: given.provisioned.getValue(given.service, HOST) } });
    const template = Template.fromStack(given.stack);
    const [[, web]] = Object.entries(template.findResources('Custom::EksAutoModeChart', { Properties: { ParentName: 'cdk-eks-auto-mode.web' } }));
    const [[foundation]] = Object.entries(template.findResources('Custom::EksAutoModeChart', { Properties: { ParentName: 'cdk-eks-auto-mode.auto-mode' } }));
    expect([web.DependsOn].flat()).not.toContain(foundation);
  });

  test('of its own is an error: it could not be applied before it was read', () => {
    const given = fixture();
    configMap(given.chart, 'self', { host: given.provisioned.getValue(given.service, HOST) });
    expect(synthesisError(given.app)).toContain('a chart must not use a value that is read from itself, got chart web: move the object that uses it to another chart');
  });

  test('and one back are a circle, an error with its charts', () => {
    const given = fixture();
    const chart = chartFixture('user');
    const object = configMap(chart, 'user', { host: given.provisioned.getValue(given.service, HOST) });
    const provisioned = given.cluster.provision(chart);
    configMap(given.chart, 'back', { uid: provisioned.getValue(object, 'metadata.uid') });
    expect(synthesisError(given.app)).toContain('charts must not wait for each other in a circle, got web -> user -> web: '
      + 'move the objects that depend on each other, or on values of each other, to one chart');
  });
});

describe('a value is refused', () => {
  test.each(['', '.', 'a..b', 'a[x]', 'a b', '[]', "a['b", 'a.0', '$.a', 'a[-1]'])('at the path "%s"', (path) => {
    const { service, provisioned } = fixture();
    expect(() => provisioned.getValue(service, path)).toThrow(
      `path must be names of fields with dots between them, numbers of entries and other names in brackets, got "${path}": `
      + 'write for example status.loadBalancer.ingress[0].hostname or metadata.annotations[\'example.com/name\'] (at Stack/Cluster/Charts/web)');
  });

  test('of a Secret, also of cdk8s-plus', () => {
    const { chart, provisioned } = fixture();
    const raw = new ApiObject(chart, 'Secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password' } });
    for (const secret of [raw, new kplus.Secret(chart, 'Plus', { metadata: { name: 'password' } })]) {
      expect(() => provisioned.getValue(secret, 'data.password')).toThrow(/^values must not be read from a Secret, .*got password: keep the value in AWS Secrets Manager/);
    }
  });

  test('of what is no object', () => {
    const { chart, provisioned } = fixture();
    expect(() => provisioned.getValue(chart, 'metadata.name')).toThrow(
      'object must be an object of cdk8s or cdk8s-plus, a NodeClass or a NodePool, got web: name the object itself');
  });

  test('of an object of another chart', () => {
    const { app, provisioned } = fixture();
    provisioned.getValue(configMap(chartFixture('elsewhere'), 'theirs'), 'data.a');
    expect(synthesisError(app)).toContain('values must be read from objects of the chart itself, got data.a of elsewhere/theirs: ask the chart that it is in');
  });

  test('that is asked for during synthesis', () => {
    const { app, stack, service, provisioned } = fixture();
    new CfnOutput(stack, 'Late', { value: Lazy.string({ produce: () => provisioned.getValue(service, HOST) }) });
    expect(() => app.synth()).toThrow(/values must be asked for before the chart is rendered, got one during synthesis: ask for it outside of Lazy/);
  });
});

test.each<[string, (string | number)[]]>([
  ['a', ['a']],
  ['a.b-c._d', ['a', 'b-c', '_d']],
  ['a[0][12].b', ['a', 0, 12, 'b']],
  ["a['b.c/d']['e']", ['a', 'b.c/d', 'e']],
])('path %s', (path, steps) => {
  expect(parseFieldPath(path)).toEqual(steps);
});
