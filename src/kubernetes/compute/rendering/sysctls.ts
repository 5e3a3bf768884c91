import { SizeRoundingBehavior } from 'cdk8s';
import { CONGESTION_CONTROL_SYSCTL, NumericSysctl, SYSCTL_RANGES } from '../../../rules/sysctl-ranges';
import { exactSeconds } from '../../duration';
import { wholeNumber } from '../../whole-number';
import { Sysctls } from '../sysctls';

/** What is written as it is given. */
const NUMBERS = {
  'fs.aio-max-nr': 'fsAioMaxNr',
  'fs.inotify.max_user_instances': 'fsInotifyMaxUserInstances',
  'fs.inotify.max_user_watches': 'fsInotifyMaxUserWatches',
  'fs.nr_open': 'fsNrOpen',
  'kernel.perf_event_paranoid': 'kernelPerfEventParanoid',
  'net.core.netdev_max_backlog': 'netCoreNetdevMaxBacklog',
  'net.core.somaxconn': 'netCoreSomaxconn',
  'net.ipv4.tcp_max_syn_backlog': 'netIpv4TcpMaxSynBacklog',
  'net.ipv4.tcp_tw_reuse': 'netIpv4TcpTwReuse',
  'user.max_user_namespaces': 'userMaxUserNamespaces',
  'vm.max_map_count': 'vmMaxMapCount',
  'vm.swappiness': 'vmSwappiness',
  'vm.watermark_scale_factor': 'vmWatermarkScaleFactor',
} as const;
const BYTES = { 'net.core.rmem_max': 'netCoreRmemMax', 'net.core.wmem_max': 'netCoreWmemMax' } as const;
const SECONDS = { 'net.ipv4.tcp_fin_timeout': 'netIpv4TcpFinTimeout', 'net.ipv4.tcp_keepalive_time': 'netIpv4TcpKeepaliveTime' } as const;
const HUNDREDTHS = { 'vm.dirty_expire_centisecs': 'vmDirtyExpire', 'vm.dirty_writeback_centisecs': 'vmDirtyWriteback' } as const;

/** The fields of `spec.advancedCompute.kernel.sysctl`. */
export function renderSysctls(sysctls: Sysctls): object {
  const { netIpv4NeighDefaultGcThresholds: neighbours, vmDirtyRatios: ratios } = sysctls;
  return {
    ...map(NUMBERS, (sysctl, property) => within(sysctl, property, sysctls[property])),
    ...map(BYTES, (sysctl, property) => {
      const size = sysctls[property];
      return within(sysctl, property, size && size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024, 'bytes');
    }),
    ...map(SECONDS, (sysctl, property) => {
      const duration = sysctls[property];
      return within(sysctl, property, duration && exactSeconds(duration), 'seconds');
    }),
    ...map(HUNDREDTHS, (sysctl, property) => {
      const duration = sysctls[property];
      // Fractions of seconds come with the error of floating point.
      return within(sysctl, property, duration && Number((exactSeconds(duration) * 100).toFixed(6)), 'hundredths of a second');
    }),
    'net.ipv4.neigh.default.gc_thresh1': within('net.ipv4.neigh.default.gc_thresh1', 'netIpv4NeighDefaultGcThresholds.least', neighbours?.least),
    'net.ipv4.neigh.default.gc_thresh2': within('net.ipv4.neigh.default.gc_thresh2', 'netIpv4NeighDefaultGcThresholds.soft', neighbours?.soft),
    'net.ipv4.neigh.default.gc_thresh3': within('net.ipv4.neigh.default.gc_thresh3', 'netIpv4NeighDefaultGcThresholds.hard', neighbours?.hard),
    'vm.dirty_background_ratio': within('vm.dirty_background_ratio', 'vmDirtyRatios.background', ratios?.background),
    'vm.dirty_ratio': within('vm.dirty_ratio', 'vmDirtyRatios.blocking', ratios?.blocking),
    [CONGESTION_CONTROL_SYSCTL]: sysctls.netIpv4TcpCongestionControl,
  };
}

function map<S extends NumericSysctl, P>(properties: { readonly [sysctl in S]: P }, render: (sysctl: S, property: P) => number | undefined): object {
  return Object.fromEntries((Object.entries(properties) as [S, P][]).map(([sysctl, property]) => [sysctl, render(sysctl, property)]));
}

function within(sysctl: NumericSysctl, property: string, value: number | undefined, unit?: string): number | undefined {
  return value === undefined ? undefined : wholeNumber(`sysctls.${property}`, value, SYSCTL_RANGES[sysctl], unit);
}
