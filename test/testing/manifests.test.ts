import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { RootConstruct } from 'constructs';
import { AutoModeCluster, Manifests, ProvisionedChart } from '../../src';
import { chartFixture, clusterFixture, configMap } from '../support/fixtures';

const DIGEST = 'a'.repeat(64);

/** A cluster with two pools, and a chart with values of CloudFormation. */
function fixture(content = 'one') {
  const { app, stack, cluster } = clusterFixture();
  cluster.addNodePool('batch', { weight: 10 });
  cluster.addNodePool('services', { weight: 20 });
  const bucket = new s3.Bucket(stack, 'Bucket');
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'manifests-')), 'file.txt');
  fs.writeFileSync(file, content);
  const asset = new Asset(stack, 'Asset', { path: file });
  const chart = chartFixture('shop');
  configMap(chart, 'settings', { bucket: bucket.bucketName, file: asset.s3ObjectKey, image: `web@sha256:${DIGEST}` });
  new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { ports: [{ port: 80, name: 'http' }] } });
  const provisioned = cluster.provision(chart);
  fs.rmSync(path.dirname(file), { recursive: true });
  return { app, stack, cluster, provisioned };
}

describe('of a stack', () => {
  const manifests = Manifests.fromStack(fixture().stack);
  const failure = (assertion: () => void): string => {
    try {
      assertion();
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('the assertion did not fail');
  };

  test('objects are counted by kind', () => {
    manifests.resourceCountIs('karpenter.sh/v1', 'NodePool', 2);
    manifests.resourceCountIs('v1', 'Service', 1);
    manifests.resourceCountIs('v1', 'Pod', 0);
    expect(failure(() => manifests.resourceCountIs('karpenter.sh/v1', 'NodePool', 3))).toBe('Expected 3 resources of type karpenter.sh/v1 NodePool but found 2');
    expect(failure(() => manifests.resourceCountIs('v1', 'NodePool', 1))).toBe('Expected 1 resources of type v1 NodePool but found 0');
  });

  test('an object has the fields of a pattern, and may have more', () => {
    manifests.hasResource('karpenter.sh/v1', 'NodePool', { metadata: { name: 'batch' }, spec: { weight: 10 } });
    manifests.hasResource('v1', 'Service', { spec: { ports: Match.arrayWith([Match.objectLike({ port: 80 })]) } });
    manifests.hasResource('v1', 'Service', Match.objectLike({ spec: Match.anyValue(), status: Match.absent() }));
  });

  test('what does not match is shown beside what is there', () => {
    const message = failure(() => manifests.hasResource('karpenter.sh/v1', 'NodePool', { spec: { weight: 30 } }));
    expect(message).toMatch(/^stack Stack has 2 objects with type karpenter\.sh\/v1 NodePool, but none match as expected\.\nThe 2 closest matches:\nNodePool batch :: \{/);
    expect(message).toMatch(/!! +Expected 30 but received 10/);
    expect(message).not.toContain('"Type"');
  });

  test('a kind that is not there is answered by those that are', () => {
    const message = 'stack Stack must have an object of v1 Deployment, got v1 ConfigMap, karpenter.sh/v1 NodePool, v1 Service: write apiVersion and kind as they stand there, or provision a chart that has one';
    expect(failure(() => manifests.hasResource('v1', 'Deployment', {}))).toBe(message);
    expect(failure(() => manifests.allResources('v1', 'Deployment', {}))).toBe(message);
    expect(failure(() => Manifests.fromStack(new Stack(new App(), 'Empty')).hasResource('v1', 'Pod', {}))).toBe('stack Empty must have an object of v1 Pod, got no object at all: provision a chart that has one');
  });

  test('all objects of a kind match a pattern', () => {
    manifests.allResources('karpenter.sh/v1', 'NodePool', { spec: { template: { spec: { expireAfter: '336h' } } } });
    expect(failure(() => manifests.allResources('karpenter.sh/v1', 'NodePool', { spec: { weight: 10 } })))
      .toMatch(/^stack Stack has 2 objects with type karpenter\.sh\/v1 NodePool, but only 1 match as expected/);
  });

  test('objects are found by pattern, under their names', () => {
    expect(manifests.findResources('v1', 'Service')).toEqual({
      'Service shop/web': { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { ports: [{ port: 80, name: 'http' }] } },
    });
    expect(Object.keys(manifests.findResources('karpenter.sh/v1', 'NodePool', { spec: { weight: Match.anyValue() } }))).toEqual(['NodePool batch', 'NodePool services']);
    expect(manifests.findResources('karpenter.sh/v1', 'NodePool', { spec: { weight: 30 } })).toEqual({});
  });

  test('objects match patterns by their names', () => {
    manifests.objectsMatch({ 'NodePool batch': { spec: { weight: 10 } }, 'NodePool services': { spec: { weight: 20 } }, 'Secret login': Match.absent() });
    const message = failure(() => manifests.objectsMatch({ 'NodePool batch': { spec: { weight: 20 } } }));
    expect(message).toMatch(/^objects of stack Stack must match the patterns:\n/);
    expect(message).toMatch(/!! +Expected 20 but received 10/);
    expect(failure(() => manifests.objectsMatch(Match.objectEquals({})))).toMatch(/!! +Unexpected key/);
  });

  test('values of CloudFormation are the expressions that make them', () => {
    manifests.hasResource('v1', 'ConfigMap', { data: { bucket: { Ref: Match.stringLikeRegexp('^Bucket') } } });
  });

  test('text in snapshots has no hashes of assets, but others', () => {
    const [one, other] = ['one', 'two'].map((content) => Manifests.fromStack(fixture(content).stack));
    expect(one.toYaml()).toBe(other.toYaml());
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(one.findResources('v1', 'ConfigMap')).not.toEqual(other.findResources('v1', 'ConfigMap'));
    expect(one.toJSON()['ConfigMap settings'].data).toMatchObject({ file: '<asset>.txt', image: `web@sha256:${DIGEST}` });
    expect(one.toYaml()).toContain('kind: NodePool\n');
  });

  test('a snapshot', () => {
    expect(manifests).toMatchSnapshot();
  });
});

test('only charts of the stack count, wherever their cluster is', () => {
  const { app, stack, cluster } = fixture();
  const other = new Stack(app, 'Other', { env: { account: '123456789012', region: 'us-east-1' } });
  const chart = chartFixture('other');
  new kplus.ConfigMap(chart, 'Map', { metadata: { name: 'there' }, data: { a: '1' } });
  new ProvisionedChart(other, 'Chart', { cluster, chart });
  expect(Object.keys(Manifests.fromStack(other).toJSON())).toEqual(['ConfigMap there']);
  expect(Object.keys(Manifests.fromStack(stack).toJSON())).toEqual(['ConfigMap settings', 'NodePool batch', 'NodePool services', 'Service shop/web']);
});

test('the objects of one chart', () => {
  const { provisioned } = fixture();
  expect(Object.keys(Manifests.fromProvisionedChart(provisioned).toJSON())).toEqual(['ConfigMap settings', 'Service shop/web']);
  expect(() => Manifests.fromProvisionedChart(provisioned).hasResource('v1', 'Pod', {})).toThrow('chart shop must have an object of v1 Pod, got v1 ConfigMap, v1 Service: write apiVersion and kind as they stand there, or provision a chart that has one');
});

test('objects of one name in two clusters are told apart by their charts', () => {
  const { stack, cluster } = clusterFixture();
  const second = new AutoModeCluster(stack, 'Second', { version: eks.KubernetesVersion.V1_36 });
  for (const each of [cluster, second]) { each.addNodePool('batch'); }
  const manifests = Manifests.fromStack(stack);
  manifests.resourceCountIs('karpenter.sh/v1', 'NodePool', 2);
  expect(Object.keys(manifests.toJSON())).toEqual([
    'NodePool batch (Stack/Cluster/Charts/auto-mode)', 'NodePool batch (Stack/Second/Charts/auto-mode)',
  ]);
});

test('an app with mistakes says so, as in a synthesis', () => {
  const { stack, cluster } = clusterFixture();
  cluster.addNodePool('batch', { weight: 10 }).node.addValidation({ validate: () => ['a mistake'] });
  expect(() => Manifests.fromStack(stack)).toThrow('a mistake');
});

test('a stack must be in an app', () => {
  expect(() => Manifests.fromStack(new Stack(new RootConstruct() as never, 'Lonely'))).toThrow(/stack must be in an app or stage, got Lonely\w+ without/);
});
