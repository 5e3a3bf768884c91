import { Token } from 'aws-cdk-lib';
import { fieldsOf, findingsOf, judged, rawPool } from './judge';
import { NodeClass, NodePool } from '../../src';

const REFERENCE = 'spec.template.spec.nodeClassRef';

function referring(reference: object): string[] {
  return fieldsOf('node-class-ref', rawPool((pool) => { pool.spec.template.spec.nodeClassRef = reference; }));
}

test('a NodeClass of EKS is in order', () => {
  expect(referring({ group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'any' })).toEqual([]);
});

test('typed NodePools refer to nothing else', () => {
  const findings = judged((chart) => { new NodePool(chart, 'Pool', { nodeClass: NodeClass.fromNodeClassName('any') }); });
  expect(findings.filter(({ ruleId }) => ruleId === 'node-class-ref')).toEqual([]);
});

test.each([
  ['the EC2NodeClass of self-managed Karpenter', { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'a' }, ['group', 'kind']],
  ['the one of another provider', { group: 'karpenter.azure.com', kind: 'AKSNodeClass', name: 'a' }, ['group', 'kind']],
  ['a group with its version', { group: 'eks.amazonaws.com/v1', kind: 'NodeClass', name: 'a' }, ['group']],
  ['an empty group', { group: '', kind: 'NodeClass', name: 'a' }, ['group']],
  ['another kind', { group: 'eks.amazonaws.com', kind: 'NodePool', name: 'a' }, ['kind']],
  ['no name', { group: 'eks.amazonaws.com', kind: 'NodeClass', name: '' }, ['name']],
])('%s is refused', (_, reference, parts) => {
  expect(referring(reference)).toEqual(parts.map((part) => `${REFERENCE}.${part}`));
});

test('the EC2NodeClass is refused with the reason', () => {
  const [{ message }] = findingsOf('node-class-ref', [rawPool((pool) => {
    pool.spec.template.spec.nodeClassRef = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'a' };
  })]);
  expect(message).toMatch(/which only self-managed Karpenter knows: write "eks\.amazonaws\.com" and the name of a NodeClass, which has settings of its own/);
});

test('tokens are not looked into', () => {
  const token = Token.asString({ Ref: 'X' });
  expect(referring({ group: token, kind: token, name: token })).toEqual([]);
});
