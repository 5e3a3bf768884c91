import { ControlPlane } from './control-plane';
import { describeWithControlPlane } from './describe';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };

describeWithControlPlane('CRDs besides NodeClass and NodePool', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  const rehearse = async (apiVersion: string, kind: string, collection: string, spec: object) => controlPlane.request(
    'POST', `/apis/${apiVersion}/${collection}?dryRun=All&fieldValidation=Strict`, { apiVersion, kind, metadata: { name: 'one' }, spec },
  );

  const params = async (spec: object) => rehearse('eks.amazonaws.com/v1', 'IngressClassParams', 'ingressclassparams', spec);
  const binding = async (spec: object) => rehearse('eks.amazonaws.com/v1', 'TargetGroupBinding', 'namespaces/default/targetgroupbindings', {
    serviceRef: { name: 'web', port: 80 }, targetGroupARN: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/one/1', targetType: 'ip', ...spec,
  });
  const application = async (to: object) => rehearse(
    'networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', 'namespaces/default/applicationnetworkpolicies',
    { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [to], ports: [{ port: 443, protocol: 'TCP' }] }] },
  );
  const cluster = async (spec: object) => rehearse('networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', 'clusternetworkpolicies', {
    tier: 'Admin', priority: 10, subject: { namespaces: {} }, ...spec,
  });

  test('IngressClassParams', async () => {
    expect(await params({ scheme: 'internal', subnets: { ids: ['subnet-1'] }, tags: [{ key: 'a', value: 'b' }] })).toMatchObject({ status: 201 });
    expect(await params({ scheme: 'public' })).toMatchObject({ status: 422 });
    expect(await params({ subnets: { ids: ['subnet-1'], matchTags: [{ key: 'a', values: ['b'] }] } })).toMatchObject({ status: 422 });
  });

  test('TargetGroupBinding', async () => {
    const ingress = [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ port: 80, protocol: 'TCP' }] }];
    expect(await binding({ networking: { ingress } })).toMatchObject({ status: 201 });
    expect(await binding({ targetType: 'lambda' })).toMatchObject({ status: 422 });
    expect(await binding({ networking: { ingress: [{ ...ingress[0], from: [] }] } })).toMatchObject({ status: 422 });
  });

  test('ApplicationNetworkPolicy', async () => {
    for (const name of ['example.com', '*.example.com', 'Example.com.', 'a_b.example.com']) {
      expect(await application({ domainNames: [name] })).toMatchObject({ status: 201 });
    }
    for (const name of ['*', '*.com', 'localhost', 'foo.*']) expect(await application({ domainNames: [name] })).toMatchObject({ status: 422 });
    expect(await application({ domainNames: ['example.com'], podSelector: {} })).toMatchObject({ status: 422 });
  });

  test('ClusterNetworkPolicy', async () => {
    const egress = (action: string) => ({ egress: [{ action, to: [{ domainNames: ['example.com'] }], ports: [{ portRange: { start: 1, end: 2 } }] }] });
    expect(await cluster(egress('Accept'))).toMatchObject({ status: 201 });
    expect(await cluster(egress('Deny'))).toMatchObject({ status: 422 });
    expect(await cluster(egress('Allow'))).toMatchObject({ status: 422 });
    expect(await cluster({ subject: { namespaces: {}, pods: { namespaceSelector: {}, podSelector: {} } } })).toMatchObject({ status: 422 });
    expect(await cluster({ priority: 1001 })).toMatchObject({ status: 422 });
  });
});
