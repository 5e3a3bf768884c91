import { ApiObject, App, Chart, Duration, Lazy } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AutoModeRules, NodePool, RuleLevel } from '../../src';
import { MINIMAL_SPEC } from '../support/node-class';

function rawPool(scope: Construct, id: string, expireAfter = 'Never'): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: id.toLowerCase() },
    spec: {
      template: {
        spec: { nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' }, requirements: [], expireAfter },
      },
      limits: { cpu: '1000' },
    },
  });
}

function rawClass(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'NodeClass',
    metadata: { name: 'default' },
    spec: MINIMAL_SPEC,
  });
}

function pathsOf(scope: Construct): string[] {
  return AutoModeRules.findings(scope).map(({ path }) => path);
}

function errorOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

let app: App;
let chart: Chart;

beforeEach(() => {
  app = new App();
  chart = new Chart(app, 'chart');
});

describe('descriptions', () => {
  test('have the ids that users switch off: they never change', () => {
    expect(AutoModeRules.descriptions.map(({ id }) => id)).toEqual([
      'node-class-name', 'default-node-class', 'node-class-role', 'node-class-role-path', 'node-class-selectors', 'node-class-pod-network',
      'capacity-reservations', 'node-class-storage', 'node-class-storage-throughput', 'node-class-values', 'node-class-proxy',
      'node-class-proxy-exceptions', 'node-class-interfaces', 'node-class-interface-layout', 'node-class-fips', 'node-class-hugepages',
      'node-class-kubelet', 'node-class-eviction', 'node-class-oom-kill', 'node-class-sysctls', 'node-class-certificates', 'node-class-tags',
      'node-pool-name', 'node-pool-lifetime',
      'node-pool-fields', 'duplicate-node-pool',
      'node-class-ref', 'missing-node-class', 'reserved-capacity', 'unused-reservation',
      'requirement-key', 'requirement-values', 'requirement-conflict', 'instance-size', 'unknown-label-value', 'unknown-instance-label',
      'node-pool-labels', 'node-pool-annotations', 'node-pool-taints', 'accelerator-taint',
      'node-pool-limits', 'unlimited-node-pool', 'node-pool-weight', 'static-node-pool', 'static-node-pool-room', 'static-node-pool-consolidation',
      'node-pool-consolidation', 'disruption-budget', 'disruption-blocked',
      'service-load-balancer-class', 'service-ignored-annotations', 'service-unknown-annotations',
      'network-load-balancer-scheme', 'network-load-balancer-values', 'network-load-balancer-addresses', 'network-load-balancer-tls', 'network-load-balancer-listeners',
      'network-load-balancer-actions', 'network-load-balancer-access', 'network-load-balancer-tags',
      'target-group-binding-api', 'target-group-binding-fields', 'target-group-binding-undocumented', 'target-group-binding-deletion',
      'ingress-class', 'self-managed-ingress-class', 'ingress-class-params', 'ingress-class-params-undocumented', 'ingress-scheme', 'ingress-subnets',
      'ingress-without-class', 'ingress-ignored-annotations', 'ingress-unknown-annotations', 'ingress-annotation-values',
      'ingress-listeners', 'ingress-certificate', 'ingress-authentication', 'ingress-authentication-secret',
      'ingress-actions', 'ingress-unused-annotations', 'ingress-conditions', 'ingress-path-order',
      'ingress-target-groups', 'ingress-frontend', 'ingress-shared-tags', 'ingress-group-conflict',
      'ebs-csi-driver', 'storage-class-parameters', 'storage-class-unknown-parameters', 'storage-class-binding', 'storage-class-encryption', 'default-storage-class',
      'volume-attributes-class', 'volume-claim-annotations',
      'network-policy-enablement', 'application-network-policy', 'cluster-network-policy', 'network-policy-name', 'network-policy-ipv6',
      'security-groups-for-pods', 'custom-networking', 'vpc-cni-settings',
      'gateway-class-controller', 'gateway-layers', 'gateway-crds', 'gateway-unsupported-route',
      'secret-in-chart',
    ]);
  });

  test('have unique ids', () => {
    const ids = AutoModeRules.descriptions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(AutoModeRules.descriptions.map((description) => [description.id, description] as const))('of %s say why and where it is documented', (_, description) => {
    expect(description.reason).toMatch(/^\w.{20,}[^.]$/);
    expect(description.link).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|karpenter\.sh|kubernetes\.io|kubernetes-sigs\.github\.io)\//);
    expect(Object.values(RuleLevel)).toContain(description.level);
  });

  test('have nothing but what is documented', () => {
    for (const description of AutoModeRules.descriptions) {
      expect(Object.keys(description).sort()).toEqual(['id', 'level', 'link', 'reason']);
    }
  });
});

describe('findings', () => {
  test('are none where nothing is', () => {
    expect(AutoModeRules.findings(app)).toEqual([]);
  });

  test('are none of objects that are in order', () => {
    rawPool(chart, 'Good', '24h');
    expect(AutoModeRules.findings(app)).toEqual([]);
  });

  test('are those of all charts of an app', () => {
    rawPool(chart, 'One');
    rawPool(new Chart(app, 'other'), 'Two');
    expect(pathsOf(app)).toEqual(['chart/One', 'other/Two']);
  });

  test('are those below a chart, however deep', () => {
    rawPool(new Construct(new Construct(chart, 'Outer'), 'Inner'), 'Pool');
    rawPool(new Chart(app, 'other'), 'Two');
    expect(pathsOf(chart)).toEqual(['chart/Outer/Inner/Pool']);
  });

  test('are those of a single object', () => {
    rawPool(chart, 'One');
    expect(pathsOf(rawPool(chart, 'Two'))).toEqual(['chart/Two']);
  });

  test('come in the order of the rules', () => {
    rawPool(chart, 'Pool');
    rawClass(chart, 'Class');
    expect(AutoModeRules.findings(app).map(({ ruleId }) => ruleId)).toEqual(['node-class-name', 'node-pool-lifetime']);
  });

  test('say everything in their message', () => {
    rawPool(chart, 'Pool');
    const [{ message }] = AutoModeRules.findings(app);
    expect(message).toMatch(/^NodePool "pool" at chart\/Pool: spec.template.spec.expireAfter: must .*, got "Never": write .* \(rule node-pool-lifetime, https:\S+\)$/);
  });

  test('are the same with facts of the cluster', () => {
    rawPool(chart, 'Pool');
    expect(AutoModeRules.findings(app, { version: '1.36', builtInNodePools: ['system'] })).toEqual(AutoModeRules.findings(app));
  });

  test('leave out objects that cannot be rendered, which cdk8s reports', () => {
    new ApiObject(chart, 'Broken', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => { throw new Error('broken'); } }) });
    rawPool(chart, 'Pool');
    expect(pathsOf(app)).toEqual(['chart/Pool']);
    expect(() => app.synthYaml()).toThrow(/broken/);
  });
});

describe('validate', () => {
  test('accepts objects that are in order', () => {
    rawPool(chart, 'Good', '24h');
    expect(() => AutoModeRules.validate(app)).not.toThrow();
  });

  test('throws with all problems in one message, a line each', () => {
    rawPool(chart, 'One');
    rawPool(chart, 'Two', '25d');
    rawClass(chart, 'Class');
    const { message } = errorOf(() => AutoModeRules.validate(app));
    expect(message.split('\n')).toEqual([
      'objects break rules of Auto Mode:',
      expect.stringMatching(/^ {2}NodeClass "default" at chart\/Class: /),
      expect.stringMatching(/^ {2}NodePool "one" at chart\/One: .* got "Never"/),
      expect.stringMatching(/^ {2}NodePool "two" at chart\/Two: .* got "25d"/),
    ]);
  });

  test('looks only below the construct', () => {
    rawPool(chart, 'Pool');
    expect(() => AutoModeRules.validate(new Chart(app, 'other'))).not.toThrow();
    expect(() => AutoModeRules.validate(chart, { version: '1.36' })).toThrow(/chart\/Pool/);
  });
});

describe('disable', () => {
  test('switches a rule off for an object', () => {
    AutoModeRules.disable(rawPool(chart, 'One'), 'node-pool-lifetime', 'tried by hand');
    rawPool(chart, 'Two');
    expect(pathsOf(app)).toEqual(['chart/Two']);
  });

  test('switches a rule off below a construct', () => {
    const construct = new Construct(chart, 'Pools');
    rawPool(construct, 'One');
    rawPool(chart, 'Two');
    AutoModeRules.disable(construct, 'node-pool-lifetime', 'tried by hand');
    expect(pathsOf(app)).toEqual(['chart/Two']);
  });

  test('switches a rule off for a typed object by its construct', () => {
    const pool = new NodePool(chart, 'Pool', { expireAfter: Duration.days(30), limits: { cpu: Cpu.units(1000) } });
    AutoModeRules.disable(pool, 'node-pool-lifetime', 'tried by hand');
    expect(AutoModeRules.findings(app)).toEqual([]);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('switches a rule off for a chart, also for objects that come later', () => {
    AutoModeRules.disable(chart, 'node-pool-lifetime', 'tried by hand');
    rawPool(chart, 'One');
    rawPool(new Chart(app, 'other'), 'Two');
    expect(pathsOf(app)).toEqual(['other/Two']);
  });

  test('switches a rule off for an app', () => {
    AutoModeRules.disable(app, 'node-pool-lifetime', 'tried by hand');
    rawPool(chart, 'One');
    expect(() => AutoModeRules.validate(app)).not.toThrow();
  });

  test('holds when only the object is asked about', () => {
    AutoModeRules.disable(chart, 'node-pool-lifetime', 'tried by hand');
    expect(AutoModeRules.findings(rawPool(chart, 'One'))).toEqual([]);
  });

  test('leaves the other rules on', () => {
    AutoModeRules.disable(chart, 'node-pool-lifetime', 'tried by hand');
    rawPool(chart, 'Pool');
    rawClass(chart, 'Class');
    expect(pathsOf(app)).toEqual(['chart/Class']);
  });

  test('may be called for several rules, and twice for one', () => {
    for (const id of ['node-pool-lifetime', 'node-class-name', 'node-class-name']) { AutoModeRules.disable(chart, id, 'tried by hand'); }
    rawPool(chart, 'Pool');
    rawClass(chart, 'Class');
    expect(AutoModeRules.findings(app)).toEqual([]);
  });

  test('keeps the reason with the construct and sends nothing of it to the cluster', () => {
    const pool = rawPool(chart, 'Pool');
    const before = pool.toJson();
    AutoModeRules.disable(pool, 'node-pool-lifetime', 'tried by hand');
    expect(pool.node.metadata.map(({ data }) => data)).toContainEqual({ ruleId: 'node-pool-lifetime', reason: 'tried by hand' });
    expect(pool.toJson()).toEqual(before);
  });

  test('refuses a rule that does not exist, with the one that is meant and the place', () => {
    expect(() => AutoModeRules.disable(chart, 'node-pool-livetime', 'tried by hand'))
      .toThrow(/^ruleId must be the id of a rule, got "node-pool-livetime": write "node-pool-lifetime" \(at chart\)$/);
  });

  test('refuses a rule that resembles none, with those that exist', () => {
    expect(() => AutoModeRules.disable(chart, 'nonsense', 'tried by hand'))
      .toThrow(/^ruleId must be the id of a rule, got "nonsense": write one of node-class-name, default-node-class, .*, .* \(at chart\)$/);
  });

  test.each(['', ' ', '\n\t'])('refuses the empty reason %j', (reason) => {
    expect(() => AutoModeRules.disable(chart, 'node-pool-lifetime', reason))
      .toThrow(/^reason for switching off node-pool-lifetime must not be empty, got "\s*": say why the rule does not apply \(at chart\)$/);
    expect(chart.node.metadata).toEqual([]);
  });
});

describe('a cdk8s app', () => {
  test('with a typed object fails at synthesis', () => {
    new NodePool(chart, 'Pool', { expireAfter: Duration.days(30), limits: { cpu: Cpu.units(1000) } });
    expect(() => app.synthYaml()).toThrow(/NodePool ".*" at chart\/Pool\/Resource: spec.template.spec.expireAfter: .* got "720h" plus "24h"/);
  });

  test('with a typed object lists the problems of raw objects with its own', () => {
    new NodePool(chart, 'Typed', { expireAfter: Duration.days(30) });
    rawPool(new Chart(app, 'other'), 'Raw');
    const { message } = errorOf(() => app.synthYaml());
    expect(message.match(/rule node-pool-lifetime/g)).toHaveLength(2);
    expect(message).toMatch(/chart\/Typed\/Resource: .* got "720h"/);
    expect(message).toMatch(/other\/Raw: .* got "Never"/);
  });

  test('with several typed objects lists each problem once', () => {
    new NodePool(chart, 'One', { expireAfter: Duration.days(30) });
    new NodePool(new Chart(app, 'other'), 'Two', { expireAfter: Duration.days(30) });
    expect(errorOf(() => app.synthYaml()).message.match(/rule node-pool-lifetime/g)).toHaveLength(2);
  });

  test('with a typed object that is in order still fails for raw ones', () => {
    new NodePool(chart, 'Typed');
    rawPool(chart, 'Raw');
    expect(() => app.synthYaml()).toThrow(/chart\/Raw/);
  });

  test('with objects in order is synthesized', () => {
    new NodePool(chart, 'Typed');
    rawPool(chart, 'Raw', '24h');
    expect(app.synthYaml()).toMatch(/expireAfter: 336h[^]*---[^]*expireAfter: 24h/);
  });

  test('of raw objects only is left to validate', () => {
    rawPool(chart, 'Raw');
    expect(() => app.synthYaml()).not.toThrow();
    expect(() => AutoModeRules.validate(app)).toThrow(/chart\/Raw/);
  });

  test('is checked on its own: another app is not touched', () => {
    new NodePool(chart, 'Typed', { expireAfter: Duration.days(30) });
    const other = new App();
    rawPool(new Chart(other, 'chart'), 'Raw');
    expect(() => other.synthYaml()).not.toThrow();
  });
});
