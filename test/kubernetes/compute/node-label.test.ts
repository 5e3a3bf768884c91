import { Architecture, BooleanLabel, CapacityType, IntegerLabel, NodeLabel, TextLabel } from '../../../src';

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

describe('types', () => {
  function namesOf(type: Function): string[] {
    return LABELS.filter(([, label]) => label instanceof type).map(([name]) => name).sort();
  }

  test('labels of numbers can be compared', () => {
    expect(namesOf(IntegerLabel)).toEqual([
      'INSTANCE_CPU',
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
    expect(namesOf(BooleanLabel)).toEqual(['INSTANCE_ENCRYPTION_IN_TRANSIT_SUPPORTED']);
  });

  test('all others hold words', () => {
    expect(namesOf(TextLabel)).toHaveLength(LABELS.length - 9);
  });
});

describe('values', () => {
  test('of the architecture are those of Kubernetes', () => {
    expect({ ...Architecture }).toEqual({ AMD64: 'amd64', ARM64: 'arm64' });
  });

  test('of the capacity type are those of Karpenter', () => {
    expect({ ...CapacityType }).toEqual({ ON_DEMAND: 'on-demand', SPOT: 'spot', RESERVED: 'reserved' });
  });
});
