import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AutoModeNodes, INodePool, PodPlacement, Taint } from '../../../src';
import { chartFixture } from '../../support/fixtures';

const POOL: INodePool = { nodePoolName: 'batch', taints: [Taint.noSchedule('team', 'batch'), Taint.noExecute('gpu')], labels: {} };

function deployment(chart: Chart, props: Partial<kplus.DeploymentProps> = {}): kplus.Deployment {
  return new kplus.Deployment(chart, 'App', { containers: [{ image: 'nginx' }], ...props });
}

function podSpecOf(workload: ApiObject | kplus.Workload): any {
  const { spec } = Testing.synth(Chart.of(workload))[0];
  return spec.template.spec;
}

function requiredTerms(workload: kplus.Workload): object[] {
  return podSpecOf(workload).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
}

describe('a workload', () => {
  test('on a NodePool goes to its nodes and tolerates its taints', () => {
    const app = deployment(chartFixture());
    AutoModeNodes.on(POOL, app);
    expect(requiredTerms(app)).toEqual([{ matchExpressions: [{ key: 'karpenter.sh/nodepool', operator: 'In', values: ['batch'] }] }]);
    expect(podSpecOf(app).tolerations).toEqual([
      { key: 'team', operator: 'Equal', value: 'batch', effect: 'NoSchedule' }, { key: 'gpu', operator: 'Exists', effect: 'NoExecute' },
    ]);
  });

  test('on a NodePool without taints tolerates nothing', () => {
    const app = deployment(chartFixture());
    AutoModeNodes.on({ nodePoolName: 'open', taints: [], labels: {} }, app);
    expect(podSpecOf(app).tolerations).toBeUndefined();
  });

  test('on nodes of Auto Mode only', () => {
    const app = deployment(chartFixture());
    AutoModeNodes.only(app);
    expect(requiredTerms(app)).toEqual([{ matchExpressions: [{ key: 'eks.amazonaws.com/compute-type', operator: 'In', values: ['auto'] }] }]);
  });

  test('Neuron device plugin off Auto nodes', () => {
    const plugin = new kplus.DaemonSet(chartFixture(), 'Neuron', { containers: [{ image: 'neuron' }] });
    AutoModeNodes.never(plugin);
    expect(requiredTerms(plugin)).toEqual([{ matchExpressions: [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['auto'] }] }]);
  });

  test('on the built-in NodePool system', () => {
    const app = deployment(chartFixture());
    AutoModeNodes.system(app);
    expect(requiredTerms(app)).toEqual([{ matchExpressions: [{ key: 'karpenter.sh/nodepool', operator: 'In', values: ['system'] }] }]);
    expect(podSpecOf(app).tolerations).toEqual([{ key: 'CriticalAddonsOnly', operator: 'Exists' }]);
  });

  test('that nodes are kept for says so on its pods', () => {
    const app = deployment(chartFixture());
    AutoModeNodes.doNotDisrupt(app);
    expect(Testing.synth(Chart.of(app))[0].spec.template.metadata.annotations).toEqual({ 'karpenter.sh/do-not-disrupt': 'true' });
  });

  test.each([
    [{}, { maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }],
    [{ maximumSkew: 2, required: false }, { maxSkew: 2, whenUnsatisfiable: 'ScheduleAnyway' }],
  ])('is spread across zones (%#)', (options, expected) => {
    const app = deployment(chartFixture());
    AutoModeNodes.spreadAcrossZones(app, options);
    expect(podSpecOf(app).topologySpreadConstraints).toEqual([
      { topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: app.matchLabels }, ...expected },
    ]);
  });

  test('cannot be spread by nothing', () => {
    expect(() => AutoModeNodes.spreadAcrossZones(deployment(chartFixture()), { maximumSkew: 0 }))
      .toThrow('maximumSkew must be a whole number of 1 or more, got 0: write for example 1 (at chart/App)');
  });

  test('HostPort and HostNetwork stay as they are', () => {
    const app = deployment(chartFixture(), { hostNetwork: true, containers: [{ image: 'nginx', ports: [{ number: 80, hostPort: 8080 }] }] });
    AutoModeNodes.on(POOL, app);
    expect(podSpecOf(app)).toMatchObject({ hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: 8080 }] }] });
  });
});

describe('the manifest of a raw pod', () => {
  test('goes to the nodes of a NodePool', () => {
    const { nodeSelector, tolerations } = PodPlacement.on(POOL);
    expect({ nodeSelector, tolerations }).toEqual({
      nodeSelector: { 'karpenter.sh/nodepool': 'batch' },
      tolerations: [{ key: 'team', operator: 'Equal', value: 'batch', effect: 'NoSchedule' }, { key: 'gpu', operator: 'Exists', effect: 'NoExecute' }],
    });
  });

  test('goes to the built-in NodePool system', () => {
    const { nodeSelector, tolerations } = PodPlacement.onSystemNodePool();
    expect({ nodeSelector, tolerations }).toEqual({
      nodeSelector: { 'karpenter.sh/nodepool': 'system' }, tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
    });
  });

  test('goes to nodes of Auto Mode', () => {
    const { nodeSelector, tolerations } = PodPlacement.onAutoModeNodes();
    expect({ nodeSelector, tolerations }).toEqual({ nodeSelector: { 'eks.amazonaws.com/compute-type': 'auto' }, tolerations: [] });
  });
});
