import { Duration, Size } from 'cdk8s';

/**
 * How the kernel slows down TCP connections on a busy network.
 */
export enum TcpCongestionControl {
  /** CUBIC. */
  CUBIC = 'cubic',
  /** New Reno. */
  RENO = 'reno',
}

/**
 * How many neighbours (addresses in the same network) the kernel remembers. Each threshold must be greater than the one before.
 *
 * @see https://docs.kernel.org/networking/ip-sysctl.html
 */
export interface NeighbourTableThresholds {
  /** Entries below which none is removed: `gc_thresh1`, 0 to 262,144. */
  readonly least: number;
  /** Entries above which old ones are removed after a few seconds: `gc_thresh2`, 512 to 524,288. */
  readonly soft: number;
  /** Entries that there can be: `gc_thresh3`, 1,024 to 1,048,576. */
  readonly hard: number;
}

/**
 * How much memory may hold data that is not yet on disk, in percent.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/vm.html
 */
export interface DirtyRatios {
  /** Share at which writing begins in the background: `vm.dirty_background_ratio`, 1 to 20. Less than `blocking`. */
  readonly background: number;
  /** Share at which a process that writes has to wait: `vm.dirty_ratio`, 5 to 40. */
  readonly blocking: number;
}

/**
 * Parameters of the kernel of the nodes, named after their sysctl. A change replaces the nodes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface Sysctls {
  /**
   * Asynchronous operations that can be open: `fs.aio-max-nr`, 65,536 to 4,194,304.
   *
   * @default - that of the node's image
   */
  readonly fsAioMaxNr?: number;

  /**
   * inotify instances of a user: `fs.inotify.max_user_instances`, 8,192 to 1,048,576.
   *
   * @default - that of the node's image
   */
  readonly fsInotifyMaxUserInstances?: number;

  /**
   * inotify watches of a user: `fs.inotify.max_user_watches`, 8,192 to 1,048,576.
   *
   * @default - that of the node's image
   */
  readonly fsInotifyMaxUserWatches?: number;

  /**
   * Files that a process can have open: `fs.nr_open`, 1,048,576 to 2,147,483,584.
   *
   * @default - that of the node's image
   */
  readonly fsNrOpen?: number;

  /**
   * How little users without privileges may measure, -1 (everything is allowed) to 2 (only their own processes): `kernel.perf_event_paranoid`.
   *
   * @default - that of the node's image
   */
  readonly kernelPerfEventParanoid?: number;

  /**
   * Packets that wait for the kernel when they arrive faster than it takes them: `net.core.netdev_max_backlog`, 1,000 to 3,240,000.
   *
   * @default - that of the node's image
   */
  readonly netCoreNetdevMaxBacklog?: number;

  /**
   * Largest receive buffer of a socket: `net.core.rmem_max`, 208 KiB to 128 MiB.
   *
   * @default - that of the node's image
   */
  readonly netCoreRmemMax?: Size;

  /**
   * Largest send buffer of a socket: `net.core.wmem_max`, 208 KiB to 128 MiB.
   *
   * @default - that of the node's image
   */
  readonly netCoreWmemMax?: Size;

  /**
   * Connections that can wait to be accepted by a program: `net.core.somaxconn`, 4,096 to 3,240,000.
   *
   * @default - that of the node's image
   */
  readonly netCoreSomaxconn?: number;

  /**
   * How many neighbours the kernel remembers: `net.ipv4.neigh.default.gc_thresh1` to `gc_thresh3`.
   *
   * @default - those of the node's image
   */
  readonly netIpv4NeighDefaultGcThresholds?: NeighbourTableThresholds;

  /**
   * How TCP connections slow down: `net.ipv4.tcp_congestion_control`.
   *
   * @default - that of the node's image
   */
  readonly netIpv4TcpCongestionControl?: TcpCongestionControl;

  /**
   * How long a connection that is closed on this side waits for the other: `net.ipv4.tcp_fin_timeout`, 5 seconds to 2 minutes, in whole seconds.
   *
   * @default - that of the node's image
   */
  readonly netIpv4TcpFinTimeout?: Duration;

  /**
   * How long a connection is quiet before the kernel asks whether the other side is there: `net.ipv4.tcp_keepalive_time`, 30 seconds to 5 days, in
   * whole seconds.
   *
   * @default - that of the node's image
   */
  readonly netIpv4TcpKeepaliveTime?: Duration;

  /**
   * Connections that can wait for the last packet of their handshake: `net.ipv4.tcp_max_syn_backlog`, 128 to 3,240,000.
   *
   * @default - that of the node's image
   */
  readonly netIpv4TcpMaxSynBacklog?: number;

  /**
   * Whether ports of closed connections are used again early: `net.ipv4.tcp_tw_reuse`, 0 (no), 1 (yes) or 2 (only within the node).
   *
   * @default - that of the node's image
   */
  readonly netIpv4TcpTwReuse?: number;

  /**
   * User namespaces that a user can make: `user.max_user_namespaces`, 0 to 2,147,483,647. `kubelet.idsPerPod` needs more than 0.
   *
   * @default - that of the node's image
   */
  readonly userMaxUserNamespaces?: number;

  /**
   * How much memory may hold data that is not yet on disk: `vm.dirty_background_ratio` and `vm.dirty_ratio`.
   *
   * @default - those of the node's image
   */
  readonly vmDirtyRatios?: DirtyRatios;

  /**
   * Age at which such data is written: `vm.dirty_expire_centisecs`, 0 to 60 seconds, in hundredths of a second.
   *
   * @default - that of the node's image
   */
  readonly vmDirtyExpire?: Duration;

  /**
   * Time between two looks for such data: `vm.dirty_writeback_centisecs`, 0 to 10 seconds, in hundredths of a second.
   *
   * @default - that of the node's image
   */
  readonly vmDirtyWriteback?: Duration;

  /**
   * Areas of memory that a process can map: `vm.max_map_count`, 65,530 to 2,147,483,647. OpenSearch and its like need 262,144.
   *
   * @default - that of the node's image
   */
  readonly vmMaxMapCount?: number;

  /**
   * How readily memory of processes is swapped out rather than caches are dropped: `vm.swappiness`, 0 to 200.
   *
   * @default - that of the node's image
   */
  readonly vmSwappiness?: number;

  /**
   * How early the kernel begins to free memory, in ten-thousandths of all memory: `vm.watermark_scale_factor`, 10 to 3,000.
   *
   * @default - that of the node's image
   */
  readonly vmWatermarkScaleFactor?: number;
}
