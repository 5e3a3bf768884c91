import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, rawClass } from './judge';
import { ENABLEMENT, NETWORK_POLICY_VIOLATIONS, rawApplicationPolicy, rawClusterPolicy, rawPolicy } from './raw-network-policy';
import { ClusterFacts } from '../../src';
import { fullApplicationPolicy, fullClusterPolicy } from '../support/full-network-policy';

const token = Token.asString({ Ref: 'Value' });
const IDS = Object.keys(NETWORK_POLICY_VIOLATIONS);
const found = (objects: object[], facts?: ClusterFacts) => IDS.flatMap((id) => findingsOf(id, objects, facts)).map(({ ruleId, field }) => `${ruleId} ${field}`);

describe.each(IDS)('%s', (id) => {
  test.each(NETWORK_POLICY_VIOLATIONS[id])('objects to $input', ({ objects, facts }) => {
    expect(findingsOf(id, objects, facts)).not.toEqual([]);
  });
});

describe('accepts', () => {
  test.each<[string, object[], ClusterFacts?]>([
    ['policies that are switched on', [ENABLEMENT, rawPolicy(), rawApplicationPolicy({}, { name: 'other', namespace: 'shop' }), rawClusterPolicy(), rawClass('quiet', { networkPolicy: 'DefaultDeny' })]],
    ['a value that is only known at deployment', [{ ...ENABLEMENT, data: { 'enable-network-policy-controller': token } }]],
    ['data that are only known at deployment, without a policy', [{ ...ENABLEMENT, data: token }]],
    ['a NodeClass that closes nothing', [rawClass('nodes', { networkPolicy: 'DefaultAllow' })]],
    ['one name in two namespaces', [ENABLEMENT, rawPolicy({ name: 'web', namespace: 'a' }), rawApplicationPolicy({}, { name: 'web', namespace: 'b' })]],
    ['names that are only known at deployment', [ENABLEMENT, rawPolicy({ name: token }), rawApplicationPolicy({}, { name: token })]],
    ['tokens', [ENABLEMENT, rawApplicationPolicy({ policyTypes: [token], egress: [{ to: [{ domainNames: [token] }], ports: [{ protocol: token }] }] })]],
    ['tokens of a cluster policy', [ENABLEMENT, rawClusterPolicy({
      tier: token, priority: Token.asNumber({ Ref: 'Number' }), subject: token, egress: [{ action: token, name: token, to: [{ domainNames: [token] }] }],
    })]],
    ['a NodeClass without IPv4 to the outside', [ENABLEMENT, rawPolicy(), rawClass('nodes', { advancedNetworking: { enableV4Egress: false } })], { ipFamily: 'ipv6' }],
    ['IPv6 without policies', [rawClass('nodes')], { ipFamily: 'ipv6' }],
    ['IPv4', [ENABLEMENT, rawPolicy(), rawClass('nodes')], { ipFamily: 'ipv4' }],
  ])('%s', (_, objects, ...[facts]) => {
    expect(found(objects, facts)).toEqual([]);
  });

  test('what is typed', () => {
    expect(judged((chart) => { fullApplicationPolicy(chart); fullClusterPolicy(chart); }).map(({ ruleId }) => ruleId)).toEqual(['network-policy-enablement']);
  });
});

test('one warning for many policies that are not switched on', () => {
  expect(found([rawPolicy(), rawClusterPolicy(), rawClass('quiet', { networkPolicy: 'DefaultDeny' })])).toEqual(['network-policy-enablement spec']);
});
