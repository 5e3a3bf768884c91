import * as s3 from 'aws-cdk-lib/aws-s3';
import { ApiObject, Chart, App as KubernetesApp, Lazy } from 'cdk8s';
import { AutoModeRules } from '../../src';
import { rawPool } from '../rules/judge';
import { chartDocument, chartFixture, chartProperties, clusterFixture, configMap, synthesisError } from '../support/fixtures';

const settings = (name: string, data: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

function listOf(chart: Chart, items: unknown, id = 'List'): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'List', items } as never);
}

describe('a List in a chart', () => {
  test('is provisioned as its items, each with its own line, hash and place', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = new Chart(new KubernetesApp(), 'chart', { namespace: 'team', labels: { app: 'web' } });
    listOf(chart, [settings('one'), { apiVersion: 'v1', kind: 'List', items: [settings('two')] }]);
    configMap(chart, 'three');
    cluster.provision(chart);
    const { header, objects } = chartDocument(app, stack, 'chart');
    expect(header.objects).toBe(3);
    expect(objects.map(({ manifest: { kind, metadata } }) => [kind, metadata])).toEqual(['one', 'two', 'three']
      .map((name) => ['ConfigMap', { name, namespace: 'team', labels: { app: 'web' } }]));
    expect(Object.keys(chartProperties(stack, 'chart').Objects)).toEqual(['ConfigMap team/one', 'ConfigMap team/two', 'ConfigMap team/three']);
  });

  test('may hold values of CloudFormation', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    listOf(chart, [settings('one'), settings('two', { bucket: new s3.Bucket(stack, 'Bucket').bucketArn })]);
    cluster.provision(chart);
    expect(chartDocument(app, stack, 'chart').objects[1].values).toEqual([{ path: ['data', 'bucket'], value: 0, type: 'string' }]);
  });

  test('is one thing to depend on: everything in it comes first', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'last').node.addDependency(listOf(chart, [settings('one'), settings('two'), settings('three')]));
    cluster.provision(chart);
    expect(chartDocument(app, stack, 'chart').objects.map(({ after }) => after)).toEqual([[[1, 3]], undefined, undefined, undefined]);
  });

  test('is judged by the rules, item by item', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    const list = listOf(chart, [settings('one'), rawPool((pool) => { pool.spec.template.spec.expireAfter = 'Never'; })]);
    cluster.provision(chart);
    expect(synthesisError(app)).toContain('NodePool "batch" at Stack/Cluster/Charts/chart: chart/List.items[1]: spec.template.spec.expireAfter: ');
    expect(AutoModeRules.findings(chart).map(({ path }) => path)).toEqual(['chart/List.items[1]']);
    AutoModeRules.disable(list, 'node-pool-lifetime', 'a test');
    expect(AutoModeRules.findings(chart)).toEqual([]);
  });

  test('with an object that is elsewhere too is an error with both places', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    listOf(chart, [settings('one')]);
    configMap(chart, 'one');
    cluster.provision(chart);
    expect(synthesisError(app)).toMatch(/an object must be in one place of one chart, got ConfigMap one at .*chart\/List\.items\[0\] and .*chart\/one: remove it from one of them/);
  });

  test('has no value to read back: which item is meant cannot be said', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    const list = listOf(chart, [settings('one'), settings('two')]);
    cluster.provision(chart).getValue(list, 'metadata.uid');
    expect(synthesisError(app)).toContain('values must be read from one object, got metadata.uid of the list chart/List: write its objects one by one');
  });

  test.each<[string, unknown, string]>([
    ['text', ['hello'], 'chart/List.items[0]: an item of a list must be an object that is known at synthesis, got text: write its apiVersion, kind and metadata'],
    ['no kind', [{ apiVersion: 'v1', metadata: { name: 'a' } }], 'chart/List.items[0]: an item of a list must have a kind, got none: write kind'],
    ['no version', [{ kind: 'ConfigMap', metadata: { name: 'a' } }], 'chart/List.items[0]: an item of a list must have an apiVersion, got none: write apiVersion'],
    ['no name', [settings('a'), { apiVersion: 'v1', kind: 'ConfigMap' }], 'chart/List.items[1]: an item of a list must have a name, got ConfigMap with none: write metadata.name'],
    ['a generated name', [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } }],
      'got ConfigMap with none and generateName "a-", which would make another object each time: write metadata.name'],
  ])('with an item of %s is an error with its place', (_, items, message) => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    listOf(chart, items);
    cluster.provision(chart);
    expect(synthesisError(app)).toContain(message);
  });

  test('that is rendered late is taken apart like any other', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    listOf(chart, Lazy.any({ produce: () => [settings('late')] }));
    cluster.provision(chart);
    expect(chartDocument(app, stack, 'chart').objects.map(({ manifest }) => manifest.metadata.name)).toEqual(['late']);
  });
});
