import { Duration } from 'cdk8s';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { WholeNumbers } from '../../../private/whole-numbers';
import { IDS_BLOCK, isPidsLimit, isUnsafeSysctl, KUBELET_RANGES, MAXIMUM_UNSAFE_SYSCTLS, PIDS_LIMIT_IN_WORDS, UNSAFE_SYSCTLS } from '../../../rules/kubelet-limits';
import { exactSeconds } from '../../duration';
import { renderSize } from '../../size';
import { unlessEmpty } from '../../unless-empty';
import { wholeNumber } from '../../whole-number';
import { EvictionThreshold } from '../eviction-threshold';
import { Kubelet, KubeletEviction } from '../kubelet';

/** The fields of `spec.advancedCompute.kubelet`. */
export function renderKubelet(kubelet: Kubelet): object {
  const { podPidsLimit, allowedUnsafeSysctls = [], containerLogMaximumSize: logSize } = kubelet;
  if (podPidsLimit !== undefined && !isToken(podPidsLimit) && !isPidsLimit(podPidsLimit)) {
    fail('Kubelet', `kubelet.podPidsLimit must be ${PIDS_LIMIT_IN_WORDS}, got ${podPidsLimit}: write for example 4096`);
  }
  return {
    maxPods: numberOf('maximumPods', kubelet.maximumPods, KUBELET_RANGES.maxPods),
    podPidsLimit,
    idsPerPod: checkIdsPerPod(numberOf('idsPerPod', kubelet.idsPerPod, KUBELET_RANGES.idsPerPod)),
    singleProcessOOMKill: kubelet.singleProcessOomKill,
    eviction: kubelet.eviction && unlessEmpty(renderEviction(kubelet.eviction)),
    logging: unlessEmpty({
      containerLogMaxSize: logSize && renderSize('kubelet.containerLogMaximumSize', logSize),
      containerLogMaxFiles: numberOf('containerLogMaximumFiles', kubelet.containerLogMaximumFiles, KUBELET_RANGES.containerLogMaxFiles),
    }),
    allowedUnsafeSysctls: checkUnsafeSysctls(allowedUnsafeSysctls),
  };
}

function numberOf(property: string, value: number | undefined, range: WholeNumbers): number | undefined {
  return value === undefined ? undefined : wholeNumber(`kubelet.${property}`, value, range);
}

function checkIdsPerPod(ids: number | undefined): number | undefined {
  if (ids !== undefined && !isToken(ids) && ids % IDS_BLOCK !== 0) {
    fail('Kubelet', `kubelet.idsPerPod must be a multiple of ${IDS_BLOCK}, got ${ids}: write for example ${Math.floor(ids / IDS_BLOCK) * IDS_BLOCK}`);
  }
  return ids;
}

function checkUnsafeSysctls(names: string[]): string[] | undefined {
  if (names.length > MAXIMUM_UNSAFE_SYSCTLS) {
    fail('Kubelet', `kubelet.allowedUnsafeSysctls must be at most ${MAXIMUM_UNSAFE_SYSCTLS}, got ${names.length}: write patterns such as net.core.*`);
  }
  const wrong = names.find((name) => !isToken(name) && !isUnsafeSysctl(name));
  if (wrong !== undefined) {
    fail('Kubelet', `kubelet.allowedUnsafeSysctls must match ${UNSAFE_SYSCTLS}, got "${wrong}": write for example net.core.somaxconn`);
  }
  return names.length === 0 ? undefined : [...names];
}

function renderEviction({ hard = [], soft = [], maximumPodGracePeriod }: KubeletEviction): object {
  return {
    hard: bySignal('hard', hard.map(({ signal, value }) => [signal, value])),
    soft: bySignal('soft', soft.map(({ threshold: { signal, value } }) => [signal, value])),
    softGracePeriod: bySignal('soft', soft.map(({ threshold: { signal }, gracePeriod }) => [signal, gracePeriod])),
    maxPodGracePeriod: maximumPodGracePeriod && secondsOf('kubelet.eviction.maximumPodGracePeriod', maximumPodGracePeriod),
  };
}

function bySignal(property: string, entries: [EvictionThreshold['signal'], string][]): { [signal: string]: string } | undefined {
  const signals = entries.map(([signal]) => signal);
  const repeated = signals.find((signal, index) => signals.indexOf(signal) !== index);
  if (repeated !== undefined) {
    fail('KubeletEviction', `kubelet.eviction.${property} must name each signal once, got ${repeated} twice: keep one of its thresholds`);
  }
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function secondsOf(property: string, duration: Duration): number {
  return wholeNumber(property, exactSeconds(duration), { least: 0 }, 'seconds');
}
