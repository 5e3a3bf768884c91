import { WaitFor } from '../../src';
import { chartFixture, chartProperties, clusterFixture, configMap } from '../support/fixtures';

function waitedFor(waitFor?: WaitFor): unknown {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  configMap(chart, 'settings');
  cluster.provision(chart, { waitFor });
  return chartProperties(stack, 'chart').WaitFor;
}

test.each<[string, WaitFor | undefined, unknown]>([
  ['nothing is said, and the handler waits for nodes', undefined, undefined],
  ['nodes', WaitFor.nodes(), ['NodeClass.eks.amazonaws.com', 'NodePool.karpenter.sh']],
  // CloudFormation would leave out an empty list, and the handler wait for nodes.
  ['nothing', WaitFor.nothing(), ['none']],
  ['everything', WaitFor.everything(), ['*']],
  ['some kinds', WaitFor.kinds('Deployment.apps', 'Service', 'Gateway.gateway.networking.k8s.io'), ['Deployment.apps', 'Service', 'Gateway.gateway.networking.k8s.io']],
])('%s', (_, waitFor, expected) => {
  expect(waitedFor(waitFor)).toEqual(expected);
});

test.each(['deployment', 'Deployment.', 'apps/v1.Deployment', 'Deployment.apps.', 'Deployment apps', '*', '', 'Deployment.Apps'])('"%s" is no kind', (groupKind) => {
  expect(() => WaitFor.kinds('Service', groupKind)).toThrow(`groupKinds must be kinds with their group, got "${groupKind}": write for example Deployment.apps, or Service`);
});

test('no kinds are an error with the better way', () => {
  expect(() => WaitFor.kinds()).toThrow('groupKinds must have at least one kind, got none: write WaitFor.nothing()');
});
