import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { ObjectPolicy } from '../../src';
import { chartDocument, chartFixture, clusterFixture, configMap } from '../support/fixtures';

const POLICIES: [string, (object: IConstruct) => void, object][] = [
  ['retain', ObjectPolicy.retain, { 'cdk-eks-auto-mode/removal-policy': 'retain' }],
  ['replace', ObjectPolicy.replace, { 'cdk-eks-auto-mode/replace': 'true' }],
  ['forceConflicts', ObjectPolicy.forceConflicts, { 'cdk-eks-auto-mode/force': 'true' }],
  ['wait', ObjectPolicy.wait, { 'cdk-eks-auto-mode/wait': 'true' }],
  ['doNotWait', ObjectPolicy.doNotWait, { 'cdk-eks-auto-mode/wait': 'false' }],
];

test.each(POLICIES)('%s is an annotation of the object, beside its own, and of no other', (_, policy, annotations) => {
  const { app, stack, cluster } = clusterFixture();
  const chart = chartFixture();
  const object = configMap(chart, 'settings');
  object.metadata.addAnnotation('example.com/own', 'yes');
  configMap(chart, 'other');
  policy(object);
  cluster.provision(chart);
  const [settings, other] = chartDocument(app, stack, 'chart').objects.map(({ manifest }) => manifest.metadata.annotations);
  expect(settings).toEqual({ 'example.com/own': 'yes', ...annotations });
  expect(other).toBeUndefined();
});

test('objects of cdk8s-plus take them, and several of them', () => {
  const { app, stack, cluster } = clusterFixture();
  const chart = chartFixture();
  const job = new kplus.Job(chart, 'Job', { containers: [{ image: 'busybox' }] });
  ObjectPolicy.replace(job);
  ObjectPolicy.retain(job);
  cluster.provision(chart);
  expect(chartDocument(app, stack, 'chart').objects[0].manifest).toMatchObject({
    kind: 'Job', metadata: { annotations: { 'cdk-eks-auto-mode/replace': 'true', 'cdk-eks-auto-mode/removal-policy': 'retain' } },
  });
});

test('NodePools take them', () => {
  const { app, stack, cluster } = clusterFixture();
  ObjectPolicy.doNotWait(cluster.addNodePool('batch'));
  expect(chartDocument(app, stack, 'auto-mode').objects[0].manifest).toMatchObject({
    kind: 'NodePool', metadata: { annotations: { 'cdk-eks-auto-mode/wait': 'false' } },
  });
});

test('the last of two that contradict each other counts', () => {
  const object = configMap(chartFixture(), 'settings');
  ObjectPolicy.wait(object);
  ObjectPolicy.doNotWait(object);
  expect(object.toJson().metadata.annotations).toEqual({ 'cdk-eks-auto-mode/wait': 'false' });
});

test('what is no object is refused with what would be', () => {
  const chart = chartFixture();
  expect(() => ObjectPolicy.retain(chart)).toThrow('object must be an object of cdk8s or cdk8s-plus, a NodeClass or a NodePool, got chart: name the object itself');
  expect(ApiObject.isApiObject(chart)).toBe(false);
});
