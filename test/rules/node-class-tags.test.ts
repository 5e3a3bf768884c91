import { Token } from 'aws-cdk-lib';
import { ApiObject, App, Chart } from 'cdk8s';
import { AutoModeRules, NodeClass, SecurityGroupSelector, SubnetSelector } from '../../src';

function findingsOf(tags: unknown, kind = 'NodeClass'): string[] {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'Object', { apiVersion: 'eks.amazonaws.com/v1', kind, metadata: { name: 'nodes' }, spec: { tags } });
  return AutoModeRules.findings(chart).filter(({ ruleId }) => ruleId === 'node-class-tags').map(({ message }) => message.replace(/^.*?: (spec.*) \(rule.*$/, '$1'));
}

describe('are refused:', () => {
  test.each([
    ['karpenter.sh/nodepool'], ['karpenter.sh/nodeclaim'], ['karpenter.sh/provisioner-name'], ['karpenter.sh/managed-by'], ['eks.amazonaws.com/nodeclass'],
  ])('the key %s', (key) => {
    expect(findingsOf({ [key]: 'x' })).toEqual([`spec.tags.${key}: key must not be reserved, got "${key}": choose another key`]);
  });

  test.each([['kubernetes.io/cluster/production', 'kubernetes.io/cluster'], ['aws:team', 'aws:'], ['AWS:team', 'aws:'], ['eks:eks-cluster-name', 'eks:']])('the key %s', (key, prefix) => {
    expect(findingsOf({ [key]: 'x' })).toEqual([`spec.tags.${key}: key must not be reserved, as all that begin with ${prefix}, got "${key}": choose another key`]);
  });

  test('an empty key', () => {
    expect(findingsOf({ '': 'x' })).toEqual(['spec.tags.: key must have 1 to 128 characters, got 0: choose another key']);
  });

  test('a long key and a long value, together', () => {
    expect(findingsOf({ [`k${'e'.repeat(128)}`]: 'x', team: 'v'.repeat(257) })).toEqual([
      expect.stringMatching(/key must have 1 to 128 characters, got 129: choose another key$/),
      'spec.tags.team: must have at most 256 characters, got 257: shorten it',
    ]);
  });

  test('more than 50', () => {
    expect(findingsOf(Object.fromEntries([...Array(51).keys()].map((index) => [`key${index}`, 'x'])))).toEqual(['spec.tags: must be at most 50 tags, those of EKS included, got 51: remove some']);
  });

  test('those of a typed NodeClass', () => {
    const chart = new Chart(new App(), 'chart');
    new NodeClass(chart, 'Nodes', {
      role: 'nodes', subnets: [SubnetSelector.id('subnet-1')], securityGroups: [SecurityGroupSelector.id('sg-1')], tags: { 'aws:team': 'a' },
    });
    expect(AutoModeRules.findings(chart)).toMatchObject([{ ruleId: 'node-class-tags' }]);
  });
});

describe('are accepted:', () => {
  test.each([
    ['keys and values at their limits', { ['k'.repeat(128)]: 'v'.repeat(256) }],
    ['50 of them', Object.fromEntries([...Array(50).keys()].map((index) => [`key${index}`, 'x']))],
    ['none', {}],
    ['nothing', undefined],
    ['a token', Token.asString({ Ref: 'Tags' })],
    ['a token as value', { team: Token.asString({ Ref: 'Team' }) }],
    ['an empty value', { team: '' }],
  ])('%s', (_, tags) => {
    expect(findingsOf(tags)).toEqual([]);
  });

  test('those of another kind', () => {
    expect(findingsOf({ 'aws:team': 'a' }, 'IngressClassParams')).toEqual([]);
  });
});
