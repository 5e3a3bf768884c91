import { Token } from 'aws-cdk-lib';
import { ApiObject } from 'cdk8s';
import { INGRESS_VIOLATIONS, rawIngress, rawIngressClass, rawParams, rawService } from './ingress-violations';
import { findingsOf, judged, judgedYaml } from './judge';
import { INGRESS_ANNOTATIONS, NAMED_INGRESS_ANNOTATIONS } from '../../src/rules/ingress-annotations';
import { INGRESS_RULES } from '../../src/rules/ingress-rules';

test('every rule is tried', () => {
  expect(Object.keys(INGRESS_VIOLATIONS)).toEqual(INGRESS_RULES.map(({ id }) => id));
});

describe.each(Object.entries(INGRESS_VIOLATIONS))('%s', (ruleId, { refused, accepted }) => {
  test.each(refused.map(([objects, text]) => [text, objects] as const))('%s', (text, objects) => {
    const messages = findingsOf(ruleId, objects).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining(text));
    expect(messages.every((message) => message.includes(`(rule ${ruleId}, `))).toBe(true);
  });

  test.each(accepted.map((objects, index) => [index, objects] as const))('lets through what is in order (%i)', (_, objects) => {
    expect(findingsOf(ruleId, objects)).toEqual([]);
  });
});

test('files of YAML are judged alike', () => {
  expect(judgedYaml([rawIngress({ scheme: 'public' })]).map(({ ruleId }) => ruleId)).toEqual(['ingress-annotation-values']);
});

test('objects in order break no rule at all', () => {
  const objects = [rawIngress(), rawIngressClass(), rawParams(), rawService({ 'healthcheck-path': '/' })];
  expect(judged((chart) => objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object)))).toEqual([]);
});

test('what is only known at deployment is not judged', () => {
  const token = Token.asString({ Ref: 'Value' });
  const annotations = Object.fromEntries([...Object.keys(INGRESS_ANNOTATIONS), ...Object.keys(NAMED_INGRESS_ANNOTATIONS).map((prefix) => `${prefix}web`)]
    .filter((suffix) => !suffix.startsWith('actions')).map((suffix) => [suffix, token]));
  const objects = [
    rawIngress({ ...annotations, 'multi-cluster-target-group': 'false' }), rawIngressClass(),
    rawParams({
      scheme: token, ipAddressType: token, group: { name: token }, subnets: { ids: [token] }, loadBalancerName: token, certificateARNs: [token],
    }),
    rawIngressClass({ controller: token }),
  ];
  expect(judged((chart) => objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object)))
    .filter(({ ruleId }) => !['ingress-frontend', 'ingress-subnets'].includes(ruleId))).toEqual([]);
});

test('an Ingress of another controller is not judged', () => {
  const objects = [rawIngress({ 'scheme': 'public', 'group.name': 'a' }), rawIngressClass({ controller: 'ingress.k8s.aws/alb', parameters: undefined })];
  expect(judged((chart) => objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object))).map(({ ruleId }) => ruleId)).toEqual(['self-managed-ingress-class']);
});
