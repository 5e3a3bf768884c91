import { Duration, Size } from 'cdk8s';
import {
  CapacityReservationSelector, DefaultNetworkPolicy, EvictionSignal, HugepageDefragmentation, Ipv4PrefixSize, KernelLockdown, NetworkInterface,
  NodeClassProps, PlacementGroup, SecondaryAddresses, SecurityGroupSelector, SnatPolicy, SubnetSelector, TcpCongestionControl, TransparentHugepages,
} from '../../src';

/** A certificate of nobody. */
export const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

/** NodeClasses that together set every field; one cannot, since some exclude one another. */
export const FULL_NODE_CLASSES: { readonly [name: string]: NodeClassProps } = {
  hardened: {
    metadata: { name: 'hardened', labels: { team: 'data' }, annotations: { 'example.com/contact': 'data@example.com' } },
    role: 'nodes',
    subnets: [SubnetSelector.id('subnet-1'), SubnetSelector.tags({ tier: 'private' })],
    securityGroups: [SecurityGroupSelector.id('sg-1'), SecurityGroupSelector.securityGroupName('nodes'), SecurityGroupSelector.tags({ team: '*' })],
    podNetwork: {
      subnets: [SubnetSelector.id('subnet-2'), SubnetSelector.tags({ tier: 'pods' })],
      securityGroups: [SecurityGroupSelector.id('sg-2'), SecurityGroupSelector.securityGroupName('pods'), SecurityGroupSelector.tags({ tier: 'pods' })],
    },
    placementGroup: PlacementGroup.named('apart'),
    snatPolicy: SnatPolicy.DISABLED,
    networkPolicy: DefaultNetworkPolicy.DENY,
    networkPolicyEventLogs: true,
    associatePublicIpAddress: false,
    proxy: { url: 'http://192.0.2.4:3128', noProxy: ['.example.com', 'localhost'] },
    ipv4PrefixSize: Ipv4PrefixSize.SINGLE_ADDRESS,
    ipv4Egress: false,
    networkInterfaces: [NetworkInterface.primary(), NetworkInterface.standard(0, 1, { secondaryAddresses: SecondaryAddresses.count(30) })],
    ephemeralStorage: { size: Size.gibibytes(200), iops: 6000, throughputPerSecond: Size.mebibytes(500), kmsKeyId: 'alias/nodes' },
    fips: true,
    kernelLockdown: KernelLockdown.INTEGRITY,
    hugepages: { twoMebibytePages: 512, oneGibibytePages: 2, transparent: TransparentHugepages.always(HugepageDefragmentation.DEFER) },
    kubelet: {
      maximumPods: 60,
      podPidsLimit: 4096,
      idsPerPod: 65_536,
      singleProcessOomKill: true,
      eviction: {
        hard: [
          EvictionSignal.MEMORY_AVAILABLE.below(Size.mebibytes(100)), EvictionSignal.NODEFS_AVAILABLE.belowPercent(10),
          EvictionSignal.NODEFS_INODES_FREE.belowPercent(5), EvictionSignal.PID_AVAILABLE.below(1000),
        ],
        soft: [
          EvictionSignal.MEMORY_AVAILABLE.below(Size.mebibytes(500)).after(Duration.seconds(90)),
          EvictionSignal.IMAGEFS_AVAILABLE.belowPercent(15).after(Duration.minutes(2)),
          EvictionSignal.IMAGEFS_INODES_FREE.below(10_000).after(Duration.minutes(2)),
        ],
        maximumPodGracePeriod: Duration.minutes(1),
      },
      containerLogMaximumSize: Size.mebibytes(10),
      containerLogMaximumFiles: 5,
      allowedUnsafeSysctls: ['net.core.somaxconn', 'kernel.msg*'],
    },
    sysctls: {
      fsAioMaxNr: 1_048_576,
      fsInotifyMaxUserInstances: 8192,
      fsInotifyMaxUserWatches: 524_288,
      fsNrOpen: 1_048_576,
      kernelPerfEventParanoid: -1,
      netCoreNetdevMaxBacklog: 5000,
      netCoreRmemMax: Size.mebibytes(16),
      netCoreWmemMax: Size.kibibytes(208),
      netCoreSomaxconn: 4096,
      netIpv4NeighDefaultGcThresholds: { least: 8192, soft: 32_768, hard: 65_536 },
      netIpv4TcpCongestionControl: TcpCongestionControl.CUBIC,
      netIpv4TcpFinTimeout: Duration.seconds(30),
      netIpv4TcpKeepaliveTime: Duration.minutes(5),
      netIpv4TcpMaxSynBacklog: 4096,
      netIpv4TcpTwReuse: 1,
      userMaxUserNamespaces: 11_255,
      vmDirtyRatios: { background: 10, blocking: 20 },
      vmDirtyExpire: Duration.seconds(30),
      vmDirtyWriteback: Duration.seconds(5),
      vmMaxMapCount: 262_144,
      vmSwappiness: 30,
      vmWatermarkScaleFactor: 100,
    },
    certificateBundles: [{ name: 'own-authority', certificates: CERTIFICATE }],
    tags: { team: 'data' },
  },
  training: {
    metadata: { name: 'training' },
    instanceProfile: 'nodes',
    subnets: [SubnetSelector.id('subnet-1')],
    securityGroups: [SecurityGroupSelector.id('sg-1')],
    capacityReservations: [
      CapacityReservationSelector.id('cr-0123456789abcdef0', { owner: '111122223333' }), CapacityReservationSelector.tags({ purpose: 'training' }),
    ],
    placementGroup: PlacementGroup.id('pg-0123456789abcdef0'),
    networkInterfaces: [
      NetworkInterface.primary({ secondaryAddresses: SecondaryAddresses.prefixes(1) }),
      NetworkInterface.efaOnly(0, 1),
      NetworkInterface.efaOnly(1, 0),
    ],
  },
};
