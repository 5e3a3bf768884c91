import { checkWholeNumber, isKnown, listOf, mapOf, Problem, written } from './field-checks';
import { IDS_BLOCK, isPidsLimit, isUnsafeSysctl, KUBELET_RANGES, MAXIMUM_UNSAFE_SYSCTLS, PIDS_LIMIT_IN_WORDS, UNSAFE_SYSCTLS } from './kubelet-limits';
import { ruleForNodeClass } from './node-class-rule';
import { SYSCTLS } from './node-class-sysctls';
import { parseQuantity } from './quantity';
import { fieldOf, Manifest } from './rule';
import { isWithin } from '../private/whole-numbers';

const KUBELET = 'spec.advancedCompute.kubelet';
const USER_NAMESPACES = 'user.max_user_namespaces';

export const nodeClassKubelet = ruleForNodeClass({
  id: 'node-class-kubelet',
  reason: 'settings of the kubelet have ranges, and IDs for user namespaces need a kernel that allows such namespaces',
  check: (manifest) => {
    const setting = (name: string) => fieldOf(manifest, `${KUBELET}.${name}`);
    return [
      ...checkWholeNumber(`${KUBELET}.maxPods`, setting('maxPods'), KUBELET_RANGES.maxPods),
      ...checkPidsLimit(`${KUBELET}.podPidsLimit`, setting('podPidsLimit')),
      ...checkIdsPerPod(manifest, setting('idsPerPod')),
      ...checkWholeNumber(`${KUBELET}.logging.containerLogMaxFiles`, setting('logging.containerLogMaxFiles'), KUBELET_RANGES.containerLogMaxFiles),
      ...checkLogSize(`${KUBELET}.logging.containerLogMaxSize`, setting('logging.containerLogMaxSize')),
      ...checkUnsafeSysctls(manifest),
    ];
  },
});

function checkPidsLimit(field: string, limit: unknown): Problem[] {
  return !isKnown(limit) || isPidsLimit(limit) ? [] : [{
    field, value: limit, problem: `must be ${PIDS_LIMIT_IN_WORDS}, got ${written(limit)}`, fix: 'write for example 4096',
  }];
}

function checkIdsPerPod(manifest: Manifest, ids: unknown): Problem[] {
  const field = `${KUBELET}.idsPerPod`;
  const range = checkWholeNumber(field, ids, KUBELET_RANGES.idsPerPod);
  const blocks = isWithin(ids, KUBELET_RANGES.idsPerPod) && ids % IDS_BLOCK !== 0 ? [{
    field, value: ids, problem: `must be a multiple of ${IDS_BLOCK}, got ${ids}`, fix: `write for example ${Math.floor(ids / IDS_BLOCK) * IDS_BLOCK}`,
  }] : [];
  return [...range, ...blocks, ...ids === undefined ? [] : checkUserNamespaces(manifest)];
}

function checkUserNamespaces(manifest: Manifest): Problem[] {
  const namespaces = userNamespacesOf(manifest);
  return namespaces !== undefined && namespaces !== null && namespaces !== 0 ? [] : [{
    field: `${SYSCTLS}.${USER_NAMESPACES}`, value: namespaces, problem: `must be more than 0 for idsPerPod, got ${written(namespaces)}`, fix: 'write for example 11255',
  }];
}

/** Something that is only known at deployment is returned as it is, wherever on the way it stands. */
function userNamespacesOf(manifest: Manifest): unknown {
  for (const field of ['spec', 'spec.advancedCompute', 'spec.advancedCompute.kernel', SYSCTLS]) {
    const value = fieldOf(manifest, field);
    if (value !== undefined && !isKnown(value)) { return value; }
  }
  return mapOf(fieldOf(manifest, SYSCTLS))[USER_NAMESPACES];
}

function checkLogSize(field: string, size: unknown): Problem[] {
  return !isKnown(size) || (typeof size === 'string' && (parseQuantity(size) ?? 0) > 0) ? [] : [{
    field, value: size, problem: `must be a quantity above 0 as text, got ${written(size)}`, fix: 'write for example "10Mi"',
  }];
}

function checkUnsafeSysctls(manifest: Manifest): Problem[] {
  const field = `${KUBELET}.allowedUnsafeSysctls`;
  const names = listOf(manifest, field) ?? [];
  return [
    ...names.length <= MAXIMUM_UNSAFE_SYSCTLS ? [] : [{
      field, value: names.length, problem: `must be at most ${MAXIMUM_UNSAFE_SYSCTLS} names, got ${names.length}`, fix: 'write patterns such as net.core.*',
    }],
    ...names.flatMap((name, index) => !isKnown(name) || (typeof name === 'string' && isUnsafeSysctl(name)) ? [] : [{
      field: `${field}[${index}]`, value: name, problem: `must match ${UNSAFE_SYSCTLS}, got ${written(name)}`, fix: 'write for example net.core.somaxconn',
    }]),
  ];
}
