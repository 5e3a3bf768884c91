import { ApiObject } from 'cdk8s';
import { describeWithControlPlane } from './describe';
import { ACCEPTED, DryRuns } from './dry-run';
import { AllowAll, ClusterDns, DefaultDeny, NetworkPolicyEnablement } from '../../src';
import { NETWORK_POLICY_VIOLATIONS } from '../rules/raw-network-policy';
import { chartFixture } from '../support/fixtures';
import { fullApplicationPolicy, fullClusterPolicy } from '../support/full-network-policy';

describeWithControlPlane('network policies on the API server', () => {
  const dryRuns = DryRuns.inTests();

  const apply = async (collection: string, object: any) => dryRuns.apply(collection, object, { force: true });
  const POLICIES = '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';
  const CLUSTER_POLICIES = '/apis/networking.k8s.aws/v1alpha1/clusternetworkpolicies';

  test.each<[string, string, (chart: ReturnType<typeof chartFixture>) => { apiObject: ApiObject }]>([
    ['enablement', '/api/v1/namespaces/kube-system/configmaps', (chart) => new NetworkPolicyEnablement(chart, 'Enablement')],
    ['default deny', POLICIES, (chart) => new DefaultDeny(chart, 'Deny', { dns: ClusterDns.DEFAULT, allowWithinNamespace: true })],
    ['allow all', POLICIES, (chart) => new AllowAll(chart, 'Allow')],
    ['ApplicationNetworkPolicy', '/apis/networking.k8s.aws/v1alpha1/namespaces/default/applicationnetworkpolicies', fullApplicationPolicy],
    ['ClusterNetworkPolicy', CLUSTER_POLICIES, fullClusterPolicy],
  ])('%s', async (_, collection, make) => {
    expect(await apply(collection, make(chartFixture()).apiObject.toJson())).toEqual(ACCEPTED);
  });

  test.each(NETWORK_POLICY_VIOLATIONS['cluster-network-policy'])('ClusterNetworkPolicy with $input is refused, as by the rule', async ({ objects }) => {
    // A field that it does not know, or a value that it does not take.
    expect([422, 500]).toContain((await apply(CLUSTER_POLICIES, objects[1])).status);
  });
});
