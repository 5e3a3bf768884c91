import { Token } from 'aws-cdk-lib';
import { App, Chart, Duration } from 'cdk8s';
import { AutoModeRules, Budget, CapacityType, NodeClass, NodeLabel, RuleLevel, StaticNodePool, StaticNodePoolProps, Taint } from '../../../src';

function pool(props: Partial<StaticNodePoolProps> = {}): StaticNodePool {
  return new StaticNodePool(new Chart(new App(), 'chart'), 'Fixed', { replicas: 3, ...props });
}

function specOf(props: Partial<StaticNodePoolProps> = {}) {
  return pool(props).apiObject.toJson().spec;
}

test('manifest of every property', () => {
  expect(pool({
    metadata: { name: 'fixed', labels: { team: 'data' } },
    nodeClass: NodeClass.fromNodeClassName('reserving'),
    requirements: [NodeLabel.CAPACITY_TYPE.in(CapacityType.RESERVED), NodeLabel.ZONE.in('us-east-1a')],
    taints: [Taint.noSchedule('team', 'data')],
    startupTaints: [Taint.noExecute('example.com/agent')],
    labels: { team: 'data' },
    annotations: { 'example.com/contact': 'data' },
    expireAfter: Duration.days(20),
    terminationGracePeriod: Duration.hours(1),
    replicas: 5,
    nodeLimit: 8,
    budgets: [Budget.nodes(1)],
  }).apiObject.toJson()).toMatchSnapshot();
});

test('defaults are all written out; what is ignored is not', () => {
  expect(specOf()).toEqual({
    template: {
      spec: {
        nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
        requirements: [],
        expireAfter: '336h',
        terminationGracePeriod: '24h',
      },
    },
    disruption: { consolidateAfter: 'Never', budgets: [{ nodes: '10%' }] },
    replicas: 3,
  });
});

test('is in order with every rule, in any app', () => {
  const app = new App();
  new StaticNodePool(new Chart(app, 'chart'), 'Fixed', { replicas: 3, nodeLimit: 4 });
  expect(AutoModeRules.findings(app)).toEqual([]);
  expect(app.synthYaml()).toMatch(/replicas: 3\n/);
});

describe('numbers of nodes', () => {
  test.each([[0, 0], [3, 3], [3, 4]])('may be %s with a limit of %s', (replicas, nodeLimit) => {
    expect(specOf({ replicas, nodeLimit })).toMatchObject({ replicas, limits: { nodes: String(nodeLimit) } });
  });

  test('as many as the limit leave no room for replacements, which is warned about', () => {
    expect(AutoModeRules.findings(pool({ replicas: 3, nodeLimit: 3 }))).toMatchObject([{ ruleId: 'static-node-pool-room', level: RuleLevel.WARNING }]);
  });

  test.each([[-1, 0], [1.5, 2], [NaN, 0]])('must not be %s, but %s', (count, fix) => {
    expect(() => pool({ replicas: count })).toThrow(new Error(`replicas must be a whole number of 0 or more, got ${count}: write for example ${fix}`));
    expect(() => pool({ nodeLimit: count })).toThrow(new Error(`nodeLimit must be a whole number of 0 or more, got ${count}: write for example ${fix}`));
  });

  test('must not exceed the limit', () => {
    expect(() => pool({ replicas: 3, nodeLimit: 2 })).toThrow(/^nodeLimit must be at least replicas \(3\), got 2: write for example 4$/);
  });

  test('may be tokens, which keep their type', () => {
    const token = Token.asNumber({ Ref: 'X' });
    expect(specOf({ replicas: token, nodeLimit: 1 })).toMatchObject({ replicas: token, limits: { nodes: '1' } });
    expect(specOf({ replicas: 3, nodeLimit: token })).toMatchObject({ limits: { nodes: token } });
  });
});

test('budgets are at most 50', () => {
  expect(() => pool({ budgets: Array(51).fill(Budget.nodes(1)) })).toThrow(/^budgets of a StaticNodePool must be at most 50, got 51: remove some, as the strictest holds$/);
});

test('says what pods need to know', () => {
  const taint = Taint.noSchedule('team');
  const fixed = pool({ metadata: { name: 'fixed' }, taints: [taint], labels: { team: 'data' } });
  expect([fixed.name, fixed.nodePoolName, fixed.taints, fixed.labels]).toEqual(['fixed', 'fixed', [taint], { team: 'data' }]);
  fixed.metadata.addLabel('tier', 'private');
  expect(fixed.apiObject.toJson().metadata.labels).toEqual({ tier: 'private' });
});

test('one that is refused leaves nothing behind', () => {
  const chart = new Chart(new App(), 'chart');
  expect(() => new StaticNodePool(chart, 'Fixed', { replicas: -1 })).toThrow(/replicas/);
  expect(chart.node.children).toEqual([]);
});
