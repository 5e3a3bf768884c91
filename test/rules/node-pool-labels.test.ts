import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, rawPool } from './judge';
import { NodePool } from '../../src';

const LABELS = 'spec.template.metadata.labels';

function problems(ruleId: string, metadata: object): string[] {
  return findingsOf(ruleId, [rawPool((pool) => { pool.spec.template.metadata = metadata; })]).map(({ field, message }) => `${field} ${message}`);
}

const ofLabels = (labels: unknown) => problems('node-pool-labels', { labels });

describe('labels', () => {
  test.each<object>([
    { team: 'a' }, { 'example.com/team': '' }, { 'karpenter.sh/capacity-type': 'spot' }, { 'kubernetes.io/os': 'linux' }, { a: 'x'.repeat(63) }, { 'kubernetes.io/arch': 'arm64' },
    { constructor: 'a' },
  ])('%j are in order', (labels) => {
    expect(ofLabels(labels)).toEqual([]);
  });

  test.each<[object, RegExp]>([
    [{ 'karpenter.sh/x': 'a' }, /ends with karpenter\.sh/], [{ 'mykarpenter.sh/x': 'a' }, /ends with karpenter\.sh/], [{ 'karpenter.sh': 'a' }, /ends with karpenter\.sh/],
    [{ 'karpenter.sh/nodepool': 'a' }, /ends with karpenter\.sh/], [{ 'kubernetes.io/hostname': 'a' }, /single node/], [{ 'node.kubernetes.io/windows-build': 'a' }, /of Windows/],
    [{ 'kubernetes.io/os': 'windows' }, /must be linux/], [{ 'a b': 'a' }, /key must have only/], [{ '': 'a' }, /key must have only/], [{ a: 'x'.repeat(64) }, /at most 63/],
    [{ a: 'b c' }, /must have only/],
  ])('%j are not', (labels, problem) => {
    expect(ofLabels(labels)).toEqual([expect.stringMatching(problem)]);
  });

  test.each([[100, 0], [101, 1]])('%s of them', (count, found) => {
    expect(ofLabels(Object.fromEntries(Array.from({ length: count }, (_, index) => [`label-${index}`, 'x'])))).toHaveLength(found);
  });

  test('that are tokens are not looked into', () => {
    const token = Token.asString({ Ref: 'X' });
    expect([...ofLabels(token), ...ofLabels({ a: token }), ...ofLabels({ 'kubernetes.io/os': token }), ...ofLabels({ [token]: 'a b' })]).toEqual([]);
  });

  test('of a typed NodePool are judged', () => {
    const findings = judged((chart) => { new NodePool(chart, 'Pool', { labels: { team: 'two words' }, annotations: { 'a b': '' } }); });
    expect(findings.map(({ ruleId, field }) => [ruleId, field])).toEqual(expect.arrayContaining([
      ['node-pool-labels', `${LABELS}.team`], ['node-pool-annotations', 'spec.template.metadata.annotations.a b'],
    ]));
  });
});

describe('annotations', () => {
  const ofAnnotations = (annotations: unknown) => problems('node-pool-annotations', { annotations });

  test.each<object>([{ 'Example.com/Contact': 'anything at all\n' }, { a: '' }, { a: 'x'.repeat(256 * 1024 - 1) }])('are in order: %#', (annotations) => {
    expect(ofAnnotations(annotations)).toEqual([]);
  });

  test.each<[object, RegExp]>([[{ 'a b': '' }, /key must have only/], [{ 'a/b/c': '' }, /key must have after its slash/], [{ a: 'x'.repeat(256 * 1024) }, /at most 262144 bytes, got 262145/]])('are not: %#', (annotations, problem) => {
    expect(ofAnnotations(annotations)).toEqual([expect.stringMatching(problem)]);
  });

  test('that are tokens are not looked into', () => {
    const token = Token.asString({ Ref: 'X' });
    expect([...ofAnnotations(token), ...ofAnnotations({ [token]: 'a' })]).toEqual([]);
  });
});
