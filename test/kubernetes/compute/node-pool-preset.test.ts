import { Chart, Duration, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import * as kplus from 'cdk8s-plus-28';
import {
  AutoModeRules, CapacityReservationSelector, Disruption, GpuName, NodeClass, NodeLabel, NodePool, NodePoolOptions, NodePoolPreset,
  SecurityGroupSelector, StaticNodePool, SubnetSelector, Taint,
} from '../../../src';
import { chartFixture } from '../../support/fixtures';

const LIMITS = { cpu: Cpu.units(100) };

function specOf(options: NodePoolOptions): any {
  const chart = chartFixture();
  new NodePool(chart, 'Pool', { metadata: { name: 'pool' }, ...options });
  return Testing.synth(chart)[0].spec;
}

function reserving(chart: Chart): NodeClass {
  return new NodeClass(chart, 'Class', {
    metadata: { name: 'reserved' },
    role: 'nodes',
    subnets: [SubnetSelector.id('subnet-1')],
    securityGroups: [SecurityGroupSelector.id('sg-1')],
    capacityReservations: [CapacityReservationSelector.id('cr-0123456789abcdef0')],
  });
}

describe('each preset makes an ordinary NodePool that no rule finds fault with:', () => {
  test.each<[string, (chart: Chart) => NodePoolOptions]>([
    ['gpu', () => NodePoolPreset.gpu({ limits: LIMITS })],
    ['neuron', () => NodePoolPreset.neuron({ limits: LIMITS })],
    ['spotWithFallback', () => NodePoolPreset.spotWithFallback({ limits: LIMITS })],
    ['graviton', () => NodePoolPreset.graviton({ limits: LIMITS })],
    ['capacityBlock', (chart) => NodePoolPreset.capacityBlock({ nodeClass: reserving(chart), limits: LIMITS })],
    ['localZone', () => NodePoolPreset.localZone('us-west-2-lax-1a', { limits: LIMITS })],
    ['karpenterMigration', () => NodePoolPreset.karpenterMigration({ limits: LIMITS })],
  ])('%s', (_, optionsOf) => {
    const chart = chartFixture();
    new NodePool(chart, 'Pool', { metadata: { name: 'pool' }, ...optionsOf(chart) });
    expect(AutoModeRules.findings(chart)).toEqual([]);
    const { apiVersion, spec } = Testing.synth(chart).find(({ kind }) => kind === 'NodePool');
    expect({ apiVersion, spec }).toMatchSnapshot();
  });

  test('staticInZone', () => {
    const chart = chartFixture();
    new StaticNodePool(chart, 'Pool', { metadata: { name: 'pool' }, ...NodePoolPreset.staticInZone('eu-west-1a', { replicas: 2, nodeLimit: 3 }) });
    expect(AutoModeRules.findings(chart)).toEqual([]);
    expect(Testing.synth(chart)[0].spec).toMatchSnapshot();
  });
});

describe('what is given', () => {
  test('is added to the requirements', () => {
    const { requirements } = specOf(NodePoolPreset.gpu({ requirements: [NodeLabel.INSTANCE_GPU_NAME.in(GpuName.L4)] })).template.spec;
    expect(requirements.map(({ key }: { key: string }) => key)).toEqual([
      'eks.amazonaws.com/instance-gpu-manufacturer', 'karpenter.sh/capacity-type', 'eks.amazonaws.com/instance-gpu-name',
    ]);
  });

  test('takes the place of the rest', () => {
    const spec = specOf(NodePoolPreset.gpu({ taints: [Taint.noSchedule('team', 'a')], disruption: Disruption.whenEmpty({ after: Duration.minutes(5) }) }));
    expect(spec.template.spec.taints).toEqual([{ key: 'team', value: 'a', effect: 'NoSchedule' }]);
    expect(spec.disruption.consolidateAfter).toBe('5m');
  });
});

test.each([
  ['NodePool', (chart: Chart) => new NodePool(chart, 'Pool', { metadata: { name: 'pool' }, taints: [Taint.noSchedule('team', 'a')] })],
  ['StaticNodePool', (chart: Chart) => new StaticNodePool(chart, 'Pool', { metadata: { name: 'pool' }, replicas: 2, taints: [Taint.noSchedule('team', 'a')] })],
])('a workload is scheduled on a %s', (_, poolIn) => {
  const chart = chartFixture();
  const app = new kplus.Deployment(chart, 'App', { containers: [{ image: 'nginx' }] });
  poolIn(chart).schedule(app);
  const { affinity, tolerations } = Testing.synth(chart).find(({ kind }) => kind === 'Deployment').spec.template.spec;
  expect(affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values).toEqual(['pool']);
  expect(tolerations).toEqual([{ key: 'team', operator: 'Equal', value: 'a', effect: 'NoSchedule' }]);
});
