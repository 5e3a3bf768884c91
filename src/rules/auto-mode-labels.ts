const DOMAIN = 'eks.amazonaws.com';

/** Labels of the domain of EKS that nodes of Auto Mode have, in the documentation or on live nodes. */
const NAMES = [
  'capacity-reservation-id', 'capacity-reservation-interruptible', 'capacity-reservation-type', 'compute-type',
  'instance-capability-flex', 'instance-category', 'instance-cpu', 'instance-cpu-manufacturer', 'instance-cpu-sustained-clock-speed-mhz',
  'instance-ebs-bandwidth', 'instance-encryption-in-transit-supported', 'instance-family', 'instance-generation', 'instance-gpu-count',
  'instance-gpu-manufacturer', 'instance-gpu-memory', 'instance-gpu-name', 'instance-hypervisor', 'instance-local-nvme', 'instance-memory',
  'instance-network-bandwidth', 'instance-size', 'nodeclass', 'placement-group-id',
];

/** Keys of the labels. */
export const AUTO_MODE_LABELS: ReadonlySet<string> = new Set(NAMES.map((name) => `${DOMAIN}/${name}`));

/** Whether a key is in the domain of the labels. */
export function isOfAutoMode(key: string): boolean {
  return key.startsWith(`${DOMAIN}/`);
}

/** The label of Auto Mode that stands for one of self-managed Karpenter, if there is one. */
export function labelOfAutoMode(keyOfKarpenter: string): string | undefined {
  const key = `${DOMAIN}/${keyOfKarpenter.slice(keyOfKarpenter.indexOf('/') + 1)}`;
  return AUTO_MODE_LABELS.has(key) ? key : undefined;
}
