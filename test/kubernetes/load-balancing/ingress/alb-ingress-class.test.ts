import { Token } from 'aws-cdk-lib';
import { App, Chart, Testing } from 'cdk8s';
import { AlbIngressClass, AutoModeRules, IngressListener, IngressNamespaces, IngressSubnets, MutualAuthentication } from '../../../../src';
import { FULL_INGRESS_CLASSES, typedIngressClass } from '../../../support/full-ingress';

function specOf(ingressClass: AlbIngressClass): object {
  return ingressClass.paramsObject.toJson().spec;
}

test('both objects, with every prop', () => {
  const ingressClass = typedIngressClass(FULL_INGRESS_CLASSES.everything);
  expect(Testing.synth(Chart.of(ingressClass))).toEqual([
    {
      apiVersion: 'eks.amazonaws.com/v1',
      kind: 'IngressClassParams',
      metadata: { name: 'everything', labels: { team: 'platform' } },
      spec: {
        scheme: 'internet-facing',
        ipAddressType: 'dualstack-without-public-ipv4',
        group: { name: 'shop.web' },
        namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'blog'] }] },
        certificateARNs: ['arn:aws:acm:eu-central-1:111122223333:certificate/one'],
        sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
        subnets: { ids: ['subnet-1', 'subnet-2'] },
        inboundCIDRs: ['10.0.0.0/8'],
        prefixListsIDs: ['pl-1'],
        listeners: [{ protocol: 'HTTP', port: 80 }, { protocol: 'HTTPS', port: 8443, attributes: [{ key: 'routing.http.response.server.enabled', value: 'false' }] }],
        loadBalancerAttributes: [{ key: 'idle_timeout.timeout_seconds', value: '90' }],
        loadBalancerName: 'shop-web',
        targetType: 'ip',
        tags: [{ key: 'team', value: 'a,b' }],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'everything', labels: { team: 'platform' }, annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'eks.amazonaws.com/alb', parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name: 'everything' } },
    },
  ]);
});

test('nothing but an internal scheme where nothing is said', () => {
  const ingressClass = typedIngressClass({});
  expect(specOf(ingressClass)).toEqual({ scheme: 'internal' });
  expect(ingressClass.apiObject.toJson().metadata).toEqual({ name: ingressClass.ingressClassName });
  expect(ingressClass.paramsObject.name).toBe(ingressClass.name);
});

test('with certificates, TLS 1.2 or newer', () => {
  expect(specOf(typedIngressClass({ certificateArns: ['arn'] }))).toMatchObject({ sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' });
});

test('other ways to choose subnets and namespaces', () => {
  expect(specOf(typedIngressClass(FULL_INGRESS_CLASSES.byTags))).toMatchObject({
    subnets: { matchTags: [{ key: 'team', values: ['web', 'shop'] }] }, namespaceSelector: { matchLabels: { team: 'web' } },
  });
});

test('tokens are taken as they are', () => {
  const token = Token.asString({ Ref: 'Value' });
  expect(specOf(typedIngressClass({ subnets: IngressSubnets.ids(token, `${token}2`), group: token, loadBalancerName: token, certificateArns: [token] }))).toMatchObject({
    subnets: { ids: [token, `${token}2`] }, group: { name: token }, loadBalancerName: token, certificateARNs: [token],
  });
});

test.each(Object.entries(FULL_INGRESS_CLASSES))('breaks no rule: %s', (_, props) => {
  expect(AutoModeRules.findings(typedIngressClass(props))).toEqual([]);
});

test('a class that is made elsewhere', () => {
  expect(AlbIngressClass.fromIngressClassName('other')).toEqual({ ingressClassName: 'other' });
});

test('rules of Auto Mode come with it', () => {
  const app = new App();
  new AlbIngressClass(new Chart(app, 'chart'), 'Class', { metadata: { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } } });
  expect(() => app.synthYaml()).toThrow('got "internal", which Auto Mode ignores on an IngressClass: write it in the IngressClassParams, or on each Ingress');
});

test.each<[string, () => unknown, string]>([
  ['a group', () => typedIngressClass({ group: 'My_Group' }), 'group must be 1 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends, got "My_Group"'],
  ['a name', () => typedIngressClass({ loadBalancerName: 'a_b' }), 'loadBalancerName must be 1 to 32 letters, digits and hyphens between them'],
  ['no certificates', () => typedIngressClass({ certificateArns: [] }), 'certificateArns must have at least one entry, got none: leave it out'],
  ['no networks', () => typedIngressClass({ inboundCidrs: [] }), 'inboundCidrs must have at least one entry, got none: leave it out'],
  ['certificates of clients', () => typedIngressClass({ listeners: [IngressListener.https(443, { mutualAuthentication: MutualAuthentication.OFF })] }),
    'listeners of a class must be without mutualAuthentication, got one on port 443: write it on the Ingress'],
  ['names of subnets', () => IngressSubnets.ids('public a'), 'subnetIds must be ids of subnets, at least one, got ["public a"]: write for example "subnet-0123456789abcdef0"'],
  ['no subnets', () => IngressSubnets.ids(), 'subnetIds must be ids of subnets, at least one, got []'],
  ['tags without values', () => IngressSubnets.tags({ team: [] }), 'tags must have at least one key, and each key at least one value, got {"team":[]}: write for example { team: [\'web\'] }'],
  ['no namespaces', () => IngressNamespaces.named(), 'names must have at least one namespace, got none: leave the prop out for all namespaces'],
  ['no labels', () => IngressNamespaces.labelled({}), 'labels must have at least one entry, got none: leave the prop out for all namespaces'],
])('refuses %s', (_, action, message) => {
  expect(action).toThrow(message);
});
