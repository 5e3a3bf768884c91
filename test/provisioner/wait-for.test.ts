import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ApiObject } from 'cdk8s';
import { WaitFor } from '../../src';
import { chartFixture, chartProperties, clusterFixture, configMap, synthesisError } from '../support/fixtures';

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

describe('kinds that the chart has no object of', () => {
  function synthesized(waitFor: WaitFor, ...kinds: [apiVersion: string, kind: string][]) {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    configMap(chart, 'settings');
    for (const [apiVersion, kind] of kinds) { new ApiObject(chart, `${kind} of ${apiVersion}`, { apiVersion, kind, metadata: { name: 'one' } }); }
    cluster.provision(chart, { waitFor });
    return { app, stack };
  }

  test.each([
    ['Deployment', 'write "Deployment.apps"'],
    ['Deployments', 'write "Deployment.apps"'],
    ['Deployments.apps', 'write "Deployment.apps"'],
    ['Deployment.extensions', 'write "Deployment.apps"'],
    ['Ingresses', 'write "Ingress.networking.k8s.io"'],
    ['NetworkPolicies.networking.k8s.io', 'write "NetworkPolicy.networking.k8s.io"'],
    ['Configmap', 'write "ConfigMap"'],
    ['Service', 'write "Service.one.example.com" or "Service.two.example.com"'],
  ])('%s is meant otherwise', (groupKind, fix) => {
    const { app } = synthesized(WaitFor.kinds('ConfigMap', groupKind), ['apps/v1', 'Deployment'], ['networking.k8s.io/v1', 'Ingress'],
      ['networking.k8s.io/v1', 'NetworkPolicy'], ['one.example.com/v1', 'Service'], ['two.example.com/v1', 'Service']);
    expect(synthesisError(app)).toContain(`waitFor must name kinds as the chart has them, with their group, got "${groupKind}": ${fix}`);
  });

  test('have a warning when they may be of another chart', () => {
    const { stack } = synthesized(WaitFor.kinds('ConfigMap', 'Job.batch', 'Deployment.apps', 'Service'), ['apps/v1', 'Deployment']);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('waitFor')).map(({ entry }) => entry.data)).toEqual([
      'waitFor names Job.batch and Service, of which chart chart has no object: nothing is waited for there [ack: cdk-eks-auto-mode:wait-for-kinds]',
    ]);
  });

  test.each([WaitFor.nodes(), WaitFor.nothing(), WaitFor.everything(), WaitFor.kinds('ConfigMap')])('are no matter when nobody named them: %j', (waitFor) => {
    const { stack } = synthesized(waitFor);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('waitFor'))).toEqual([]);
  });
});
