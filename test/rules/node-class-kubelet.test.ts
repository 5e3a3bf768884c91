import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const token = Token.asString({ Ref: 'Value' });
const number = Token.asNumber({ Ref: 'Number' });
const FIELD = 'spec.advancedCompute.kubelet';
const namespaces = (count: unknown) => ({ sysctl: { 'user.max_user_namespaces': count } });
const found = (kubelet: unknown, kernel?: unknown) => problemsOf('node-class-kubelet', { advancedCompute: { kubelet, kernel } });

test.each<[unknown, unknown?]>([
  [{ maxPods: 1 }], [{ maxPods: 110 }], [{ podPidsLimit: -1 }], [{ podPidsLimit: 100 }], [{ singleProcessOOMKill: false }],
  [{ logging: { containerLogMaxFiles: 2, containerLogMaxSize: '10Mi' } }], [{ logging: { containerLogMaxSize: '1e6' } }],
  [{ allowedUnsafeSysctls: ['net.*', 'kernel.shm*', 'kernel.msgmax', 'kernel.sem', 'fs.mqueue.msg_max', token] }], [{ allowedUnsafeSysctls: Array(64).fill('net.*') }],
  [{ idsPerPod: 65_536 }, namespaces(1)], [{ idsPerPod: 4_294_901_760 }, namespaces(1)], [{ idsPerPod: number }, namespaces(number)],
  [{ idsPerPod: 65_536 }, token], [{ idsPerPod: 65_536 }, { sysctl: token }],
  [{ maxPods: number, podPidsLimit: number, logging: { containerLogMaxFiles: number, containerLogMaxSize: token }, allowedUnsafeSysctls: Token.asList({ Ref: 'Names' }) }],
  [token], [undefined], [{}],
])('is accepted: %#', (kubelet, kernel = undefined) => {
  expect(found(kubelet, kernel)).toEqual([]);
});

test.each<[object, string]>([
  [{ maxPods: 0 }, 'maxPods: must be a whole number of 1 to 110, got 0: write for example 1'],
  [{ maxPods: 111 }, 'maxPods: must be a whole number of 1 to 110, got 111: write for example 110'],
  [{ podPidsLimit: 0 }, 'podPidsLimit: must be a whole number of 100 or more, or -1 for no limit, got 0: write for example 4096'],
  [{ podPidsLimit: 99 }, 'podPidsLimit: must be a whole number of 100 or more, or -1 for no limit, got 99: write for example 4096'],
  [{ podPidsLimit: -2 }, 'podPidsLimit: must be a whole number of 100 or more, or -1 for no limit, got -2: write for example 4096'],
  [{ logging: { containerLogMaxFiles: 1 } }, 'logging.containerLogMaxFiles: must be a whole number of 2 or more, got 1: write for example 2'],
  [{ logging: { containerLogMaxSize: '0' } }, 'logging.containerLogMaxSize: must be a quantity above 0 as text, got "0": write for example "10Mi"'],
  [{ logging: { containerLogMaxSize: 10 } }, 'logging.containerLogMaxSize: must be a quantity above 0 as text, got 10: write for example "10Mi"'],
  [{ logging: { containerLogMaxSize: '10MB' } }, 'logging.containerLogMaxSize: must be a quantity above 0 as text, got "10MB": write for example "10Mi"'],
  [{ allowedUnsafeSysctls: ['net.*', 'vm.swappiness'] }, 'allowedUnsafeSysctls[1]: must match kernel.shm*, kernel.msg*, kernel.sem, fs.mqueue.* or net.*, got "vm.swappiness": write for example net.core.somaxconn'],
  [{ allowedUnsafeSysctls: Array(65).fill('net.*') }, 'allowedUnsafeSysctls: must be at most 64 names, got 65: write patterns such as net.core.*'],
])('is refused: %#', (kubelet, problem) => {
  expect(found(kubelet)).toEqual([`${FIELD}.${problem}`]);
});

describe('idsPerPod', () => {
  test.each([[65_535, 'a whole number of 65536 to 4294967295', 65_536], [4_294_967_296, 'a whole number of 65536 to 4294967295', 4_294_967_295], [100_000, 'a multiple of 65536', 65_536]])('must not be %s', (idsPerPod, rule, fix) => {
    expect(found({ idsPerPod }, namespaces(1))).toEqual([`${FIELD}.idsPerPod: must be ${rule}, got ${idsPerPod}: write for example ${fix}`]);
  });

  test.each<[unknown, string]>([[undefined, 'none'], [{ sysctl: {} }, 'none'], [namespaces(0), '0'], [namespaces(null), 'none']])('needs user namespaces: %j', (kernel, got) => {
    expect(found({ idsPerPod: 65_536 }, kernel)).toEqual([
      `spec.advancedCompute.kernel.sysctl.user.max_user_namespaces: must be more than 0 for idsPerPod, got ${got}: write for example 11255`,
    ]);
  });
});

describe('singleProcessOOMKill', () => {
  const warned = (value: unknown, version?: string) => problemsOf('node-class-oom-kill', { advancedCompute: { kubelet: { singleProcessOOMKill: value } } }, { version });

  test.each<[unknown, string?]>([[true, '1.32'], [true, '1.100'], [true, undefined], [true, token], [undefined, '1.31']])('is not warned about: %j with %s', (value, version = undefined) => {
    expect(warned(value, version)).toEqual([]);
  });

  test.each([[true, '1.31'], [false, '1.29']])('%s has no effect with %s', (value, version) => {
    expect(warned(value, version)).toEqual([`${FIELD}.singleProcessOOMKill: needs Kubernetes 1.32 to have an effect, got ${version}: raise the version, or remove the setting`]);
  });
});
