import { Token } from 'aws-cdk-lib';
import { ApiObject, App, Chart } from 'cdk8s';
import { findingsOf, judged, rawClass, rawPool } from './judge';
import { AutoModeRules, NodeClass, NodePool, RuleLevel, SecurityGroupSelector, StaticNodePool, SubnetSelector } from '../../src';

const RULE = 'missing-node-class';
const ofRule = ({ ruleId }: { ruleId: string }) => ruleId === RULE;

function referring(name: unknown): object {
  return rawPool((pool) => { pool.spec.template.spec.nodeClassRef.name = name; });
}

function nodeClass(chart: Chart): NodeClass {
  return new NodeClass(chart, 'Class', { role: 'nodes', subnets: [SubnetSelector.id('subnet-1')], securityGroups: [SecurityGroupSelector.id('sg-1')] });
}

test('a NodeClass that comes with the NodePool is in order', () => {
  expect(findingsOf(RULE, [referring('quiet'), rawClass('quiet')])).toEqual([]);
});

test('one of another chart of the app is, too', () => {
  const app = new App();
  new ApiObject(new Chart(app, 'one'), 'Pool', referring('quiet') as any);
  new ApiObject(new Chart(app, 'two'), 'Class', rawClass('quiet') as any);
  expect(AutoModeRules.findings(app).filter(ofRule)).toEqual([]);
});

test('that of EKS comes by itself', () => {
  expect(findingsOf(RULE, [referring('default'), rawClass('quiet')])).toEqual([]);
});

test('one that nobody brings is warned about, because it may be in the cluster', () => {
  expect(findingsOf(RULE, [referring('quiet')])).toMatchObject([{ level: RuleLevel.WARNING, field: 'spec.template.spec.nodeClassRef.name', value: '"quiet"' }]);
});

test('the warning names those that there are', () => {
  expect(findingsOf(RULE, [referring('quite'), rawClass('quiet'), rawClass('loud')])[0].message).toContain('write one of quiet, loud, add the NodeClass');
});

test('nothing is said of tokens, of empty names and of other kinds', () => {
  const token = Token.asString({ Ref: 'X' });
  expect(findingsOf(RULE, [referring(token), referring('')])).toEqual([]);
  expect(findingsOf(RULE, [referring('quiet'), rawClass(token)])).toEqual([]);
  expect(findingsOf(RULE, [rawPool((pool) => { pool.spec.template.spec.nodeClassRef = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'a' }; })])).toEqual([]);
});

describe('typed NodePools', () => {
  test('that refer by name have said so, and are not warned about', () => {
    const findings = judged((chart) => {
      new NodePool(chart, 'Pool', { nodeClass: NodeClass.fromNodeClassName('elsewhere') });
      new StaticNodePool(chart, 'Static', { nodeClass: NodeClass.fromNodeClassName('elsewhere'), replicas: 1 });
    });
    expect(findings.filter(ofRule)).toEqual([]);
  });

  test('that refer to a construct of a chart that goes elsewhere are', () => {
    const elsewhere = nodeClass(new Chart(new App(), 'elsewhere'));
    expect(judged((chart) => { new NodePool(chart, 'Pool', { nodeClass: elsewhere }); }).filter(ofRule)).toHaveLength(1);
  });

  test('that refer to a construct of the same app are not', () => {
    expect(judged((chart) => { new NodePool(chart, 'Pool', { nodeClass: nodeClass(chart) }); }).filter(ofRule)).toEqual([]);
  });
});
