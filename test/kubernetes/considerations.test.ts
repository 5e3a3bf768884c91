import { ApiObject, App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import * as kplus from 'cdk8s-plus-28';
import {
  AutoModeNodes, AutoModeRules, Budget, Disruption, NodeClass, NodeClassOptions, NodePool, NodePoolOptions, SecurityGroupSelector, SubnetSelector,
  Taint,
} from '../../src';
import { chartFixture } from '../support/fixtures';

/** What the documentation of Auto Mode tells users to consider, each as a test of what comes of it here. */

function poolIn(chart: Chart, options: NodePoolOptions = {}): NodePool {
  return new NodePool(chart, 'Pool', { metadata: { name: 'pool' }, limits: { cpu: Cpu.units(10) }, ...options });
}

function classIn(chart: Chart, options: NodeClassOptions = {}): NodeClass {
  return new NodeClass(chart, 'Class', {
    metadata: { name: 'own' }, role: 'nodes', subnets: [SubnetSelector.id('subnet-1')], securityGroups: [SecurityGroupSelector.id('sg-1')], ...options,
  });
}

function findings(build: (chart: Chart) => void): string[] {
  const chart = new Chart(new App(), 'chart');
  build(chart);
  return AutoModeRules.findings(chart).map(({ ruleId, field }) => `${ruleId} ${field}`);
}

function raw(apiVersion: string, kind: string, spec: object) {
  return (chart: Chart) => new ApiObject(chart, 'Object', { apiVersion, kind, metadata: { name: 'own' }, spec });
}

const POOL_SPEC = {
  template: { spec: { nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' }, requirements: [] } }, limits: { cpu: '10' },
};

describe('21-day maximum', () => {
  test('age and grace together reach it', () => {
    expect(findings((chart) => poolIn(chart, { expireAfter: Duration.hours(480), terminationGracePeriod: Duration.hours(24) }))).toEqual([]);
  });

  test('and must not exceed it, also when the grace is left to EKS', () => {
    expect(findings((chart) => poolIn(chart, { expireAfter: Duration.hours(481) }))).toEqual(['node-pool-lifetime spec.template.spec.expireAfter']);
    expect(findings(raw('karpenter.sh/v1', 'NodePool', {
      ...POOL_SPEC, template: { spec: { ...POOL_SPEC.template.spec, expireAfter: '481h' } },
    }))).toContain('node-pool-lifetime spec.template.spec.expireAfter');
  });
});

describe('PodDisruptionBudgets and NodePool disruption budgets', () => {
  test('a budget of pods is an object of its own, which nothing here touches', () => {
    const chart = chartFixture();
    new ApiObject(chart, 'Budget', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'app' }, spec: { minAvailable: 1 } });
    poolIn(chart);
    expect(Testing.synth(chart)[0].spec).toEqual({ minAvailable: 1 });
    expect(AutoModeRules.findings(chart)).toEqual([]);
  });

  test('a budget of nodes limits how many go at a time', () => {
    const chart = chartFixture();
    poolIn(chart, { disruption: Disruption.whenEmpty({ budgets: [Budget.percent(20), Budget.nodes(3)] }) });
    expect(Testing.synth(chart)[0].spec.disruption.budgets).toEqual([{ nodes: '20%' }, { nodes: '3' }]);
  });

  test('one that never lets go is warned about: it blocks updates and rollbacks until nodes expire', () => {
    expect(findings((chart) => poolIn(chart, { disruption: Disruption.whenEmpty({ budgets: [Budget.nodes(0)] }) })))
      .toEqual([expect.stringMatching(/^disruption-blocked /)]);
  });
});

describe('NVMe', () => {
  test('there is nothing to configure: a size below the local storage makes EKS use that, one above leaves it to the workload', () => {
    expect(findings((chart) => classIn(chart, { ephemeralStorage: { size: Size.gibibytes(80) } }))).toEqual([]);
    expect(findings((chart) => classIn(chart, { ephemeralStorage: { size: Size.gibibytes(7600) } }))).toEqual([]);
  });

  test('an instance store policy of self-managed Karpenter is refused', () => {
    expect(findings((chart) => poolIn(chart, { nodeClass: NodeClass.fromNodeClassName('own') }))).toEqual([]);
    expect(findings(raw('karpenter.sh/v1', 'NodePool', {
      ...POOL_SPEC, template: { spec: { ...POOL_SPEC.template.spec, nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'own' } } },
    }))).toContain('node-class-ref spec.template.spec.nodeClassRef.group');
  });
});

test('Neuron plugin off Auto nodes', () => {
  const chart = chartFixture();
  const plugin = new kplus.DaemonSet(chart, 'Neuron', { containers: [{ image: 'neuron' }] });
  AutoModeNodes.never(plugin);
  const [term] = Testing.synth(chart)[0].spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(term.matchExpressions).toEqual([{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['auto'] }]);
});

test('HostPort and HostNetwork', () => {
  const chart = chartFixture();
  const app = new kplus.Deployment(chart, 'App', { hostNetwork: true, containers: [{ image: 'nginx', ports: [{ number: 80, hostPort: 8080 }] }] });
  poolIn(chart, { taints: [Taint.noSchedule('team', 'a')] }).schedule(app);
  const { hostNetwork, containers } = Testing.synth(chart).find(({ kind }) => kind === 'Deployment').spec.template.spec;
  expect({ hostNetwork, hostPort: containers[0].ports[0].hostPort }).toEqual({ hostNetwork: true, hostPort: 8080 });
});

describe('pods in public or private subnets', () => {
  test('nodes are where their NodeClass says, with or without public addresses', () => {
    const chart = chartFixture();
    classIn(chart, { associatePublicIpAddress: false });
    expect(Testing.synth(chart)[0].spec).toMatchObject({
      subnetSelectorTerms: [{ id: 'subnet-1' }], advancedNetworking: { associatePublicIPAddress: false },
    });
  });

  test('pods can have a network of their own', () => {
    const chart = chartFixture();
    classIn(chart, { podNetwork: { subnets: [SubnetSelector.id('subnet-2')], securityGroups: [SecurityGroupSelector.id('sg-2')] } });
    expect(Testing.synth(chart)[0].spec).toMatchObject({ podSubnetSelectorTerms: [{ id: 'subnet-2' }], podSecurityGroupSelectorTerms: [{ id: 'sg-2' }] });
  });
});

describe('managed-instance limits', () => {
  const spec = { role: 'nodes', subnetSelectorTerms: [{ id: 'subnet-1' }], securityGroupSelectorTerms: [{ id: 'sg-1' }] };

  test('a typed NodeClass has no image, no user data and no key for SSH', () => {
    const chart = chartFixture();
    classIn(chart);
    expect(Object.keys(Testing.synth(chart)[0].spec).sort()).toEqual(['role', 'securityGroupSelectorTerms', 'subnetSelectorTerms']);
    expect(Object.keys(spec).sort()).toEqual(['role', 'securityGroupSelectorTerms', 'subnetSelectorTerms']);
  });

  test('nodes run Linux only', () => {
    const requirements = [{ key: 'kubernetes.io/os', operator: 'In', values: ['windows'] }];
    expect(findings(raw('karpenter.sh/v1', 'NodePool', { ...POOL_SPEC, template: { spec: { ...POOL_SPEC.template.spec, requirements } } })))
      .toEqual([expect.stringMatching(/^requirement-key /)]);
  });
});
