import { App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScopedApiObject } from '../../src/kubernetes/cluster-scoped-api-object';
import { MINIMAL_SPEC } from '../support/node-class';

function objectIn(chart: Chart, spec: () => unknown = () => ({})) {
  return clusterScopedApiObject(new Construct(chart, 'Nodes'), { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec });
}

describe('the object', () => {
  test('has the version and kind asked for', () => {
    expect(objectIn(new Chart(new App(), 'chart')).toJson()).toMatchObject({ apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass' });
  });

  test('is the child Resource of its construct, so that its name does not repeat it', () => {
    const object = objectIn(new Chart(new App(), 'chart', { disableResourceNameHashes: true }));
    expect(object.node.path).toBe('chart/Nodes/Resource');
    expect(object.name).toBe('chart-nodes');
  });

  test('asks for its spec only when it is rendered', () => {
    const spec = jest.fn(() => ({ role: 'late' }));
    const object = objectIn(new Chart(new App(), 'chart'), spec);
    expect(spec).not.toHaveBeenCalled();
    expect(object.toJson().spec).toEqual({ role: 'late' });
  });
});

describe('the namespace', () => {
  test('of the chart is left out', () => {
    expect(objectIn(new Chart(new App(), 'chart', { namespace: 'apps' })).toJson().metadata).not.toHaveProperty('namespace');
  });

  test('is not missed in a chart without one', () => {
    expect(objectIn(new Chart(new App(), 'chart')).toJson().metadata).not.toHaveProperty('namespace');
  });

  test('takes nothing else of the metadata with it', () => {
    const object = objectIn(new Chart(new App(), 'chart', { namespace: 'apps', labels: { team: 'data' } }));
    expect(object.toJson().metadata).toEqual({ name: object.name, labels: { team: 'data' } });
  });
});

test('the app of the object checks the rules, once however many objects there are', () => {
  const app = new App();
  const [one, two] = ['one', 'two'].map((id) => objectIn(new Chart(app, id), () => MINIMAL_SPEC));
  expect(app.node.validate()).toEqual([]);
  one.addJsonPatch(JsonPatch.replace('/metadata/name', 'default'));
  two.addJsonPatch(JsonPatch.replace('/metadata/name', 'default'));
  expect(app.node.validate()).toEqual([expect.stringMatching(/at one\/Nodes\/Resource/), expect.stringMatching(/at two\/Nodes\/Resource/)]);
});
