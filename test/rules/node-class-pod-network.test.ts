import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const found = (fields: object) => problemsOf('node-class-pod-network', fields);
const podSubnetSelectorTerms = [{ id: 'subnet-2' }];
const podSecurityGroupSelectorTerms = [{ id: 'sg-2' }];

test.each<[string, object]>([
  ['both', { podSubnetSelectorTerms, podSecurityGroupSelectorTerms }],
  ['none', {}],
  ['one that is a token', { podSubnetSelectorTerms, podSecurityGroupSelectorTerms: Token.asString({ Ref: 'Terms' }) }],
])('%s may be given', (_, fields) => {
  expect(found(fields)).toEqual([]);
});

test('subnets alone are refused', () => {
  expect(found({ podSubnetSelectorTerms })).toEqual([
    'spec.podSecurityGroupSelectorTerms: must be given together with its other half, got none: add it, or remove spec.podSubnetSelectorTerms',
  ]);
});

test('security groups alone are refused', () => {
  expect(found({ podSecurityGroupSelectorTerms, podSubnetSelectorTerms: null })).toEqual([
    'spec.podSubnetSelectorTerms: must be given together with its other half, got none: add it, or remove spec.podSecurityGroupSelectorTerms',
  ]);
});
