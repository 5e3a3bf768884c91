import { Token } from 'aws-cdk-lib';
import { Duration, Size } from 'cdk8s';
import { Sysctls, TcpCongestionControl } from '../../../src';
import { CONGESTION_CONTROLS, SYSCTL_RANGES } from '../../../src/rules/sysctl-ranges';
import { findingsOfProps, specOf } from '../../support/node-class';

function sysctlOf(sysctls: Sysctls) {
  return specOf({ sysctls }).advancedCompute.kernel.sysctl;
}

type NumericProp = { [key in keyof Sysctls]-?: Required<Sysctls>[key] extends number ? key : never }[keyof Sysctls];

const NUMBERS: [NumericProp, string, number, number][] = [
  ['fsAioMaxNr', 'fs.aio-max-nr', 65_536, 4_194_304],
  ['fsInotifyMaxUserInstances', 'fs.inotify.max_user_instances', 8_192, 1_048_576],
  ['fsInotifyMaxUserWatches', 'fs.inotify.max_user_watches', 8_192, 1_048_576],
  ['fsNrOpen', 'fs.nr_open', 1_048_576, 2_147_483_584],
  ['kernelPerfEventParanoid', 'kernel.perf_event_paranoid', -1, 2],
  ['netCoreNetdevMaxBacklog', 'net.core.netdev_max_backlog', 1_000, 3_240_000],
  ['netCoreSomaxconn', 'net.core.somaxconn', 4_096, 3_240_000],
  ['netIpv4TcpMaxSynBacklog', 'net.ipv4.tcp_max_syn_backlog', 128, 3_240_000],
  ['netIpv4TcpTwReuse', 'net.ipv4.tcp_tw_reuse', 0, 2],
  ['userMaxUserNamespaces', 'user.max_user_namespaces', 0, 2_147_483_647],
  ['vmMaxMapCount', 'vm.max_map_count', 65_530, 2_147_483_647],
  ['vmSwappiness', 'vm.swappiness', 0, 200],
  ['vmWatermarkScaleFactor', 'vm.watermark_scale_factor', 10, 3_000],
];

describe.each(NUMBERS)('%s', (property, sysctl, least, most) => {
  test.each([least, most])(`is written as ${sysctl}: %s`, (value) => {
    expect(sysctlOf({ [property]: value })).toEqual({ [sysctl]: value });
    expect(findingsOfProps({ sysctls: { [property]: value } })).toEqual([]);
  });

  test.each([[least - 1, least], [most + 1, most], [least + 0.4, least]])('must not be %s', (value, fix) => {
    expect(() => sysctlOf({ [property]: value }))
      .toThrow(new Error(`sysctls.${property} must be a whole number of ${least} to ${most}, got ${value}: write for example ${fix}`));
  });

  test('is not looked into when it is a token', () => {
    const token = Token.asNumber({ Ref: 'Number' });
    expect(sysctlOf({ [property]: token })).toEqual({ [sysctl]: token });
  });
});

describe.each([['netCoreRmemMax', 'net.core.rmem_max'], ['netCoreWmemMax', 'net.core.wmem_max']] as const)('%s', (property, sysctl) => {
  test.each([[Size.kibibytes(208), 212_992], [Size.mebibytes(128), 134_217_728]])('is written in bytes: %#', (size, rendered) => {
    expect(sysctlOf({ [property]: size })).toEqual({ [sysctl]: rendered });
  });

  test.each([[Size.kibibytes(207), 211_968, 212_992], [Size.mebibytes(129), 135_266_304, 134_217_728]])('must be in its range: %#', (size, got, fix) => {
    expect(() => sysctlOf({ [property]: size }))
      .toThrow(new Error(`sysctls.${property} must be a whole number of 212992 to 134217728 bytes, got ${got}: write for example ${fix}`));
  });
});

describe('durations', () => {
  test.each<[Sysctls, object]>([
    [{ netIpv4TcpFinTimeout: Duration.seconds(5) }, { 'net.ipv4.tcp_fin_timeout': 5 }],
    [{ netIpv4TcpFinTimeout: Duration.minutes(2) }, { 'net.ipv4.tcp_fin_timeout': 120 }],
    [{ netIpv4TcpKeepaliveTime: Duration.seconds(30) }, { 'net.ipv4.tcp_keepalive_time': 30 }],
    [{ netIpv4TcpKeepaliveTime: Duration.days(5) }, { 'net.ipv4.tcp_keepalive_time': 432_000 }],
    [{ vmDirtyExpire: Duration.seconds(0) }, { 'vm.dirty_expire_centisecs': 0 }],
    [{ vmDirtyExpire: Duration.minutes(1) }, { 'vm.dirty_expire_centisecs': 6_000 }],
    [{ vmDirtyExpire: Duration.millis(290) }, { 'vm.dirty_expire_centisecs': 29 }],
    [{ vmDirtyWriteback: Duration.seconds(10) }, { 'vm.dirty_writeback_centisecs': 1_000 }],
  ])('are written in the unit of their sysctl: %#', (sysctls, rendered) => {
    expect(sysctlOf(sysctls)).toEqual(rendered);
  });

  test.each<[Sysctls, string]>([
    [{ netIpv4TcpFinTimeout: Duration.seconds(4) }, 'sysctls.netIpv4TcpFinTimeout must be a whole number of 5 to 120 seconds, got 4: write for example 5'],
    [{ netIpv4TcpFinTimeout: Duration.seconds(121) }, 'sysctls.netIpv4TcpFinTimeout must be a whole number of 5 to 120 seconds, got 121: write for example 120'],
    [{ netIpv4TcpKeepaliveTime: Duration.millis(30_500) }, 'sysctls.netIpv4TcpKeepaliveTime must be a whole number of 30 to 432000 seconds, got 30.5: write for example 31'],
    [{ vmDirtyExpire: Duration.seconds(61) }, 'sysctls.vmDirtyExpire must be a whole number of 0 to 6000 hundredths of a second, got 6100: write for example 6000'],
    [{ vmDirtyWriteback: Duration.millis(5) }, 'sysctls.vmDirtyWriteback must be a whole number of 0 to 1000 hundredths of a second, got 0.5: write for example 1'],
  ])('are refused out of their range: %#', (sysctls, message) => {
    expect(() => sysctlOf(sysctls)).toThrow(new Error(message));
  });
});

test.each([[TcpCongestionControl.CUBIC, 'cubic'], [TcpCongestionControl.RENO, 'reno']])('netIpv4TcpCongestionControl %s is written', (netIpv4TcpCongestionControl, rendered) => {
  expect(sysctlOf({ netIpv4TcpCongestionControl })).toEqual({ 'net.ipv4.tcp_congestion_control': rendered });
});

test('the rule knows the same congestion controls', () => {
  expect(Object.values(TcpCongestionControl)).toEqual(CONGESTION_CONTROLS);
});

describe('groups', () => {
  test('thresholds of neighbours are written together', () => {
    expect(sysctlOf({ netIpv4NeighDefaultGcThresholds: { least: 0, soft: 512, hard: 1024 } })).toEqual({
      'net.ipv4.neigh.default.gc_thresh1': 0, 'net.ipv4.neigh.default.gc_thresh2': 512, 'net.ipv4.neigh.default.gc_thresh3': 1024,
    });
  });

  test('dirty ratios are written together', () => {
    expect(sysctlOf({ vmDirtyRatios: { background: 20, blocking: 40 } })).toEqual({ 'vm.dirty_background_ratio': 20, 'vm.dirty_ratio': 40 });
  });

  test.each<[Sysctls, string]>([
    [{ vmDirtyRatios: { background: 0, blocking: 20 } }, 'sysctls.vmDirtyRatios.background must be a whole number of 1 to 20, got 0: write for example 1'],
    [{ vmDirtyRatios: { background: 10, blocking: 41 } }, 'sysctls.vmDirtyRatios.blocking must be a whole number of 5 to 40, got 41: write for example 40'],
    [{ netIpv4NeighDefaultGcThresholds: { least: -1, soft: 512, hard: 1024 } }, 'sysctls.netIpv4NeighDefaultGcThresholds.least must be a whole number of 0 to 262144, got -1: write for example 0'],
    [{ netIpv4NeighDefaultGcThresholds: { least: 1, soft: 511, hard: 1024 } }, 'sysctls.netIpv4NeighDefaultGcThresholds.soft must be a whole number of 512 to 524288, got 511: write for example 512'],
    [{ netIpv4NeighDefaultGcThresholds: { least: 1, soft: 512, hard: 1023 } }, 'sysctls.netIpv4NeighDefaultGcThresholds.hard must be a whole number of 1024 to 1048576, got 1023: write for example 1024'],
  ])('are refused out of their ranges: %#', (sysctls, message) => {
    expect(() => sysctlOf(sysctls)).toThrow(new Error(message));
  });

  test('that do not rise are refused by a rule', () => {
    expect(findingsOfProps({ sysctls: { vmDirtyRatios: { background: 20, blocking: 20 } } })).toEqual(['node-class-sysctls spec.advancedCompute.kernel.sysctl.vm.dirty_ratio']);
    expect(findingsOfProps({ sysctls: { netIpv4NeighDefaultGcThresholds: { least: 600, soft: 600, hard: 1024 } } }))
      .toEqual(['node-class-sysctls spec.advancedCompute.kernel.sysctl.net.ipv4.neigh.default.gc_thresh2']);
  });
});

test('every sysctl that the rule knows can be written', () => {
  const all: Sysctls = {
    ...Object.fromEntries(NUMBERS.map(([property, , least]) => [property, least])),
    netCoreRmemMax: Size.mebibytes(1),
    netCoreWmemMax: Size.mebibytes(1),
    netIpv4NeighDefaultGcThresholds: { least: 1, soft: 512, hard: 1024 },
    netIpv4TcpFinTimeout: Duration.seconds(5),
    netIpv4TcpKeepaliveTime: Duration.seconds(30),
    vmDirtyRatios: { background: 1, blocking: 5 },
    vmDirtyExpire: Duration.seconds(1),
    vmDirtyWriteback: Duration.seconds(1),
  };
  expect(Object.keys(sysctlOf(all)).sort()).toEqual(Object.keys(SYSCTL_RANGES).sort());
});
