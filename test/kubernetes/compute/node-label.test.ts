import { Architecture, BooleanLabel, CapacityType, GpuName, IntegerLabel, NodeLabel, TextLabel } from '../../../src';
import { AUTO_MODE_LABELS } from '../../../src/rules/auto-mode-labels';

const LABELS = Object.entries(NodeLabel) as [string, TextLabel | IntegerLabel | BooleanLabel][];
const KEYS = LABELS.map(([, label]) => label.key);

describe('keys', () => {
  test('are unique', () => {
    expect([...new Set(KEYS)]).toEqual(KEYS);
  });

  test('are none of self-managed Karpenter', () => {
    expect(KEYS.filter((key) => key.startsWith('karpenter.k8s.aws'))).toEqual([]);
  });

  test('are none that a NodePool must not require', () => {
    expect(KEYS).not.toContain('karpenter.sh/nodepool');
    expect(KEYS).not.toContain('kubernetes.io/hostname');
  });

  test.each(LABELS.filter(([name]) => name.startsWith('INSTANCE_') && name !== 'INSTANCE_TYPE'))('of %s says the same as its name', (name, { key }) => {
    expect(key).toBe(`eks.amazonaws.com/${name.toLowerCase().replaceAll('_', '-')}`);
  });

  test.each([
    [NodeLabel.ZONE, 'topology.kubernetes.io/zone'],
    [NodeLabel.INSTANCE_TYPE, 'node.kubernetes.io/instance-type'],
    [NodeLabel.ARCHITECTURE, 'kubernetes.io/arch'],
    [NodeLabel.CAPACITY_TYPE, 'karpenter.sh/capacity-type'],
  ])('outside the domain of EKS are those of Kubernetes and Karpenter: %o', (label, key) => {
    expect(label.key).toBe(key);
  });
});

describe('the list', () => {
  /** The user guide's list of late 2026, and what nodes of live clusters carried in late 2025. */
  const DOCUMENTED = [
    'topology.kubernetes.io/zone', 'node.kubernetes.io/instance-type', 'kubernetes.io/arch', 'karpenter.sh/capacity-type', 'eks.amazonaws.com/compute-type',
    'eks.amazonaws.com/instance-hypervisor', 'eks.amazonaws.com/instance-encryption-in-transit-supported', 'eks.amazonaws.com/instance-category',
    'eks.amazonaws.com/instance-generation', 'eks.amazonaws.com/instance-family', 'eks.amazonaws.com/instance-size', 'eks.amazonaws.com/instance-cpu',
    'eks.amazonaws.com/instance-cpu-manufacturer', 'eks.amazonaws.com/instance-memory', 'eks.amazonaws.com/instance-ebs-bandwidth',
    'eks.amazonaws.com/instance-network-bandwidth', 'eks.amazonaws.com/instance-gpu-name', 'eks.amazonaws.com/instance-gpu-manufacturer',
    'eks.amazonaws.com/instance-gpu-count', 'eks.amazonaws.com/instance-gpu-memory', 'eks.amazonaws.com/instance-local-nvme',
    'eks.amazonaws.com/capacity-reservation-id', 'eks.amazonaws.com/capacity-reservation-type', 'eks.amazonaws.com/capacity-reservation-interruptible',
    'eks.amazonaws.com/placement-group-id',
  ];
  const SEEN = [
    'eks.amazonaws.com/nodeclass', 'eks.amazonaws.com/instance-capability-flex', 'eks.amazonaws.com/instance-cpu-sustained-clock-speed-mhz',
    'topology.k8s.aws/zone-id', 'topology.kubernetes.io/region', 'kubernetes.io/os',
  ];

  test('has every label that is documented or seen, and no other', () => {
    expect([...KEYS].sort()).toEqual([...DOCUMENTED, ...SEEN].sort());
  });

  test('is the one by which rules know labels of EKS', () => {
    expect([...AUTO_MODE_LABELS].sort()).toEqual(KEYS.filter((key) => key.startsWith('eks.amazonaws.com/')).sort());
  });
});

describe('types', () => {
  function namesOf(type: Function): string[] {
    return LABELS.filter(([, label]) => label instanceof type).map(([name]) => name).sort();
  }

  test('labels of numbers can be compared', () => {
    expect(namesOf(IntegerLabel)).toEqual([
      'INSTANCE_CPU',
      'INSTANCE_CPU_SUSTAINED_CLOCK_SPEED_MHZ',
      'INSTANCE_EBS_BANDWIDTH',
      'INSTANCE_GENERATION',
      'INSTANCE_GPU_COUNT',
      'INSTANCE_GPU_MEMORY',
      'INSTANCE_LOCAL_NVME',
      'INSTANCE_MEMORY',
      'INSTANCE_NETWORK_BANDWIDTH',
    ]);
  });

  test('labels of true and false can be switched', () => {
    expect(namesOf(BooleanLabel)).toEqual([
      'CAPACITY_RESERVATION_INTERRUPTIBLE', 'INSTANCE_CAPABILITY_FLEX', 'INSTANCE_ENCRYPTION_IN_TRANSIT_SUPPORTED',
    ]);
  });

  test('all others hold words', () => {
    expect(namesOf(TextLabel)).toHaveLength(LABELS.length - 12);
  });
});

describe('values', () => {
  test('of the architecture are those of Kubernetes', () => {
    expect({ ...Architecture }).toEqual({ AMD64: 'amd64', ARM64: 'arm64' });
  });

  test('of GPUs are their names in small letters', () => {
    for (const [name, value] of Object.entries(GpuName)) { expect(value).toBe(name.toLowerCase().replaceAll('_', '-')); }
  });

  test('of the capacity type are those of Karpenter', () => {
    expect({ ...CapacityType }).toEqual({ ON_DEMAND: 'on-demand', SPOT: 'spot', RESERVED: 'reserved' });
  });
});
