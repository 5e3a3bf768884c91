import { Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ApiObject, App, Chart } from 'cdk8s';
import { AutoModeRules, CapacityReservationSelector, ClusterFacts, RuleLevel } from '../../src';
import { clusterFixture } from '../support/fixtures';
import { MINIMAL_SPEC } from '../support/node-class';

const TERMS = [{ id: 'cr-1' }];

/** What is said of NodeClasses with these terms, by name. */
function warned(terms: { [name: string]: unknown }, facts?: ClusterFacts): string[] {
  const chart = new Chart(new App(), 'chart');
  for (const [name, capacityReservationSelectorTerms] of Object.entries(terms)) {
    new ApiObject(chart, name, { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', metadata: { name }, spec: { ...MINIMAL_SPEC, capacityReservationSelectorTerms } });
  }
  return AutoModeRules.findings(chart, facts).map(({ level, message }) => {
    expect(level).toBe(RuleLevel.WARNING);
    return message.replace(/^(.*) at .*? (got none in .*?): .*$/, '$1 $2');
  });
}

test('NodeClasses that select none are named, at each that selects some', () => {
  expect(warned({ blocks: TERMS, plain: undefined, training: TERMS, other: null }))
    .toEqual(['NodeClass "blocks" got none in plain, other', 'NodeClass "training" got none in plain, other']);
});

test('so is the one of EKS while a built-in NodePool is on', () => {
  expect(warned({ blocks: TERMS }, { builtInNodePools: ['system'] })).toEqual(['NodeClass "blocks" got none in default']);
});

test.each<[string, { [name: string]: unknown }, ClusterFacts?]>([
  ['all select some', { blocks: TERMS, training: TERMS }],
  ['none selects any', { plain: undefined, other: [] }, { builtInNodePools: ['system'] }],
  ['there is no other', { blocks: TERMS }],
  ['there is no other and built-in NodePools are off', { blocks: TERMS }, { builtInNodePools: [] }],
  ['those of the other are a token', { blocks: TERMS, unknown: Token.asString({ Ref: 'Terms' }) }],
])('nothing is said where %s', (_, terms, facts = undefined) => {
  expect(warned(terms, facts)).toEqual([]);
});

test('a NodeClass of another group is none', () => {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'Own', { apiVersion: 'example.com/v1', kind: 'NodeClass' });
  new ApiObject(chart, 'Blocks', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec: { ...MINIMAL_SPEC, capacityReservationSelectorTerms: TERMS } });
  expect(AutoModeRules.findings(chart)).toEqual([]);
});

test('a NodeClass that is only known at deployment is not said to select none', () => {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'Unknown', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec: Token.asString({ Ref: 'Spec' }) });
  new ApiObject(chart, 'Blocks', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', spec: { ...MINIMAL_SPEC, capacityReservationSelectorTerms: TERMS } });
  expect(AutoModeRules.findings(chart)).toEqual([]);
});

test('a cluster warns, with an id that can be acknowledged', () => {
  const { stack, cluster } = clusterFixture();
  cluster.addNodeClass('blocks', { capacityReservations: [CapacityReservationSelector.id('cr-1')] });
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('got none in default.*\\[ack: cdk-eks-auto-mode:capacity-reservations\\]'));
});
