import { Aws, Lazy, Stack, Token } from 'aws-cdk-lib';
import { policyArn } from './access-fixture';
import { AccessPolicy } from '../../../src/cluster/access';

const late = Lazy.string({ produce: () => 'anything at all' });

describe('a constant', () => {
  test.each<[AccessPolicy, string]>([
    [AccessPolicy.CLUSTER_ADMIN, 'AmazonEKSClusterAdminPolicy'],
    [AccessPolicy.ADMIN, 'AmazonEKSAdminPolicy'],
    [AccessPolicy.ADMIN_VIEW, 'AmazonEKSAdminViewPolicy'],
    [AccessPolicy.EDIT, 'AmazonEKSEditPolicy'],
    [AccessPolicy.VIEW, 'AmazonEKSViewPolicy'],
    [AccessPolicy.SECRET_ADMIN, 'AmazonEKSSecretAdminPolicy'],
    [AccessPolicy.SECRET_READER, 'AmazonEKSSecretReaderPolicy'],
    [AccessPolicy.AUTO_NODE, 'AmazonEKSAutoNodePolicy'],
    [AccessPolicy.REGION_SWITCH_SCALING, 'AmazonARCRegionSwitchScalingPolicy'],
    [AccessPolicy.AI_OPERATIONS_ASSISTANT, 'AmazonAIOpsAssistantPolicy'],
  ])('%# has the name %s of EKS and counts in the whole cluster', (policy, name) => {
    expect(policy.policyName).toBe(name);
    expect(policy.namespaces).toBeUndefined();
    expect(policy._render()).toEqual({ policyArn: policy.policyArn, accessScope: { type: 'cluster' } });
  });

  test.each(['us-east-1', 'cn-north-1', 'us-gov-west-1'])('has an ARN of the partition of the stack, as in %s', (region) => {
    const stack = new Stack(undefined, 'Stack', { env: { account: '123456789012', region } });
    expect(stack.resolve(AccessPolicy.VIEW.policyArn)).toEqual(policyArn('AmazonEKSViewPolicy'));
  });
});

describe('a policy by name', () => {
  test('can be new', () => {
    expect(AccessPolicy.of('AIDevOpsAgentAccessPolicy').policyName).toBe('AIDevOpsAgentAccessPolicy');
  });

  test('can be a token', () => {
    expect(AccessPolicy.of(late).policyName).toBe(late);
  });

  test('can be one that the service that uses it also sets by itself', () => {
    expect(AccessPolicy.of('AmazonEKSACKPolicy').policyName).toBe('AmazonEKSACKPolicy');
  });

  test.each([
    ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy', 'AmazonEKSViewPolicy'],
    ['arn:aws-cn:eks::aws:cluster-access-policy/New', 'New'],
    [`arn:${Aws.PARTITION}:eks::aws:cluster-access-policy/New`, 'New'],
    ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy', 'AmazonEKSClusterPolicy'],
  ])('must not be the ARN %s', (arn, name) => {
    expect(() => AccessPolicy.of(arn)).toThrow(new Error(`policyName must be a name, got the ARN "${arn}": write "${name}"`));
  });

  test.each(['', 'Amazon EKS', 'policy/AmazonEKSViewPolicy'])('must not be "%s"', (name) => {
    expect(() => AccessPolicy.of(name))
      .toThrow(new Error(`policyName must be a name such as AmazonEKSViewPolicy, got "${name}": write one that aws eks list-access-policies shows`));
  });

  test.each([
    'AmazonEKSBlockStoragePolicy', 'AmazonEKSComputePolicy', 'AmazonEKSBlockStorageClusterPolicy', 'AmazonEKSComputeClusterPolicy',
    'AmazonEKSLoadBalancingPolicy', 'AmazonEKSNetworkingPolicy', 'AmazonEKSLoadBalancingClusterPolicy', 'AmazonEKSNetworkingClusterPolicy',
    'AmazonEKSPodIdentityPolicy', 'AmazonEKSHybridPolicy', 'AmazonEKSClusterInsightsPolicy',
  ])('must not be %s, which EKS keeps', (name) => {
    expect(() => AccessPolicy.of(name)).toThrow(new RegExp(`^policyName must not be a policy that EKS keeps for its own roles, got "${name}": `
      + 'for an IAM policy of that name write iam\\.ManagedPolicy\\.fromAwsManagedPolicyName, .*ManagedControllers$'));
  });
});

describe('namespaces', () => {
  test('are those given, once each', () => {
    const policy = AccessPolicy.EDIT.inNamespaces('shop', 'cart', 'shop');
    expect(policy.namespaces).toEqual(['shop', 'cart']);
    expect(policy._render()).toEqual({ policyArn: policy.policyArn, accessScope: { type: 'namespace', namespaces: ['shop', 'cart'] } });
  });

  test('leave the constant as it is', () => {
    AccessPolicy.EDIT.inNamespaces('shop');
    expect(AccessPolicy.EDIT.namespaces).toBeUndefined();
  });

  test('replace those of an earlier call', () => {
    expect(AccessPolicy.EDIT.inNamespaces('shop').inNamespaces('cart').namespaces).toEqual(['cart']);
  });

  test.each(['a', '0', 'dev-*', '*', '*-dev', 'a*b', 'kube-system', 'a'.repeat(63)])('can be "%s"', (namespace) => {
    expect(AccessPolicy.VIEW.inNamespaces(namespace).namespaces).toEqual([namespace]);
  });

  test.each(['', 'Dev', 'dev_1', '-dev', 'dev-', 'dev.one', 'dev-?', 'a b', 'a'.repeat(64)])('must not be "%s"', (namespace) => {
    expect(() => AccessPolicy.VIEW.inNamespaces(namespace)).toThrow(new Error('namespaces of AmazonEKSViewPolicy must be 1 to 63 lower-case letters, '
      + `digits and hyphens, with * for any characters, got "${namespace}": write for example "dev-*"`));
  });

  test('are refused all at once', () => {
    expect(() => AccessPolicy.VIEW.inNamespaces('One', 'two', 'Three')).toThrow(/got "One", "Three": write/);
  });

  test('must not be none', () => {
    expect(() => AccessPolicy.VIEW.inNamespaces())
      .toThrow(/^namespaces of AmazonEKSViewPolicy must be 1 or more, got none: for the whole cluster leave inNamespaces out$/);
  });

  test('can be tokens', () => {
    const list = Token.asList({ Ref: 'Namespaces' });
    expect(AccessPolicy.VIEW.inNamespaces(late).namespaces).toEqual([late]);
    expect(new Stack().resolve(AccessPolicy.VIEW.inNamespaces(...list)._render())).toMatchObject({ accessScope: { namespaces: { Ref: 'Namespaces' } } });
  });
});

describe('two policies', () => {
  test.each<[string, AccessPolicy, AccessPolicy, boolean]>([
    ['of the whole cluster', AccessPolicy.VIEW, AccessPolicy.EDIT, true],
    ['of namespaces in another order', AccessPolicy.VIEW.inNamespaces('a', 'b'), AccessPolicy.VIEW.inNamespaces('b', 'a'), true],
    ['of the cluster and of namespaces', AccessPolicy.VIEW, AccessPolicy.VIEW.inNamespaces('a'), false],
    ['of different namespaces', AccessPolicy.VIEW.inNamespaces('a'), AccessPolicy.VIEW.inNamespaces('b'), false],
    ['of more namespaces', AccessPolicy.VIEW.inNamespaces('a'), AccessPolicy.VIEW.inNamespaces('a', 'b'), false],
  ])('%s are compared', (_, one, two, same) => {
    expect(one._hasScopeOf(two)).toBe(same);
    expect(two._hasScopeOf(one)).toBe(same);
  });
});
