import { setTimeout as sleep } from 'timers/promises';
import { ApiObject, Condition } from './api-client';
import { ControlPlane } from './control-plane';
import { StandInControllers } from './controllers';
import { describeWithControlPlane } from './describe';
import { eksToken, EksTokenOptions } from './eks-token';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
const identity = { clusterName: 'blue', region: 'eu-central-1', credentials };

const NODE_POOLS = '/apis/karpenter.sh/v1/nodepools';
const NODE_CLASSES = '/apis/eks.amazonaws.com/v1/nodeclasses';

function nodeClass(name: string, spec: object = {}): ApiObject {
  return {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'NodeClass',
    metadata: { name },
    spec: { role: 'nodes', subnetSelectorTerms: [{ id: 'subnet-1' }], securityGroupSelectorTerms: [{ name: 'nodes' }], ...spec },
  };
}

function nodePool(name: string, nodeClassName: string, spec: object = {}): ApiObject {
  const nodeClassRef = { group: 'eks.amazonaws.com', kind: 'NodeClass', name: nodeClassName };
  const requirements = [{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }];
  return { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name }, spec: { template: { spec: { nodeClassRef, requirements, ...spec } } } };
}

describeWithControlPlane('ControlPlane', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start(identity);
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  const create = async (collection: string, object: ApiObject) => controlPlane.request('POST', collection, object);
  const rehearse = async (collection: string, object: ApiObject) => create(`${collection}?dryRun=All&fieldValidation=Strict`, object);

  async function eventually(path: string, accept: (object: ApiObject, status: number) => boolean): Promise<ApiObject> {
    for (const deadline = Date.now() + 4_000; ;) {
      const { status, body } = await controlPlane.request('GET', path);
      if (accept(body, status)) return body;
      if (Date.now() > deadline) throw new Error(`${path} stays ${JSON.stringify(body.status)}`);
      await sleep(50);
    }
  }

  const conditions = (object: ApiObject): Condition[] => object.status?.conditions ?? [];
  const condition = (object: ApiObject, type: string) => conditions(object).find(candidate => candidate.type === type);
  const statusOf = (type: string, status: string) => (object: ApiObject) => condition(object, type)?.status === status;

  test('installs the CRDs of an Auto Mode cluster', async () => {
    const { status, body } = await controlPlane.request('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    expect(status).toBe(200);
    expect(body.items?.map(crd => crd.metadata?.name)).toEqual([
      'applicationnetworkpolicies.networking.k8s.aws',
      'clusternetworkpolicies.networking.k8s.aws',
      'gatewayclasses.gateway.networking.k8s.io',
      'gateways.gateway.networking.k8s.io',
      'grpcroutes.gateway.networking.k8s.io',
      'httproutes.gateway.networking.k8s.io',
      'ingressclassparams.eks.amazonaws.com',
      'nodeclaims.karpenter.sh',
      'nodeclasses.eks.amazonaws.com',
      'nodepools.karpenter.sh',
      'targetgroupbindings.eks.amazonaws.com',
      'tcproutes.gateway.networking.k8s.io',
      'udproutes.gateway.networking.k8s.io',
      'volumesnapshotclasses.snapshot.storage.k8s.io',
      'volumesnapshots.snapshot.storage.k8s.io',
    ]);
    expect(Buffer.from(controlPlane.certificateAuthorityData, 'base64').toString()).toBe(controlPlane.certificateAuthority);
  });

  describe('EKS tokens', () => {
    const ask = async (options: Partial<EksTokenOptions> = {}) => {
      const client = controlPlane.clientOf(await eksToken({ ...identity, ...options }));
      const { status } = await client.request('GET', NODE_POOLS);
      client.close();
      return status;
    };

    test('that are good may do all', async () => {
      expect(await ask()).toBe(200);
    });

    test.each<[string, Partial<EksTokenOptions>]>([
      ['for another cluster', { clusterName: 'green' }],
      ['with a changed signature', { tamper: url => url.searchParams.set('X-Amz-Signature', '0'.repeat(64)) }],
      ['for another host', { host: 'sts.example.com' }],
      ['that are expired', { signingDate: new Date(Date.now() - 120_000) }],
      ['with an unknown access key', { credentials: { ...credentials, accessKeyId: 'AKIASTRANGER' } }],
    ])('%s get 401', async (_, options) => {
      expect(await ask(options)).toBe(401);
      expect(controlPlane.webhook.reviews.at(-1)?.authenticated).toBe(false);
    });

    test('get 401 until the access entry is effective', async () => {
      controlPlane.webhook.denyUntil = Date.now() + 300;
      const young = { expiresIn: 61 };
      expect(await ask(young)).toBe(401);
      await sleep(350);
      expect(await ask(young)).toBe(200);
    });
  });

  describe('NodePool', () => {
    const lifetimeMessage = 'the sum of expireAfter and terminationGracePeriod (defaulted to 24h) may not exceed 21 days';

    test('lives for 14 days by default', async () => {
      const { status, body } = await rehearse(NODE_POOLS, nodePool('defaults', 'any'));
      expect(status).toBe(201);
      expect(body.spec.template.spec.expireAfter).toBe('336h');
    });

    test.each([
      [{ expireAfter: '600h' }],
      [{ expireAfter: '481h' }],
      [{ expireAfter: '336h', terminationGracePeriod: '169h' }],
      [{ terminationGracePeriod: '169h' }],
      [{ expireAfter: 'Never' }],
      [{ expireAfter: 'Never', terminationGracePeriod: '1h' }],
    ])('with %j is refused', async spec => {
      const { status, body } = await rehearse(NODE_POOLS, nodePool('refused', 'any', spec));
      expect(status).toBe(422);
      expect(body.message).toContain(lifetimeMessage);
    });

    test.each([
      [{ expireAfter: '480h' }],
      [{ expireAfter: '503h30m', terminationGracePeriod: '30m' }],
      [{ terminationGracePeriod: '168h' }],
    ])('with %j is accepted', async spec => {
      expect(await rehearse(NODE_POOLS, nodePool('accepted', 'any', spec))).toMatchObject({ status: 201 });
    });

    test('keeps the rules of Karpenter', async () => {
      const requirements = [{ key: 'kubernetes.io/arch', operator: 'In', values: [] }];
      const { status, body } = await rehearse(NODE_POOLS, nodePool('refused', 'any', { requirements }));
      expect(status).toBe(422);
      expect(body.message).toMatch(/must have a value/);
    });
  });

  describe('NodeClass', () => {
    const interfaces = (...networkInterfaces: object[]) => ({ advancedNetworking: { networkInterfaces } });
    const primary = { networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' };
    const podTerms = { podSubnetSelectorTerms: [{ id: 'subnet-2' }], podSecurityGroupSelectorTerms: [{ id: 'sg-2' }] };

    test('has defaults', async () => {
      const { status, body } = await rehearse(NODE_CLASSES, nodeClass('defaults'));
      expect(status).toBe(201);
      expect(body.spec).toMatchObject({
        ephemeralStorage: { size: '80Gi', iops: 3000, throughput: 125 }, networkPolicy: 'DefaultAllow', networkPolicyEventLogs: 'Disabled', snatPolicy: 'Random',
      });
    });

    test('cannot be named default', async () => {
      const { status, body } = await create(NODE_CLASSES, nodeClass('default'));
      expect(status).toBe(422);
      expect(body.message).toContain('the name default is reserved');
    });

    test('cannot change its role', async () => {
      await create(NODE_CLASSES, nodeClass('fixed-role'));
      const { status, body } = await controlPlane.request('PATCH', `${NODE_CLASSES}/fixed-role`, { spec: { role: 'others' } });
      expect(status).toBe(422);
      expect(body.message).toContain('immutable field changed');
    });

    test.each<[string, object, RegExp]>([
      ['role and profile', { instanceProfile: 'nodes' }, /exactly one of role and instanceProfile/],
      ['neither role nor profile', { role: undefined }, /exactly one of role and instanceProfile/],
      ['one bad term among good ones', { subnetSelectorTerms: [{ id: 'subnet-1' }, { id: 'subnet-2', tags: { a: 'b' } }] }, /id cannot be combined/],
      ['an empty term', { securityGroupSelectorTerms: [{}] }, /expected at least one of id, name and tags/],
      ['an unanchored id', { subnetSelectorTerms: [{ id: 'my-subnet-1' }] }, /should match/],
      ['an empty tag value', { subnetSelectorTerms: [{ tags: { a: '' } }] }, /empty tag keys or values/],
      ['no terms', { subnetSelectorTerms: [] }, /at least 1 items/],
      ['pod subnets alone', { podSubnetSelectorTerms: podTerms.podSubnetSelectorTerms }, /must be set together/],
      ['both ways to a placement group', { placementGroupSelector: { id: 'pg-1', name: 'one' } }, /exactly one of id and name/],
      ['a volume without a unit', { ephemeralStorage: { size: '80' } }, /should match/],
      ['a bare unit', { ephemeralStorage: { size: 'Ti' } }, /should match/],
      ['a volume too large', { ephemeralStorage: { size: '59001Gi' } }, /should match/],
      ['too few IOPS', { ephemeralStorage: { iops: 2999 } }, /greater than or equal to 3000/],
      ['a restricted tag', { tags: { 'karpenter.sh/nodepool': 'x' } }, /are restricted/],
      ['a cluster tag', { tags: { 'kubernetes.io/cluster/blue': 'owned' } }, /kubernetes.io\/cluster/],
      ['an EFA as the primary interface', interfaces({ ...primary, interfaceType: 'efa-only' }), /must be of type interface/],
      ['addresses on a further card', interfaces(primary, { ...primary, networkCardIndex: 1, secondaryIPv4Count: 1 }), /network card 0 only/],
      ['addresses and prefixes', interfaces({ ...primary, secondaryIPv4Count: 1, secondaryIPv4PrefixCount: 1 }), /cannot be combined with secondaryIPv4PrefixCount/],
      ['pod subnets and primary addresses', { ...podTerms, ...interfaces({ ...primary, secondaryIPv4Count: 1 }) }, /must have no secondary addresses/],
      ['hugepages and EFA', {
        ...interfaces(primary, { ...primary, deviceIndex: 1, interfaceType: 'efa-only' }),
        advancedCompute: { hugepages: { pages: [{ size: '2Mi', count: 1 }] } },
      }, /static hugepages cannot be combined/],
    ])('with %s is refused', async (_, spec, message) => {
      const { status, body } = await rehearse(NODE_CLASSES, nodeClass('refused', spec));
      expect(body.message).toMatch(message);
      expect(status).toBe(422);
    });

    test.each<[string, object]>([
      ['pod subnets', podTerms],
      ['an instance profile', { role: undefined, instanceProfile: 'nodes' }],
      ['the largest volumes', { ephemeralStorage: { size: '58Ti', iops: 16000, throughput: 1000, kmsKeyID: 'alias/nodes' } }],
      ['EFA', { ...interfaces({ ...primary, secondaryIPv4PrefixCount: 1 }, { ...primary, networkCardIndex: 1, interfaceType: 'efa-only' }) }],
      ['computing', { advancedCompute: { kubelet: { maxPods: 60 }, kernel: { sysctl: { 'vm.swappiness': 30 } }, hugepages: { pages: [{ size: '1Gi', count: 2 }] } } }],
      ['security', { advancedSecurity: { fips: true, kernelLockdown: 'integrity' }, certificateBundles: [{ name: 'own', data: 'YWJj' }] }],
      ['networking', { advancedNetworking: { httpsProxy: 'http://192.0.2.4:3128', noProxy: ['localhost'], ipv4PrefixSize: '32', enableV4Egress: false } }],
      ['reservations', { capacityReservationSelectorTerms: [{ id: 'cr-1' }, { tags: { a: '*' }, owner: '111122223333' }], tags: { team: 'a' } }],
    ])('with %s is accepted', async (_, spec) => {
      expect(await rehearse(NODE_CLASSES, nodeClass('accepted', spec))).toMatchObject({ status: 201 });
    });
  });

  describe('StandInControllers', () => {
    let controllers: StandInControllers;

    beforeAll(() => {
      controllers = StandInControllers.start(controlPlane, {
        interval: 50,
        neverReady: object => object.metadata?.name === 'never',
        collectedPaths: ['/api/v1/configmaps'],
      });
    });

    afterAll(async () => {
      await controllers.stop();
      expect(controllers.errors).toEqual([]);
    });

    test('make NodeClasses and NodePools ready, also after a change', async () => {
      await create(NODE_CLASSES, nodeClass('ready'));
      await create(NODE_POOLS, nodePool('ready', 'ready'));
      const made = await eventually(`${NODE_CLASSES}/ready`, statusOf('Ready', 'True'));
      expect(conditions(made).map(each => each.type)).toEqual(['SubnetsReady', 'SecurityGroupsReady', 'InstanceProfileReady', 'Ready']);
      const pool = await eventually(`${NODE_POOLS}/ready`, statusOf('Ready', 'True'));
      expect(conditions(pool).map(each => each.type)).toEqual(['ValidationSucceeded', 'NodeClassReady', 'Ready']);

      await controlPlane.request('PATCH', `${NODE_POOLS}/ready`, { spec: { weight: 5 } });
      const changed = await eventually(`${NODE_POOLS}/ready`, object => condition(object, 'Ready')?.observedGeneration === 2);
      expect(condition(changed, 'Ready')?.lastTransitionTime).toBe(condition(pool, 'Ready')?.lastTransitionTime);
    });

    test('leave a NodePool unready until its NodeClass exists', async () => {
      await create(NODE_POOLS, nodePool('early', 'late'));
      const early = await eventually(`${NODE_POOLS}/early`, statusOf('Ready', 'False'));
      expect(condition(early, 'Ready')).toMatchObject({ reason: 'NodeClassNotFound', message: expect.stringContaining('late') });
      expect(condition(early, 'NodeClassReady')).toMatchObject({ status: 'False', reason: 'NodeClassNotFound' });
      await create(NODE_CLASSES, nodeClass('late'));
      await eventually(`${NODE_POOLS}/early`, statusOf('Ready', 'True'));
    });

    test('know the NodeClass that EKS makes', async () => {
      await create(NODE_POOLS, nodePool('built-in', 'default'));
      await eventually(`${NODE_POOLS}/built-in`, statusOf('Ready', 'True'));
    });

    test('never make ready what they are told not to', async () => {
      await create(NODE_CLASSES, nodeClass('never'));
      await create(NODE_POOLS, nodePool('waiting', 'never'));
      const never = await eventually(`${NODE_CLASSES}/never`, statusOf('Ready', 'False'));
      expect(condition(never, 'SubnetsReady')).toMatchObject({ status: 'False', message: 'SubnetSelector did not match any Subnets' });
      const waiting = await eventually(`${NODE_POOLS}/waiting`, statusOf('Ready', 'False'));
      expect(condition(waiting, 'Ready')).toMatchObject({ reason: 'NodeClassNotReady' });
    });

    test('let go of objects deleted in the foreground', async () => {
      await create(NODE_CLASSES, nodeClass('gone'));
      await create('/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'gone' } });
      for (const path of [`${NODE_CLASSES}/gone`, '/api/v1/namespaces/default/configmaps/gone']) {
        const { status } = await controlPlane.request('DELETE', path, { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Foreground' });
        expect(status).toBe(200);
        await eventually(path, (_, code) => code === 404);
      }
    });

    test('finalize namespaces', async () => {
      await create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gone' } });
      await controlPlane.request('DELETE', '/api/v1/namespaces/gone');
      await eventually('/api/v1/namespaces/gone', (_, status) => status === 404);
    });

    test('wait before they make ready', async () => {
      const slow = StandInControllers.start(controlPlane, { interval: 50, readyDelay: 60_000 });
      await controllers.stop();
      await create(NODE_CLASSES, nodeClass('slow'));
      await sleep(300);
      const { body } = await controlPlane.request('GET', `${NODE_CLASSES}/slow`);
      expect(body.status).toBeUndefined();
      await slow.stop();
    });
  });
});
