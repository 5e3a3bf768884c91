import { isToken } from '../private/tokens';

/** Tags of a resource of EC2. */
export const MAXIMUM_VOLUME_TAGS = 50;
const MAXIMUM_KEY = 128;
const MAXIMUM_VALUE = 256;
const RESERVED_PREFIXES = ['aws:', 'eks:', 'kubernetes.io/cluster/', 'kubernetes.io/created-for/', 'ebs.csi.eks.amazonaws.com/'];
/** Keys that EKS writes itself. */
const RESERVED = ['CSIVolumeName', 'CSIVolumeSnapshotName', 'KubernetesCluster'];

/** What is wrong with a tag of a volume or snapshot. */
export function problemOfVolumeTag(key: string, value: string): { readonly problem: string; readonly fix: string } | undefined {
  if (isToken(key)) { return undefined; }
  const prefix = RESERVED_PREFIXES.find((reserved) => key.toLowerCase().startsWith(reserved.toLowerCase()));
  if (prefix || RESERVED.includes(key)) {
    return { problem: `must not have a key that EKS or AWS uses itself${prefix ? `, as all that begin with ${prefix}` : ''}, got "${key}"`, fix: 'choose another key' };
  }
  if (key === '' || key.length > MAXIMUM_KEY) { return { problem: `must have a key of 1 to ${MAXIMUM_KEY} characters, got ${key.length}`, fix: 'choose another key' }; }
  if (key.includes('=')) { return { problem: `must have a key without "=", where the value would begin, got "${key}"`, fix: 'choose another key' }; }
  if (!isToken(value) && value.length > MAXIMUM_VALUE) { return { problem: `must have a value of at most ${MAXIMUM_VALUE} characters, got ${value.length}`, fix: 'shorten it' }; }
  return undefined;
}
