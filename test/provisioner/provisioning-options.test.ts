import { RemovalPolicy } from 'aws-cdk-lib';
import { ProvisioningOptions } from '../../src';
import { chartFixture, chartProperties, clusterFixture, configMap } from '../support/fixtures';

const OPTIONS = ['Force', 'Replace', 'RemovalPolicy'];

function optionsOf(options: ProvisioningOptions): object {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  configMap(chart, 'settings');
  cluster.provision(chart, options);
  return Object.fromEntries(Object.entries(chartProperties(stack, 'chart')).filter(([name]) => OPTIONS.includes(name)));
}

test.each<[string, ProvisioningOptions, object]>([
  ['nothing', {}, {}],
  ['what is the default anyway', { forceConflicts: false, replaceImmutable: false, removalPolicy: RemovalPolicy.DESTROY }, {}],
  ['forceConflicts', { forceConflicts: true }, { Force: 'true' }],
  ['replaceImmutable', { replaceImmutable: true }, { Replace: 'true' }],
  ['RETAIN', { removalPolicy: RemovalPolicy.RETAIN }, { RemovalPolicy: 'retain' }],
])('%s', (_, options, expected) => {
  expect(optionsOf(options)).toEqual(expected);
});

test.each([RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('%s is refused', (removalPolicy) => {
  expect(() => optionsOf({ removalPolicy })).toThrow(
    `removalPolicy must be DESTROY or RETAIN, as a creation that fails never leaves what it made, got ${removalPolicy}: write RemovalPolicy.RETAIN to keep the objects`);
});

test('the cluster\'s own chart takes them', () => {
  const { stack, cluster } = clusterFixture({ nodeProvisioning: { removalPolicy: RemovalPolicy.RETAIN } });
  cluster.addNodePool('batch');
  expect(chartProperties(stack, 'auto-mode')).toMatchObject({ RemovalPolicy: 'retain' });
});

test('a chart that is retained is still a resource that CloudFormation deletes: its Delete lets the objects go', () => {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  configMap(chart, 'settings');
  const provisioned = cluster.provision(chart, { removalPolicy: RemovalPolicy.RETAIN });
  expect(stack.resolve((provisioned.node.findChild('Resource').node.defaultChild as any).cfnOptions.deletionPolicy)).not.toBe('Retain');
});
