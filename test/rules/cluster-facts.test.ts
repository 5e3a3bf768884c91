import { ApiObject, App, Chart } from 'cdk8s';
import { AutoModeRules, ClusterFacts, NodeClass, NodePool } from '../../src';
import { chartFixture, clusterFixture, synthesisError } from '../support/fixtures';

function broken(build: (chart: Chart) => void, facts: ClusterFacts): string[] {
  const app = new App();
  build(new Chart(app, 'chart'));
  return AutoModeRules.findings(app, facts)
    .filter(({ ruleId }) => ['default-node-class', 'node-pool-name'].includes(ruleId))
    .map(({ ruleId, field }) => `${ruleId} ${field}`);
}

describe('default-node-class', () => {
  const pool = (chart: Chart) => { new NodePool(chart, 'Pool'); };

  test('a NodePool may refer to the NodeClass default while a built-in NodePool is on', () => {
    expect(broken(pool, { builtInNodePools: ['system'] })).toEqual([]);
  });

  test('not while all are off', () => {
    expect(broken(pool, { builtInNodePools: [] })).toEqual(['default-node-class spec.template.spec.nodeClassRef.name']);
  });

  test('nothing is said while that is unknown, of other NodeClasses, and of those of Karpenter', () => {
    expect(broken(pool, {})).toEqual([]);
    expect(broken((chart) => { new NodePool(chart, 'Pool', { nodeClass: NodeClass.fromNodeClassName('own') }); }, { builtInNodePools: [] })).toEqual([]);
    expect(broken((chart) => {
      new ApiObject(chart, 'Pool', {
        apiVersion: 'karpenter.sh/v1',
        kind: 'NodePool',
        spec: { template: { spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' } } } },
      });
    }, { builtInNodePools: [] })).toEqual([]);
  });

  test('a cluster without built-in NodePools says so at synthesis, with the fix', () => {
    const { app, cluster } = clusterFixture({ builtInNodePools: [] });
    cluster.addNodePool('batch');
    expect(synthesisError(app)).toMatch(/NodePool "batch" at .*nodeClassRef\.name: must be a NodeClass that exists, got "default".*nodeClass: cluster\.addNodeClass/);
  });
});

describe('node-pool-name', () => {
  const pool = (chart: Chart) => { new NodePool(chart, 'Pool', { metadata: { name: 'system' } }); };

  test('the name of a built-in NodePool that is on is taken', () => {
    expect(broken(pool, { builtInNodePools: ['general-purpose', 'system'] })).toEqual(['node-pool-name metadata.name']);
  });

  test('that of one that is off, or of which nothing is known, is free', () => {
    expect(broken(pool, { builtInNodePools: ['general-purpose'] })).toEqual([]);
    expect(broken(pool, {})).toEqual([]);
  });

  test('a raw NodePool in any chart of a cluster is judged too', () => {
    const { app, cluster } = clusterFixture();
    const chart = chartFixture();
    new ApiObject(chart, 'Pool', { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'general-purpose' }, spec: {} });
    cluster.provision(chart);
    expect(synthesisError(app)).toMatch(/NodePool "general-purpose" .*metadata\.name: must not be the name of a built-in NodePool that is on \(general-purpose, system\)/);
  });
});
