import { App, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster, KernelLockdown } from '../../src';
import { problemsOf } from '../support/node-class';

const warned = (fips: unknown, region?: string) => problemsOf('node-class-fips', { advancedSecurity: { fips } }, { region });

test.each(['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-east-1', 'us-gov-west-1', 'ca-central-1', 'ca-west-1'])('is fine in %s', (region) => {
  expect(warned(true, region)).toEqual([]);
});

test.each(['eu-central-1', 'ap-southeast-2', 'us-iso-east-1', 'cn-north-1', 'sa-east-1', 'mx-central-1'])('is warned about in %s', (region) => {
  expect(warned(true, region))
    .toEqual([`spec.advancedSecurity.fips: should be set in Regions of the US and Canada only, got true in ${region}: remove it, or use another Region`]);
});

test.each<[unknown, string?]>([[false, 'eu-central-1'], [undefined, 'eu-central-1'], [Token.asString({ Ref: 'Fips' }), 'eu-central-1'], [true, undefined]])('is not judged: %s in %s', (fips, region = undefined) => {
  expect(warned(fips, region)).toEqual([]);
});

describe('of a cluster', () => {
  function warningsIn(region?: string): string[] {
    const stack = new Stack(new App(), 'Stack', { env: { region } });
    const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
    cluster.addNodeClass('hardened', { fips: true, kernelLockdown: KernelLockdown.INTEGRITY });
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('node-class-fips')).map(({ entry }) => String(entry.data));
  }

  test('the Region is known', () => {
    expect(warningsIn('eu-central-1')).toEqual([expect.stringMatching(/NodeClass "hardened" .* got true in eu-central-1/)]);
    expect(warningsIn('us-east-1')).toEqual([]);
  });

  test('the Region is not known where the stack does not say it', () => {
    expect(warningsIn()).toEqual([]);
  });
});
