import { ApiObject, App, Chart } from 'cdk8s';
import { findingsOf, rawClass, rawPool } from './judge';
import { AutoModeRules } from '../../src';
import { chartFixture, clusterFixture, synthesisError } from '../support/fixtures';

const RULE = 'duplicate-node-pool';

test('two NodePools of one name in a chart are an error, at the second', () => {
  expect(findingsOf(RULE, [rawPool(), rawPool()])).toMatchObject([{ path: 'chart/Object1', field: 'metadata.name', value: '"batch"' }]);
});

test('a NodePool and a NodeClass may have one name', () => {
  expect(findingsOf(RULE, [rawPool(), rawClass('batch')])).toEqual([]);
});

test('NodePools of one name in charts of one app may go to different clusters', () => {
  const app = new App();
  for (const id of ['development', 'production']) { new ApiObject(new Chart(app, id), 'Pool', rawPool()); }
  expect(AutoModeRules.findings(app)).toEqual([]);
});

test('in a cluster it is said once, by the check of all objects', () => {
  const { app, cluster } = clusterFixture();
  const chart = chartFixture();
  new ApiObject(chart, 'One', rawPool());
  new ApiObject(chart, 'Two', rawPool());
  cluster.provision(chart);
  const error = synthesisError(app);
  expect(error).toContain('an object must be in one place of one chart, got NodePool batch');
  expect(error).not.toContain(RULE);
});
