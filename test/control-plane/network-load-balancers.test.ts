import { describeWithControlPlane } from './describe';
import { ACCEPTED, DryRuns } from './dry-run';
import { AutoModeRules, LoadBalancerTargetType, TargetGroupBinding, TargetGroupPort } from '../../src';
import { LOAD_BALANCER_VIOLATIONS, rawBinding, rawService } from '../rules/load-balancer-violations';
import { chartFixture } from '../support/fixtures';
import { fullNetworkLoadBalancers, networkLoadBalancer } from '../support/full-network-load-balancer';

describeWithControlPlane('Services with a Network Load Balancer and bindings of target groups on the API server', () => {
  const dryRuns = DryRuns.inTests();

  const apply = async (object: any) => {
    const collection = object.kind === 'Service' ? '/api/v1/namespaces/default/services' : '/apis/eks.amazonaws.com/v1/namespaces/default/targetgroupbindings';
    return dryRuns.apply(collection, object);
  };

  test.each(Object.entries(fullNetworkLoadBalancers()))('a Service with every property is accepted: %s', async (_, { service }) => {
    expect(await apply(service.apiObject.toJson())).toEqual(ACCEPTED);
  });

  test('a Service with the least is accepted', async () => {
    expect(await apply(networkLoadBalancer().service.apiObject.toJson())).toEqual(ACCEPTED);
  });

  test.each(Object.values(LoadBalancerTargetType))('a binding with every property is accepted: %s', async (targetType) => {
    const binding = new TargetGroupBinding(chartFixture(), 'Binding', {
      metadata: { name: 'mail' },
      serviceName: 'mail',
      servicePort: 25,
      targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/mail/0123456789abcdef',
      targetType,
      ingress: [{ securityGroupIds: ['sg-1'], ports: [TargetGroupPort.tcp(25), TargetGroupPort.ALL_UDP] }, { securityGroupIds: ['sg-2'] }],
      nodeLabels: targetType === LoadBalancerTargetType.INSTANCE ? { team: 'mail' } : undefined,
      multiClusterTargetGroup: true,
    });
    expect(await apply(binding.apiObject.toJson())).toEqual(ACCEPTED);
  });

  test('the objects that rules are tried with are accepted when they are in order', async () => {
    for (const object of [rawService(), rawBinding()]) { expect(await apply(object)).toEqual(ACCEPTED); }
  });

  /** The API server knows nothing of nodes and pods behind a binding, and does not look into an ARN. */
  const STRICTER = ['nodes for pods', 'a name as ARN'];

  test.each(LOAD_BALANCER_VIOLATIONS['target-group-binding-fields'])('of bindings it refuses what the rules do: %s', async (words, object) => {
    const { status } = await apply(object);
    expect(STRICTER.includes(words) ? [201] : [422, 500]).toContain(status);
  });

  test('annotations of Services are only looked at by rules', async () => {
    const [, object] = LOAD_BALANCER_VIOLATIONS['network-load-balancer-values'][0];
    expect((await apply(object)).status).toBe(201);
    expect(AutoModeRules.descriptions.filter(({ id }) => id.startsWith('network-load-balancer-')).length).toBeGreaterThan(0);
  });
});
