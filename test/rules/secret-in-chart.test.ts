import { Annotations } from 'aws-cdk-lib';
import { Annotations as Found, Match } from 'aws-cdk-lib/assertions';
import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { findingsOf, judged } from './judge';
import { AutoModeRules } from '../../src';
import { chartFixture, clusterFixture } from '../support/fixtures';

const RULE = 'secret-in-chart';
const secret = (content: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database' }, ...content });

test.each<[string, object, string]>([
  ['data', { data: { password: 'aHVudGVyMg==' } }, 'Secret "database" at chart/Object0: data: must not hold secrets, got "password": keep them in AWS Secrets Manager, '
    + 'and let External Secrets or the Secrets Store CSI driver bring them into the cluster (rule secret-in-chart, https://docs.aws.amazon.com/eks/latest/userguide/manage-secrets.html)'],
  ['stringData', { stringData: { user: 'admin', password: 'hunter2' } }, 'Secret "database" at chart/Object0: stringData: must not hold secrets, got "password", "user": '],
])('a Secret with %s is a warning that names keys, never values', (field, content, message) => {
  const [finding, ...others] = findingsOf(RULE, [secret(content)]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ level: 'warning', field, message: expect.stringContaining(message) });
  expect(JSON.stringify(finding)).not.toMatch(/hunter2|aHVud|admin/);
});

test('a Secret whose content is a token is a warning as well', () => {
  const { stack, cluster } = clusterFixture();
  const chart = chartFixture();
  new ApiObject(chart, 'Secret', secret({ stringData: { host: cluster.cluster.clusterEndpoint } }) as never);
  cluster.provision(chart);
  Found.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('must not hold secrets, got "host"'));
});

test('a Secret of cdk8s-plus and one in a List are warnings', () => {
  expect(judged((chart) => { new kplus.Secret(chart, 'Secret', { stringData: { password: 'hunter2' } }); }).map(({ ruleId }) => ruleId)).toEqual([RULE]);
  expect(judged((chart) => { new ApiObject(chart, 'List', { apiVersion: 'v1', kind: 'List', items: [secret({ stringData: { password: 'hunter2' } })] } as never); })
    .map(({ ruleId, path }) => [ruleId, path])).toEqual([[RULE, 'chart/List.items[0]']]);
});

test.each<[string, object]>([
  ['a Secret that the cluster fills', secret({ type: 'kubernetes.io/service-account-token' })],
  ['a Secret with empty data', secret({ data: {}, stringData: undefined })],
  ['an ExternalSecret', { ...secret({ data: [{ secretKey: 'password' }] }), apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' }],
  ['a kind of another group with the same name', { ...secret({ data: { a: 'b' } }), apiVersion: 'example.com/v1' }],
  ['a ConfigMap', { ...secret({ data: { a: 'b' } }), kind: 'ConfigMap' }],
  ['a value that is only known later, and is nothing', secret({ data: Lazy.any({ produce: () => undefined }) })],
])('%s is none', (_, object) => {
  expect(findingsOf(RULE, [object])).toEqual([]);
});

describe('where a chart is provisioned', () => {
  const setUp = () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture();
    const object = new ApiObject(chart, 'Secret', secret({ stringData: { password: 'hunter2' } }) as never);
    cluster.provision(chart);
    return { app, stack, object, warnings: () => Found.fromStack(stack).findWarning('*', Match.stringLikeRegexp(RULE)) };
  };

  test('the warning can be acknowledged by its id', () => {
    const { stack, warnings } = setUp();
    expect(warnings()).toHaveLength(1);
    const acknowledged = setUp();
    Annotations.of(acknowledged.stack).acknowledgeWarning(`cdk-eks-auto-mode:${RULE}`, 'a test');
    expect(acknowledged.warnings()).toEqual([]);
    expect(stack).toBeDefined();
  });

  test('the rule can be switched off for one Secret', () => {
    const { object, warnings } = setUp();
    AutoModeRules.disable(object, RULE, 'it is public anyway');
    expect(warnings()).toEqual([]);
  });
});
