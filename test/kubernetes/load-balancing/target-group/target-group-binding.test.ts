import { Token } from 'aws-cdk-lib';
import { ApiObject, App, Chart } from 'cdk8s';
import { AutoModeRules, LoadBalancerTargetType, TargetGroupBinding, TargetGroupBindingProps, TargetGroupPort } from '../../../../src';

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/mail/0123456789abcdef';
const LEAST: TargetGroupBindingProps = { serviceName: 'mail', servicePort: 25, targetGroupArn: ARN, targetType: LoadBalancerTargetType.IP };

function binding(props: Partial<TargetGroupBindingProps> = {}): TargetGroupBinding {
  return new TargetGroupBinding(new Chart(new App(), 'chart', { namespace: 'mail' }), 'Binding', { metadata: { name: 'mail' }, ...LEAST, ...props });
}

const SPEC = { serviceRef: { name: 'mail', port: 25 }, targetGroupARN: ARN, targetType: 'ip' };

test('a binding says what is bound', () => {
  const bound = binding();
  expect(bound.apiObject.toJson()).toEqual({ apiVersion: 'eks.amazonaws.com/v1', kind: 'TargetGroupBinding', metadata: { name: 'mail', namespace: 'mail' }, spec: SPEC });
  expect([bound.name, bound.metadata.namespace, TargetGroupBinding.CLUSTER_NAME_TAG]).toEqual(['mail', 'mail', 'eks:eks-cluster-name']);
});

test.each<[Partial<TargetGroupBindingProps>, object]>([
  [{ serviceName: 'web', servicePort: 80 }, { serviceRef: { name: 'web', port: 80 } }],
  [{ servicePort: Token.asNumber({ Ref: 'Port' }) }, { serviceRef: { name: 'mail', port: expect.any(Number) } }],
  [{ targetGroupArn: Token.asString({ Ref: 'Group' }) }, { targetGroupARN: expect.stringContaining('Token') }],
  [{ targetType: LoadBalancerTargetType.INSTANCE, nodeLabels: { team: 'mail' } }, { targetType: 'instance', nodeSelector: { matchLabels: { team: 'mail' } } }],
  [{ multiClusterTargetGroup: true }, { multiClusterTargetGroup: true }],
  [{ ingress: [{ securityGroupIds: ['sg-1', 'sg-2'] }] }, {
    networking: { ingress: [{ from: [{ securityGroup: { groupID: 'sg-1' } }, { securityGroup: { groupID: 'sg-2' } }], ports: [{ protocol: 'TCP' }] }] },
  }],
  [{ ingress: [{ securityGroupIds: ['sg-1'], ports: [TargetGroupPort.tcp(25), TargetGroupPort.udp(53), TargetGroupPort.ALL_UDP] }] }, {
    networking: {
      ingress: [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ protocol: 'TCP', port: 25 }, { protocol: 'UDP', port: 53 }, { protocol: 'UDP' }] }],
    },
  }],
])('%j', (props, spec) => {
  expect(binding(props).apiObject.toJson().spec).toEqual({ ...SPEC, ...spec });
});

test.each<[string, () => Partial<TargetGroupBindingProps>, string]>([
  ['a port that is none', () => ({ servicePort: 0 }), 'servicePort must be a whole number of 1 to 65535, got 0: write for example 1'],
  ['a port of targets that is none', () => ({ ingress: [{ securityGroupIds: ['sg-1'], ports: [TargetGroupPort.tcp(65_536)] }] }),
    'port of a target group must be a whole number of 1 to 65535, got 65536: write for example 65535'],
  ['empty lists', () => ({ ingress: [{ securityGroupIds: [], ports: [] }] }),
    'securityGroupIds and ports of ingress of a target group must have at least one entry, got none: write one, or leave ingress out'],
])('refuses %s', (_, props, message) => {
  expect(() => binding(props())).toThrow(message);
});

test('only the deletion of its target group is warned about', () => {
  expect(AutoModeRules.findings(binding()).map(({ ruleId }) => ruleId)).toEqual(['target-group-binding-deletion']);
});

test('is judged when its app is synthesized', () => {
  const bound = binding({ nodeLabels: { team: 'mail' } });
  expect(() => (ApiObject.of(bound).node.root as App).synthYaml()).toThrow('must be left out when targetType is "ip"');
});
