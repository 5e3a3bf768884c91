import { Token } from 'aws-cdk-lib';
import { App, Chart, Cron, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  Architecture, Budget, CapacityType, Disruption, DisruptionReason, NodeClass, NodeLabel, NodePool, NodePoolProps, Requirement, SecurityGroupSelector,
  SubnetSelector, Taint, TextLabel,
} from '../../../src';

function nodePool(props: NodePoolProps = {}): NodePool {
  return new NodePool(new Chart(new App(), 'chart'), 'Batch', props);
}

function specOf(props: NodePoolProps = {}) {
  return nodePool(props).apiObject.toJson().spec;
}

function nodeSpecOf(props: NodePoolProps = {}) {
  return specOf(props).template.spec;
}

describe('manifest', () => {
  test('of every property', () => {
    const everything = nodePool({
      metadata: { name: 'batch', labels: { team: 'data' }, annotations: { 'example.com/contact': 'data@example.com' } },
      nodeClass: NodeClass.fromNodeClassName('private'),
      requirements: [
        NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT, CapacityType.ON_DEMAND),
        NodeLabel.ARCHITECTURE.in(Architecture.ARM64),
        NodeLabel.INSTANCE_CATEGORY.notIn('t'),
        NodeLabel.INSTANCE_GENERATION.gt(6),
        NodeLabel.INSTANCE_FAMILY.exists().minValues(5),
        NodeLabel.INSTANCE_CPU.between(4, 32),
        NodeLabel.INSTANCE_ENCRYPTION_IN_TRANSIT_SUPPORTED.is(true),
      ],
      taints: [Taint.noSchedule('team', 'data'), Taint.preferNoSchedule('batch'), Taint.noExecute('spot')],
      startupTaints: [Taint.noExecute('example.com/agent')],
      labels: { team: 'data' },
      annotations: { 'example.com/contact': 'data@example.com' },
      limits: { cpu: Cpu.units(100), memory: Size.gibibytes(400), nodes: 50, resources: { 'nvidia.com/gpu': '8' } },
      expireAfter: Duration.days(7),
      terminationGracePeriod: Duration.minutes(30),
      disruption: Disruption.whenEmpty({
        after: Duration.minutes(5),
        budgets: [
          Budget.nodes(2, { reasons: [DisruptionReason.EMPTY, DisruptionReason.DRIFTED] }),
          Budget.percent(0, { schedule: Cron.daily(), duration: Duration.hours(8) }),
        ],
      }),
      weight: 10,
    });
    expect(everything.apiObject.toJson()).toMatchSnapshot();
  });

  test('is of the kind of Karpenter', () => {
    expect(nodePool().apiObject.toJson()).toMatchObject({ apiVersion: 'karpenter.sh/v1', kind: 'NodePool' });
  });
});

describe('defaults', () => {
  test('are all written out, so that they do not change with the version of Kubernetes', () => {
    expect(specOf()).toEqual({
      template: {
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
          requirements: [],
          expireAfter: '336h',
          terminationGracePeriod: '24h',
        },
      },
      disruption: { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '30s', budgets: [{ nodes: '10%' }] },
    });
  });
});

describe('node class', () => {
  test('is referred to by its name', () => {
    expect(nodeSpecOf({ nodeClass: NodeClass.fromNodeClassName('private') }).nodeClassRef)
      .toEqual({ group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'private' });
  });

  test('may be one of the same chart', () => {
    const chart = new Chart(new App(), 'chart');
    const nodeClass = new NodeClass(chart, 'Nodes', {
      role: 'nodes',
      subnets: [SubnetSelector.id('subnet-1')],
      securityGroups: [SecurityGroupSelector.id('sg-1')],
    });
    expect(new NodePool(chart, 'Batch', { nodeClass }).apiObject.toJson().spec.template.spec.nodeClassRef.name).toBe(nodeClass.name);
  });

  test('may be one whose name is only known later', () => {
    let name = 'early';
    const pool = nodePool({ nodeClass: { get nodeClassName() { return name; } } });
    name = 'late';
    expect(pool.apiObject.toJson().spec.template.spec.nodeClassRef.name).toBe('late');
  });
});

describe('requirements', () => {
  test.each<[string, Requirement, object]>([
    ['In', NodeLabel.ZONE.in('us-east-1a', 'us-east-1b'), { key: 'topology.kubernetes.io/zone', values: ['us-east-1a', 'us-east-1b'] }],
    ['NotIn', NodeLabel.INSTANCE_FAMILY.notIn('t3'), { key: 'eks.amazonaws.com/instance-family', values: ['t3'] }],
    ['Exists', TextLabel.of('example.com/team').exists(), { key: 'example.com/team' }],
    ['DoesNotExist', NodeLabel.INSTANCE_GPU_NAME.doesNotExist(), { key: 'eks.amazonaws.com/instance-gpu-name' }],
    ['In', NodeLabel.INSTANCE_CPU.in(4, 8), { key: 'eks.amazonaws.com/instance-cpu', values: ['4', '8'] }],
    ['NotIn', NodeLabel.INSTANCE_CPU.notIn(2), { key: 'eks.amazonaws.com/instance-cpu', values: ['2'] }],
    ['Exists', NodeLabel.INSTANCE_GPU_COUNT.exists(), { key: 'eks.amazonaws.com/instance-gpu-count' }],
    ['DoesNotExist', NodeLabel.INSTANCE_GPU_COUNT.doesNotExist(), { key: 'eks.amazonaws.com/instance-gpu-count' }],
    ['Gt', NodeLabel.INSTANCE_GENERATION.gt(6), { key: 'eks.amazonaws.com/instance-generation', values: ['6'] }],
    ['Gte', NodeLabel.INSTANCE_MEMORY.gte(8192), { key: 'eks.amazonaws.com/instance-memory', values: ['8192'] }],
    ['Lt', NodeLabel.INSTANCE_LOCAL_NVME.lt(500), { key: 'eks.amazonaws.com/instance-local-nvme', values: ['500'] }],
    ['Lte', NodeLabel.INSTANCE_EBS_BANDWIDTH.lte(10_000), { key: 'eks.amazonaws.com/instance-ebs-bandwidth', values: ['10000'] }],
    ['In', NodeLabel.INSTANCE_ENCRYPTION_IN_TRANSIT_SUPPORTED.is(false),
      { key: 'eks.amazonaws.com/instance-encryption-in-transit-supported', values: ['false'] }],
  ])('%s is written: %#', (operator, requirement, rendered) => {
    expect(nodeSpecOf({ requirements: [requirement] }).requirements).toEqual([{ ...rendered, operator }]);
  });

  test('keep their order, with both ends of a range beside each other', () => {
    const requirements = [NodeLabel.INSTANCE_CATEGORY.in('c'), NodeLabel.INSTANCE_CPU.between(4, 32), NodeLabel.ARCHITECTURE.in(Architecture.AMD64)];
    expect(nodeSpecOf({ requirements }).requirements).toEqual([
      { key: 'eks.amazonaws.com/instance-category', operator: 'In', values: ['c'] },
      { key: 'eks.amazonaws.com/instance-cpu', operator: 'Gte', values: ['4'] },
      { key: 'eks.amazonaws.com/instance-cpu', operator: 'Lte', values: ['32'] },
      { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
    ]);
  });

  test('may be shared by pools', () => {
    const requirements = [NodeLabel.ARCHITECTURE.in(Architecture.ARM64)];
    expect(nodeSpecOf({ requirements })).toEqual(nodeSpecOf({ requirements }));
  });

  test('may be 100', () => {
    expect(nodeSpecOf({ requirements: Array(100).fill(NodeLabel.ZONE.exists()) }).requirements).toHaveLength(100);
  });

  test('must not be 101', () => {
    expect(() => nodePool({ requirements: Array(101).fill(NodeLabel.ZONE.exists()) })).toThrow(/^requirements must be at most 100, got 101: bring values of one label together in one requirement$/);
  });

  test('are counted as written, where a range counts twice', () => {
    expect(() => nodePool({ requirements: Array(51).fill(NodeLabel.INSTANCE_CPU.between(4, 8)) })).toThrow(/^requirements must be at most 100, got 102: bring values of one label together in one requirement$/);
  });

  test('may hold tokens', () => {
    const zone = Token.asString({ 'Fn::GetAtt': ['Subnet', 'AvailabilityZone'] });
    expect(nodeSpecOf({ requirements: [NodeLabel.ZONE.in(zone)] }).requirements[0].values).toEqual([zone]);
  });
});

describe('nodes', () => {
  test('have taints in the order given', () => {
    expect(nodeSpecOf({ taints: [Taint.noExecute('spot'), Taint.noSchedule('team', 'data')] }).taints).toEqual([
      { key: 'spot', effect: 'NoExecute' },
      { key: 'team', value: 'data', effect: 'NoSchedule' },
    ]);
  });

  test('have taints until somebody removes them', () => {
    expect(nodeSpecOf({ startupTaints: [Taint.noExecute('example.com/agent')] }).startupTaints).toEqual([{ key: 'example.com/agent', effect: 'NoExecute' }]);
  });

  test('have annotations', () => {
    expect(specOf({ annotations: { 'example.com/contact': 'data' } }).template.metadata).toEqual({ annotations: { 'example.com/contact': 'data' } });
  });

  test('have labels', () => {
    const spec = specOf({ labels: { team: 'data' } });
    expect(spec.template.metadata).toEqual({ labels: { team: 'data' } });
  });

  test('without labels have no metadata', () => {
    expect(specOf().template).not.toHaveProperty('metadata');
  });
});

describe('lifetime', () => {
  test.each([
    [Duration.days(7), '168h'],
    [Duration.hours(12), '12h'],
    [Duration.minutes(90), '90m'],
    [Duration.seconds(90), '90s'],
  ])('expireAfter is written in units of Karpenter: %#', (expireAfter, rendered) => {
    expect(nodeSpecOf({ expireAfter })).toMatchObject({ expireAfter: rendered, terminationGracePeriod: '24h' });
  });

  test.each([
    [Duration.days(2), '48h'],
    [Duration.minutes(5), '5m'],
    [Duration.seconds(0), '0s'],
  ])('terminationGracePeriod is written in units of Karpenter: %#', (terminationGracePeriod, rendered) => {
    expect(nodeSpecOf({ terminationGracePeriod })).toMatchObject({ expireAfter: '336h', terminationGracePeriod: rendered });
  });

  test('expireAfter must not have milliseconds', () => {
    expect(() => nodePool({ expireAfter: Duration.millis(1500) })).toThrow(/^expireAfter must be whole seconds, got 1 second 500 millis: write for example Duration.seconds\(2\)$/);
  });

  test('terminationGracePeriod must not have milliseconds', () => {
    expect(() => nodePool({ terminationGracePeriod: Duration.millis(500) })).toThrow(/^terminationGracePeriod must be whole seconds, got 500 millis: write for example Duration.seconds\(1\)$/);
  });
});

describe('limits', () => {
  test.each([
    [Cpu.units(100), '100'],
    [Cpu.units(1.5), '1.5'],
    [Cpu.millis(1500), '1500m'],
    [Cpu.units(0), '0'],
  ])('cpu is text, as the API server wants it: %#', (cpu, rendered) => {
    expect(specOf({ limits: { cpu } }).limits).toEqual({ cpu: rendered });
  });

  test.each([
    [Size.gibibytes(400), '409600Mi'],
    [Size.mebibytes(1), '1Mi'],
    [Size.kibibytes(2048), '2Mi'],
    [Size.mebibytes(0), '0Mi'],
  ])('memory is written in MiB: %#', (memory, rendered) => {
    expect(specOf({ limits: { memory } }).limits).toEqual({ memory: rendered });
  });

  test('may be both', () => {
    expect(specOf({ limits: { cpu: Cpu.units(10), memory: Size.mebibytes(64) } }).limits).toEqual({ cpu: '10', memory: '64Mi' });
  });

  test.each([[0, '0'], [50, '50']])('of nodes are text: %s', (nodes, rendered) => {
    expect(specOf({ limits: { nodes } }).limits).toEqual({ nodes: rendered });
  });

  test.each([[-1, 0], [1.5, 2], [NaN, 0]])('of nodes must not be %s, but %s', (nodes, fix) => {
    expect(() => nodePool({ limits: { nodes } })).toThrow(new Error(`limits.nodes must be a whole number of 0 or more, got ${nodes}: write for example ${fix}`));
  });

  test('of nodes may be a token, which keeps its type', () => {
    const nodes = Token.asNumber({ Ref: 'Nodes' });
    expect(specOf({ limits: { nodes } }).limits).toEqual({ nodes });
  });

  test('may be on other resources', () => {
    expect(specOf({ limits: { resources: { 'nvidia.com/gpu': '8' } } }).limits).toEqual({ 'nvidia.com/gpu': '8' });
  });

  test.each(['cpu', 'memory', 'nodes'])('on %s have a prop of their own', (name) => {
    expect(() => nodePool({ limits: { resources: { [name]: '8' } } })).toThrow(new Error(`limits.resources must name other resources than ${name}, got "${name}": write limits.${name}`));
  });

  test('that are empty are left out', () => {
    expect(specOf({ limits: {} })).not.toHaveProperty('limits');
  });

  test('of memory must be whole MiB', () => {
    expect(() => nodePool({ limits: { memory: Size.kibibytes(1536) } })).toThrow(/^limits.memory must be whole MiB, got 1.5: write for example Size.mebibytes\(2\)$/);
  });
});

describe('weight', () => {
  test.each([1, 100])('may be %s', (weight) => {
    expect(specOf({ weight }).weight).toBe(weight);
  });

  test.each([0, 101, -1, 1.5, NaN])('must not be %s', (weight) => {
    expect(() => nodePool({ weight })).toThrow(new Error(`weight must be a whole number of 1 to 100, got ${weight}: leave it out for the lowest preference`));
  });

  test('is not looked into when it is a token', () => {
    const weight = Token.asNumber({ Ref: 'Weight' });
    expect(specOf({ weight }).weight).toBe(weight);
  });
});

describe('disruption', () => {
  test('is the one given', () => {
    expect(specOf({ disruption: Disruption.whenEmpty({ after: Duration.hours(1), budgets: [Budget.nodes(1)] }) }).disruption)
      .toEqual({ consolidationPolicy: 'WhenEmpty', consolidateAfter: '1h', budgets: [{ nodes: '1' }] });
  });

  test('with a window that is not whole minutes is refused where the budget is made', () => {
    expect(() => Budget.nodes(0, { schedule: Cron.daily(), duration: Duration.seconds(90) })).toThrow(/^duration of a budget must be whole minutes/);
  });
});

describe('metadata', () => {
  test('has a name made from the path by default', () => {
    const made = nodePool();
    expect(made.name).toMatch(/^chart-batch-[0-9a-f]+$/);
    expect(made.apiObject.toJson().metadata).toEqual({ name: made.name });
  });

  test('has the name given', () => {
    const named = nodePool({ metadata: { name: 'batch' } });
    expect(named.name).toBe('batch');
    expect(named.apiObject.toJson().metadata).toEqual({ name: 'batch' });
  });

  test('takes labels and annotations later, which are not those of the nodes', () => {
    const made = nodePool({ labels: { team: 'data' } });
    made.metadata.addLabel('tier', 'private');
    made.metadata.addAnnotation('example.com/contact', 'data@example.com');
    const { metadata, spec } = made.apiObject.toJson();
    expect(metadata).toMatchObject({ labels: { tier: 'private' }, annotations: { 'example.com/contact': 'data@example.com' } });
    expect(spec.template.metadata.labels).toEqual({ team: 'data' });
  });

  test('never has the namespace of its chart', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'apps' });
    expect(new NodePool(chart, 'Batch').apiObject.toJson().metadata).not.toHaveProperty('namespace');
  });
});

describe('what pods need to know', () => {
  test('can be read: name, labels and taints, without those of the start-up', () => {
    const taint = Taint.noSchedule('team', 'data');
    const pool = nodePool({ metadata: { name: 'batch' }, taints: [taint], startupTaints: [Taint.noExecute('agent')], labels: { team: 'data' } });
    expect({ name: pool.nodePoolName, taints: pool.taints, labels: pool.labels }).toEqual({ name: 'batch', taints: [taint], labels: { team: 'data' } });
  });

  test('is nothing where nothing is given, and changes of it change nothing', () => {
    const pool = nodePool();
    expect([pool.taints, pool.labels]).toEqual([[], {}]);
    pool.taints.push(Taint.noSchedule('belated'));
    pool.labels.belated = 'belated';
    expect([pool.taints, pool.labels]).toEqual([[], {}]);
    expect(JSON.stringify(pool.apiObject.toJson())).not.toContain('belated');
  });
});

describe('in an app', () => {
  test('of plain cdk8s the object is rendered', () => {
    const app = new App();
    new NodePool(new Chart(app, 'chart', { namespace: 'apps' }), 'Batch', { metadata: { name: 'batch' } });
    const yaml = app.synthYaml();
    expect(yaml).toMatch(/^apiVersion: karpenter.sh\/v1\nkind: NodePool\nmetadata:\n {2}name: batch\nspec:\n/);
    expect(yaml).toMatch(/\n {6}expireAfter: 336h\n/);
  });

  test('the object takes JSON patches', () => {
    const made = nodePool();
    made.apiObject.addJsonPatch(JsonPatch.replace('/spec/disruption/consolidationPolicy', 'Balanced'));
    expect(made.apiObject.toJson().spec.disruption.consolidationPolicy).toBe('Balanced');
  });

  test('a construct that is refused leaves nothing behind', () => {
    const chart = new Chart(new App(), 'chart');
    expect(() => new NodePool(chart, 'Batch', { weight: 0 })).toThrow(/weight/);
    expect(chart.node.children).toEqual([]);
  });
});

test('fractions of hours that are whole seconds are accepted', () => {
  expect(specOf({ expireAfter: Duration.hours(1.1) }).template.spec.expireAfter).toBe('66m');
});

test('more than 100 labels are refused', () => {
  const labels = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`label-${index}`, 'x']));
  expect(() => nodePool({ labels })).toThrow(/^labels must be at most 100, got 101: remove some/);
});

test('what is pushed to a list after construction is not taken over', () => {
  const taints = [Taint.noSchedule('team')];
  const pool = nodePool({ taints });
  taints.push(Taint.noSchedule('late'));
  expect(pool.apiObject.toJson().spec.template.spec.taints).toHaveLength(1);
});
