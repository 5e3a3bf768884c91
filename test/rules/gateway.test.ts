import { Token } from 'aws-cdk-lib';
import { findingsOf } from './judge';
import { ALB, NETWORK_VIOLATIONS, NLB, rawGateway, rawGatewayClass, rawRoute } from './raw-gateway';
import { ClusterFacts } from '../../src';

const token = Token.asString({ Ref: 'Value' });
const IDS = Object.keys(NETWORK_VIOLATIONS);
const found = (objects: object[], facts?: ClusterFacts) => IDS.flatMap((id) => findingsOf(id, objects, facts)).map(({ ruleId, field }) => `${ruleId} ${field}`);

describe.each(IDS)('%s', (id) => {
  test.each(NETWORK_VIOLATIONS[id])('objects to $input', ({ objects, facts }) => {
    expect(findingsOf(id, objects, facts)).not.toEqual([]);
  });
});

test('each setting of the VPC CNI is named', () => {
  expect(found(NETWORK_VIOLATIONS['vpc-cni-settings'][0].objects)).toEqual(['minimum-ip-target', 'warm-ip-target', 'warm-prefix-target'].map((key) => `vpc-cni-settings data.${key}`));
  expect(found(NETWORK_VIOLATIONS['vpc-cni-settings'][2].objects)).toEqual(['vpc-cni-settings metadata.name']);
  expect(found(NETWORK_VIOLATIONS['vpc-cni-settings'][4].objects)).toEqual(['vpc-cni-settings spec.template.spec.containers[0].args[0]', 'vpc-cni-settings spec.template.spec.containers[0].args[1]']);
});

describe('accepts', () => {
  test.each<[string, object[], ClusterFacts?]>([
    ['an Application Load Balancer', [ALB, rawGateway('HTTP', 'HTTPS'), rawRoute('HTTPRoute'), rawRoute('GRPCRoute')]],
    ['a Network Load Balancer', [NLB, rawGateway('TCP', 'UDP', 'TLS'), rawRoute('TCPRoute'), rawRoute('UDPRoute')]],
    ['a controller of others', [rawGatewayClass('example.com/gateway'), rawRoute('HTTPRoute')]],
    ['a Gateway that is not there', [rawRoute('TCPRoute', { name: 'other' }), rawGateway('HTTP')]],
    ['a Gateway of another namespace', [rawRoute('TCPRoute', { name: 'web', namespace: 'other' }), rawGateway('HTTP')]],
    ['a Service as parent', [rawRoute('TCPRoute', { name: 'web', kind: 'Service' }), rawGateway('HTTP')]],
    ['tokens', [rawGatewayClass(token), rawGateway(token), rawRoute('HTTPRoute', { name: token })]],
    ['CRDs by EKS', [ALB], { gatewayApiCrds: true }],
    ['CRDs by the user', [ALB, { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'gateways.gateway.networking.k8s.io' } }], { gatewayApiCrds: false }],
    ['a cluster of which nothing is known', [ALB]],
    ['another DaemonSet', [{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' }, spec: { template: { spec: { containers: [{ env: [{ name: 'MAX_ENI' }] }] } } } }]],
  ])('%s', (_, objects, ...[facts]) => {
    expect(found(objects, facts)).toEqual([]);
  });
});
