import { describeWithControlPlane } from './describe';
import { ACCEPTED, DryRuns } from './dry-run';
import { hostNamesOfIngress } from './load-balancers';
import { IngressAction, IngressBackend, IngressCondition, IngressPath, IngressRewrite } from '../../src';
import { INGRESS_VIOLATIONS, rawIngress, rawIngressClass, rawParams } from '../rules/ingress-violations';
import { FULL_INGRESS_CLASSES, FULL_INGRESSES, typedIngress, typedIngressClass } from '../support/full-ingress';

const COLLECTIONS: { readonly [kind: string]: string } = {
  IngressClass: '/apis/networking.k8s.io/v1/ingressclasses',
  IngressClassParams: '/apis/eks.amazonaws.com/v1/ingressclassparams',
  Ingress: '/apis/networking.k8s.io/v1/namespaces/default/ingresses',
};

describeWithControlPlane('Ingresses and their classes on the API server', () => {
  const dryRuns = DryRuns.inTests();

  const apply = async (object: any) => {
    const { namespace: _, ...metadata } = object.metadata;
    return dryRuns.apply(COLLECTIONS[object.kind], { ...object, metadata });
  };

  test.each(Object.entries(FULL_INGRESSES))('an Ingress with every prop is accepted: %s', async (_, { props }) => {
    expect(await apply(typedIngress(props).apiObject.toJson())).toEqual(ACCEPTED);
  });

  test('rules of all kinds are accepted, in their order', async () => {
    const action = IngressAction.forward(IngressBackend.serviceName('web', { portName: 'http' }));
    const ingress = typedIngress({
      defaultAction: IngressAction.fixedResponse(404),
      rules: [
        { host: '*.example.com', action },
        { host: 'a.example.com', path: IngressPath.prefix('/'), action },
        { host: 'a.example.com', path: IngressPath.exact('/exact'), action: IngressAction.redirect({ path: '/#{path}', permanent: true }) },
        { host: 'a.example.com', path: IngressPath.pattern('/*.png'), conditions: [IngressCondition.query({ key: 'ü', value: '"' })], rewrites: [IngressRewrite.host('a', 'b')], action },
        { action },
      ],
    });
    expect(await apply(ingress.apiObject.toJson())).toEqual(ACCEPTED);
  });

  test('paths that are regular expressions are accepted', async () => {
    const rules = ['^/api/v\\d+/(.+)$', '.*', '^/[a-z]{2}(/|$)'].map((regex) => ({
      path: IngressPath.regex(regex), action: IngressAction.forward(IngressBackend.serviceName('web', { port: 80 })),
    }));
    expect(await apply(typedIngress({ rules }).apiObject.toJson())).toEqual(ACCEPTED);
  });

  test.each(Object.entries(FULL_INGRESS_CLASSES))('both objects of a class with every prop are accepted: %s', async (_, props) => {
    const { apiObject, paramsObject } = typedIngressClass(props);
    expect(await apply(paramsObject.toJson())).toEqual(ACCEPTED);
    expect(await apply(apiObject.toJson())).toEqual(ACCEPTED);
  });

  test('the objects that rules are tried with are accepted when they are in order', async () => {
    expect(await Promise.all([rawIngress(), rawIngressClass(), rawParams()].map(apply))).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
  });

  /** Tags and names in AWS, which the API server does not know. */
  const STRICTER = ['which are reserved', 'spec.loadBalancerName: must be 1 to 32 letters'];

  test.each(INGRESS_VIOLATIONS['ingress-class-params'].refused.map(([[object], text]) => [text, object] as const))('of IngressClassParams it refuses what the rule does: %s', async (text, object) => {
    const { status } = await apply(object);
    expect(STRICTER.some((words) => text.includes(words)) ? [201, 422] : [422, 500]).toContain(status);
  });

  test('a host name is given to those of Auto Mode, one for each load balancer', () => {
    const classes = { ingressClasses: [rawIngressClass(), rawIngressClass({ controller: 'k8s.io/ingress-nginx' }, { name: 'nginx' })], params: [rawParams({ group: { name: 'shop' } })] };
    const [one, other] = ['one', 'other'].map((name) => hostNamesOfIngress(rawIngress({}, {}, { name }), classes));
    expect(one).toEqual([expect.stringMatching(/^internal-k8s-shop-/)]);
    expect(other).toEqual(one);
    expect(hostNamesOfIngress(rawIngress({}, { ingressClassName: 'nginx' }), classes)).toEqual([]);
    expect(hostNamesOfIngress(rawIngress({ 'enable-frontend-nlb': 'true' }), classes)).toHaveLength(2);
  });
});
