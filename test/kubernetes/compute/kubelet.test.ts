import { Token } from 'aws-cdk-lib';
import { Duration, Size } from 'cdk8s';
import { EvictionSignal, Kubelet, KubeletEviction } from '../../../src';
import { findingsOfProps, specOf } from '../../support/node-class';

const number = Token.asNumber({ Ref: 'Number' });
const { MEMORY_AVAILABLE, PID_AVAILABLE } = EvictionSignal;

function kubeletOf(kubelet: Kubelet) {
  return specOf({ kubelet }).advancedCompute.kubelet;
}

describe('numbers', () => {
  test.each<[Kubelet, object]>([
    [{ maximumPods: 1 }, { maxPods: 1 }],
    [{ maximumPods: 110 }, { maxPods: 110 }],
    [{ podPidsLimit: -1 }, { podPidsLimit: -1 }],
    [{ podPidsLimit: 100 }, { podPidsLimit: 100 }],
    [{ idsPerPod: 65_536 }, { idsPerPod: 65_536 }],
    [{ idsPerPod: 4_294_901_760 }, { idsPerPod: 4_294_901_760 }],
    [{ containerLogMaximumFiles: 2 }, { logging: { containerLogMaxFiles: 2 } }],
    [{ maximumPods: number, podPidsLimit: number, idsPerPod: number }, { maxPods: number, podPidsLimit: number, idsPerPod: number }],
    [{ containerLogMaximumFiles: number }, { logging: { containerLogMaxFiles: number } }],
  ])('are written: %#', (kubelet, rendered) => {
    expect(kubeletOf(kubelet)).toEqual(rendered);
  });

  test.each<[Kubelet, string]>([
    [{ maximumPods: 0 }, 'kubelet.maximumPods must be a whole number of 1 to 110, got 0: write for example 1'],
    [{ maximumPods: 111 }, 'kubelet.maximumPods must be a whole number of 1 to 110, got 111: write for example 110'],
    [{ podPidsLimit: 99 }, 'kubelet.podPidsLimit must be a whole number of 100 or more, or -1 for no limit, got 99: write for example 4096'],
    [{ podPidsLimit: -2 }, 'kubelet.podPidsLimit must be a whole number of 100 or more, or -1 for no limit, got -2: write for example 4096'],
    [{ idsPerPod: 65_535 }, 'kubelet.idsPerPod must be a whole number of 65536 to 4294967295, got 65535: write for example 65536'],
    [{ idsPerPod: 4_294_967_296 }, 'kubelet.idsPerPod must be a whole number of 65536 to 4294967295, got 4294967296: write for example 4294967295'],
    [{ idsPerPod: 100_000 }, 'kubelet.idsPerPod must be a multiple of 65536, got 100000: write for example 65536'],
    [{ containerLogMaximumFiles: 1 }, 'kubelet.containerLogMaximumFiles must be a whole number of 2 or more, got 1: write for example 2'],
  ])('are refused out of their range: %#', (kubelet, message) => {
    expect(() => kubeletOf(kubelet)).toThrow(new Error(message));
  });
});

test('idsPerPod needs user namespaces, which a rule says', () => {
  expect(findingsOfProps({ kubelet: { idsPerPod: 65_536 } })).toEqual(['node-class-kubelet spec.advancedCompute.kernel.sysctl.user.max_user_namespaces']);
  expect(findingsOfProps({ kubelet: { idsPerPod: 65_536 }, sysctls: { userMaxUserNamespaces: 1 } })).toEqual([]);
});

test.each([true, false])('singleProcessOomKill %s is written', (singleProcessOomKill) => {
  expect(kubeletOf({ singleProcessOomKill })).toEqual({ singleProcessOOMKill: singleProcessOomKill });
});

describe('log size', () => {
  test.each([[Size.mebibytes(10), '10Mi'], [Size.gibibytes(1), '1Gi'], [Size.kibibytes(1), '1Ki']])('is a quantity: %#', (containerLogMaximumSize, rendered) => {
    expect(kubeletOf({ containerLogMaximumSize })).toEqual({ logging: { containerLogMaxSize: rendered } });
  });

  test('must not be nothing', () => {
    expect(() => kubeletOf({ containerLogMaximumSize: Size.mebibytes(0) }))
      .toThrow(new Error('kubelet.containerLogMaximumSize must be whole KiB, at least one, got 0 KiB: write for example Size.mebibytes(10)'));
  });
});

describe('unsafe sysctls', () => {
  test.each([
    'kernel.shm*', 'kernel.shmmax', 'kernel.msg*', 'kernel.msgmnb', 'kernel.sem', 'fs.mqueue.*', 'fs.mqueue.msg_max', 'net.*', 'net.core.somaxconn',
    'net.ipv4.*', Token.asString({ Ref: 'Name' }),
  ])('may be %s', (name) => {
    expect(kubeletOf({ allowedUnsafeSysctls: [name] })).toEqual({ allowedUnsafeSysctls: [name] });
  });

  test.each(['', '*', 'kernel.*', 'kernel.semaphore', 'vm.swappiness', 'fs.mqueue', 'network.core', 'net.*.max', 'net.core somaxconn'])('must not be %j', (name) => {
    expect(() => kubeletOf({ allowedUnsafeSysctls: ['net.*', name] })).toThrow(new Error(
      `kubelet.allowedUnsafeSysctls must match kernel.shm*, kernel.msg*, kernel.sem, fs.mqueue.* or net.*, got "${name}": write for example net.core.somaxconn`,
    ));
  });

  test('may be 64, not 65', () => {
    expect(kubeletOf({ allowedUnsafeSysctls: Array(64).fill('net.*') }).allowedUnsafeSysctls).toHaveLength(64);
    expect(() => kubeletOf({ allowedUnsafeSysctls: Array(65).fill('net.*') }))
      .toThrow(new Error('kubelet.allowedUnsafeSysctls must be at most 64, got 65: write patterns such as net.core.*'));
  });
});

describe('eviction', () => {
  function evictionOf(eviction: KubeletEviction) {
    return kubeletOf({ eviction }).eviction;
  }

  test('hard thresholds are a map by signal', () => {
    expect(evictionOf({ hard: [MEMORY_AVAILABLE.below(Size.mebibytes(100)), PID_AVAILABLE.belowPercent(10)] }))
      .toEqual({ hard: { 'memory.available': '100Mi', 'pid.available': '10%' } });
  });

  test('soft thresholds bring their grace periods', () => {
    expect(evictionOf({ soft: [MEMORY_AVAILABLE.below(Size.mebibytes(500)).after(Duration.seconds(90))] }))
      .toEqual({ soft: { 'memory.available': '500Mi' }, softGracePeriod: { 'memory.available': '90s' } });
  });

  test('a signal twice in one list is refused', () => {
    const [first, second] = [MEMORY_AVAILABLE.belowPercent(5), MEMORY_AVAILABLE.below(Size.mebibytes(1))];
    expect(() => evictionOf({ hard: [first, second] }))
      .toThrow(new Error('kubelet.eviction.hard must name each signal once, got memory.available twice: keep one of its thresholds'));
    expect(() => evictionOf({ soft: [first, second].map((threshold) => threshold.after(Duration.minutes(1))) }))
      .toThrow(new Error('kubelet.eviction.soft must name each signal once, got memory.available twice: keep one of its thresholds'));
  });

  test.each([[Duration.seconds(0), 0], [Duration.minutes(1), 60]])('the longest end of a pod is a number of seconds: %#', (maximumPodGracePeriod, rendered) => {
    expect(evictionOf({ maximumPodGracePeriod })).toEqual({ maxPodGracePeriod: rendered });
  });

  test('the longest end of a pod must be whole seconds', () => {
    expect(() => evictionOf({ maximumPodGracePeriod: Duration.millis(1500) }))
      .toThrow(new Error('kubelet.eviction.maximumPodGracePeriod must be a whole number of 0 or more seconds, got 1.5: write for example 2'));
  });

  test('a soft threshold that comes too late is refused by a rule', () => {
    const hard = [MEMORY_AVAILABLE.below(Size.mebibytes(500))];
    const soft = (size: Size) => [MEMORY_AVAILABLE.below(size).after(Duration.minutes(1))];
    expect(findingsOfProps({ kubelet: { eviction: { hard, soft: soft(Size.mebibytes(500)) } } }))
      .toEqual(['node-class-eviction spec.advancedCompute.kubelet.eviction.soft.memory.available']);
    expect(findingsOfProps({ kubelet: { eviction: { hard, soft: soft(Size.gibibytes(1)) } } })).toEqual([]);
  });
});
