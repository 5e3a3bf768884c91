import { WholeNumbers } from '../private/whole-numbers';

/** Kernel parameters of a NodeClass that are numbers. */
export const SYSCTL_RANGES = {
  'fs.aio-max-nr': { least: 65_536, most: 4_194_304 },
  'fs.inotify.max_user_instances': { least: 8_192, most: 1_048_576 },
  'fs.inotify.max_user_watches': { least: 8_192, most: 1_048_576 },
  'fs.nr_open': { least: 1_048_576, most: 2_147_483_584 },
  'kernel.perf_event_paranoid': { least: -1, most: 2 },
  'net.core.netdev_max_backlog': { least: 1_000, most: 3_240_000 },
  'net.core.rmem_max': { least: 212_992, most: 134_217_728 },
  'net.core.somaxconn': { least: 4_096, most: 3_240_000 },
  'net.core.wmem_max': { least: 212_992, most: 134_217_728 },
  'net.ipv4.neigh.default.gc_thresh1': { least: 0, most: 262_144 },
  'net.ipv4.neigh.default.gc_thresh2': { least: 512, most: 524_288 },
  'net.ipv4.neigh.default.gc_thresh3': { least: 1_024, most: 1_048_576 },
  'net.ipv4.tcp_fin_timeout': { least: 5, most: 120 },
  'net.ipv4.tcp_keepalive_time': { least: 30, most: 432_000 },
  'net.ipv4.tcp_max_syn_backlog': { least: 128, most: 3_240_000 },
  'net.ipv4.tcp_tw_reuse': { least: 0, most: 2 },
  'user.max_user_namespaces': { least: 0, most: 2_147_483_647 },
  'vm.dirty_background_ratio': { least: 1, most: 20 },
  'vm.dirty_expire_centisecs': { least: 0, most: 6_000 },
  'vm.dirty_ratio': { least: 5, most: 40 },
  'vm.dirty_writeback_centisecs': { least: 0, most: 1_000 },
  'vm.max_map_count': { least: 65_530, most: 2_147_483_647 },
  'vm.swappiness': { least: 0, most: 200 },
  'vm.watermark_scale_factor': { least: 10, most: 3_000 },
} satisfies { [sysctl: string]: WholeNumbers };

export type NumericSysctl = keyof typeof SYSCTL_RANGES;

/** Parameters that are given together or not at all, in the order in which they must rise. */
export const SYSCTL_GROUPS: readonly (readonly NumericSysctl[])[] = [
  ['net.ipv4.neigh.default.gc_thresh1', 'net.ipv4.neigh.default.gc_thresh2', 'net.ipv4.neigh.default.gc_thresh3'],
  ['vm.dirty_background_ratio', 'vm.dirty_ratio'],
];

export const CONGESTION_CONTROL_SYSCTL = 'net.ipv4.tcp_congestion_control';
export const CONGESTION_CONTROLS = ['cubic', 'reno'];
