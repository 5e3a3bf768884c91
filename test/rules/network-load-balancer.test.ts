import { Token } from 'aws-cdk-lib';
import { ApiObject } from 'cdk8s';
import { findingsOf, judged } from './judge';
import { LOAD_BALANCER_VIOLATIONS, rawBinding, rawService } from './load-balancer-violations';
import { AutoModeRules } from '../../src';

const LB = 'aws-load-balancer-';
const TOKEN = Token.asString({ Ref: 'Something' });
const ALL = Object.keys(LOAD_BALANCER_VIOLATIONS);

function messagesOf(ruleId: string, object: object): string[] {
  return findingsOf(ruleId, [object]).map(({ message }) => message.replace(/^.*? at chart\/Object0: \S+: (.*) \(rule .*\)$/s, '$1').replace(/^[a-z_.0-9A-Z]+: (?=must be (?!left|given))/, ''));
}

function rulesFor(object: object): string[] {
  return ALL.filter((rule) => rule !== 'target-group-binding-deletion').flatMap((rule) => messagesOf(rule, object).map((message) => `${rule}: ${message}`));
}

describe.each(Object.entries(LOAD_BALANCER_VIOLATIONS))('%s refuses', (rule, violations) => {
  test.each(violations)('%s', (_, object, message) => {
    expect(messagesOf(rule, object)).toContain(message);
  });
});

test('warnings are those that the service would not refuse', () => {
  const warnings = AutoModeRules.descriptions.filter(({ id, level }) => ALL.includes(id) && level === 'warning').map(({ id }) => id);
  expect(warnings).toEqual(['service-unknown-annotations', 'network-load-balancer-scheme', 'target-group-binding-undocumented', 'target-group-binding-deletion']);
});

describe('are accepted:', () => {
  test.each<[string, object]>([
    ['a Service in order', rawService()],
    ['one without a class', rawService({}, (service) => { delete service.spec.loadBalancerClass; })],
    ['one of a class of others', rawService({ [`${LB}type`]: 'external', [`${LB}scheme`]: undefined }, (service) => { service.spec.loadBalancerClass = 'example.com/own'; })],
    ['one whose class is a token', rawService({ [`${LB}type`]: 'external' }, (service) => { service.spec.loadBalancerClass = TOKEN; })],
    ['one of another type', rawService({ [`${LB}type`]: 'external' }, (service) => { service.spec.type = 'ClusterIP'; })],
    ['one without annotations but the scheme', rawService({}, (service) => { service.metadata.annotations['example.com/contact'] = 'mail@example.com'; })],
    ['tokens everywhere', rawService(Object.fromEntries([
      'scheme', 'nlb-target-type', 'name', 'subnets', 'ip-address-type', 'ssl-cert', 'ssl-ports', 'healthcheck-port', 'healthcheck-interval', 'attributes', 'eip-allocations',
    ].map((name) => [LB + name, name === 'attributes' ? `a=${TOKEN}` : TOKEN])))],
    ['Elastic IPs, one of which is a token', rawService({ [`${LB}scheme`]: 'internet-facing', [`${LB}subnets`]: 'a,b', [`${LB}eip-allocations`]: TOKEN })],
    ['as many addresses as subnets', rawService({ [`${LB}subnets`]: 'a,b', [`${LB}private-ipv4-addresses`]: '10.0.0.1, 10.0.1.1' })],
    ['addresses of all kinds', rawService({ [`${LB}ip-address-type`]: 'dualstack', [`${LB}ipv6-addresses`]: '2001:db8::1' })],
    ['TLS on a named port', rawService({ [`${LB}ssl-cert`]: `${TOKEN},arn:aws:acm:us-east-1:1:certificate/1`, [`${LB}ssl-ports`]: 'smtps', [`${LB}listener-attributes.TCP-25`]: 'tcp.idle_timeout.seconds=6000' })],
    ['TLS on all ports', rawService({ [`${LB}ssl-cert`]: TOKEN, [`${LB}listener-attributes.TLS-465`]: 'a=b' })],
    ['ports for TCP and UDP', rawService({ [`${LB}enable-tcp-udp-listener`]: 'true', [`${LB}listener-attributes.TCP_UDP-25`]: 'a=b' }, (service) => { service.spec.ports[1] = { name: 'udp', port: 25, protocol: 'UDP' }; })],
    ['ports that are tokens', rawService({ [`${LB}ssl-cert`]: TOKEN, [`${LB}ssl-ports`]: '80', [`${LB}listener-attributes.TCP-80`]: 'a=b' }, (service) => { service.spec.ports[0].port = Token.asNumber({ Ref: 'Port' }); })],
    ['a spec that is a token', rawService({}, (service) => { service.spec = TOKEN; })],
    ['weights with a token as ARN', rawService({ 'actions.TCP-25': `{"type":"forward","forwardConfig":{"baseServiceWeight":0,"targetGroups":[{"targetGroupARN":"${TOKEN}","weight":1}]}}` })],
    ['an action that is a token', rawService({ 'actions.TCP-25': TOKEN })],
    ['security groups with an empty list of ranges', rawService({ [`${LB}security-groups`]: 'sg-1' }, (service) => { service.spec.loadBalancerSourceRanges = []; })],
    ['tags with all characters', rawService({ [`${LB}additional-resource-tags`]: `größe=a b_.:/=+-@,team=,a=${TOKEN}` })],
    ['health check ports', rawService({ [`${LB}healthcheck-port`]: 'smtp', [`${LB}healthcheck-protocol`]: 'HTTP' })],
    ['a binding in order', rawBinding()],
    ['a binding of nodes', rawBinding(({ spec }) => { spec.targetType = 'instance'; spec.nodeSelector = { matchExpressions: [{ key: 'team', operator: 'Exists' }] }; })],
    ['a binding with tokens', rawBinding(({ spec }) => { spec.targetType = TOKEN; spec.targetGroupARN = TOKEN; spec.networking = TOKEN; })],
    ['a binding that is a token', { ...rawBinding(), spec: TOKEN }],
  ])('%s', (_, object) => {
    expect(rulesFor(object)).toEqual([]);
  });
});

test('problems of one Service are told together', () => {
  const object = rawService({ [`${LB}scheme`]: 'public', [`${LB}type`]: 'nlb', [`${LB}ssl-ports`]: '443' });
  const rules = judged((chart) => { new ApiObject(chart, 'Object', object); }).map(({ ruleId }) => ruleId);
  expect(new Set(rules)).toEqual(new Set(['service-ignored-annotations', 'network-load-balancer-values', 'network-load-balancer-tls']));
});
