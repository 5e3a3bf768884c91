import { ClusterFacts } from '../../src';

const API = 'gateway.networking.k8s.io';
export const rawGatewayClass = (controllerName: string): any => ({ apiVersion: `${API}/v1`, kind: 'GatewayClass', metadata: { name: 'web' }, spec: { controllerName } });
export const rawGateway = (...protocols: string[]): any => ({
  apiVersion: `${API}/v1`,
  kind: 'Gateway',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { gatewayClassName: 'web', listeners: protocols.map((protocol, index) => ({ name: `l${index}`, port: 80 + index, protocol })) },
});
export const rawRoute = (kind: string, parent: object = { name: 'web' }): any => ({
  apiVersion: `${API}/${kind === 'HTTPRoute' || kind === 'GRPCRoute' ? 'v1' : 'v1alpha2'}`, kind, metadata: { name: 'route', namespace: 'shop' }, spec: { parentRefs: [parent] },
});
export const ALB = rawGatewayClass('eks.amazonaws.com/gateway-alb');
export const NLB = rawGatewayClass('eks.amazonaws.com/gateway-nlb');
const DAEMON_SET = (container: object) => ({
  apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'aws-node', namespace: 'kube-system' }, spec: { template: { spec: { containers: [container] } } },
});
const cni = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' }, data });

interface NetworkViolation {
  readonly input: string;
  readonly objects: object[];
  readonly facts?: ClusterFacts;
}

/** Objects that break each rule about the Gateway API, and about networks that Auto Mode does not have. */
export const NETWORK_VIOLATIONS: { readonly [ruleId: string]: NetworkViolation[] } = {
  'security-groups-for-pods': [{ input: 'a SecurityGroupPolicy', objects: [{ apiVersion: 'vpcresources.k8s.aws/v1beta1', kind: 'SecurityGroupPolicy', metadata: { name: 'web' }, spec: {} }] }],
  'custom-networking': [{ input: 'an ENIConfig', objects: [{ apiVersion: 'crd.k8s.amazonaws.com/v1alpha1', kind: 'ENIConfig', metadata: { name: 'us-east-1a' }, spec: {} }] }],
  'vpc-cni-settings': [
    { input: 'warm addresses', objects: [cni({ 'warm-ip-target': '5', 'minimum-ip-target': '2', 'warm-prefix-target': '1', 'enable-network-policy-controller': 'true' })] },
    { input: 'another setting', objects: [cni({ 'enable-windows-ipam': 'true' })] },
    { input: 'the DaemonSet', objects: [DAEMON_SET({ name: 'aws-node', env: [{ name: 'AWS_REGION', value: 'a' }] })] },
    {
      input: 'its variables',
      objects: [DAEMON_SET({
        env: [
          'WARM_ENI_TARGET', 'ENABLE_PREFIX_DELEGATION', 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'ENABLE_POD_ENI', 'AWS_VPC_K8S_CNI_EXTERNALSNAT', 'NETWORK_POLICY_ENFORCING_MODE',
        ].map((name) => ({ name, value: '1' })),
      })],
    },
    { input: 'its arguments', objects: [DAEMON_SET({ args: ['--enable-cloudwatch-logs=true', '--conntrack-cache-cleanup-period=60', '--other'] })] },
  ],
  'gateway-class-controller': [
    'gateway.k8s.aws/alb', 'gateway.k8s.aws/nlb', 'eks.amazonaws.com/alb', 'eks.amazonaws.com/gateway',
  ].map((name) => ({ input: name, objects: [rawGatewayClass(name)] })),
  'gateway-layers': [
    { input: 'TCP and HTTP on one Gateway', objects: [rawGateway('HTTP', 'TCP')] },
    { input: 'HTTPS on a Network Load Balancer', objects: [NLB, rawGateway('HTTPS')] },
    { input: 'a TCPRoute on an Application Load Balancer', objects: [ALB, rawGateway('HTTP'), rawRoute('TCPRoute')] },
    { input: 'an HTTPRoute on a Network Load Balancer', objects: [rawGateway('TCP'), rawRoute('HTTPRoute', { name: 'web', namespace: 'shop' })] },
  ],
  'gateway-crds': [{ input: 'a cluster without the CRDs', objects: [ALB, rawGateway('HTTP')], facts: { gatewayApiCrds: false } }],
  'gateway-unsupported-route': [{ input: 'a TLSRoute', objects: [rawRoute('TLSRoute')] }],
};
