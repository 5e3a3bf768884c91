import { isWithin, WholeNumbers } from '../private/whole-numbers';

/** IDs of a user namespace come in blocks of this size. */
export const IDS_BLOCK = 65_536;

export const KUBELET_RANGES = {
  maxPods: { least: 1, most: 110 },
  idsPerPod: { least: IDS_BLOCK, most: 4_294_967_295 },
  containerLogMaxFiles: { least: 2 },
} satisfies { [field: string]: WholeNumbers };

export const PIDS_LIMIT_IN_WORDS = 'a whole number of 100 or more, or -1 for no limit';

export function isPidsLimit(limit: unknown): boolean {
  return limit === -1 || isWithin(limit, { least: 100 });
}

export const MAXIMUM_UNSAFE_SYSCTLS = 64;
/** Sysctls that are namespaced, but not safe for neighbours. */
export const UNSAFE_SYSCTLS = 'kernel.shm*, kernel.msg*, kernel.sem, fs.mqueue.* or net.*';

export function isUnsafeSysctl(name: string): boolean {
  return /^(kernel\.shm|kernel\.msg|fs\.mqueue\.|net\.)[a-z0-9._/-]*\*?$|^kernel\.sem$/.test(name);
}
