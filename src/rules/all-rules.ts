import { capacityReservations } from './capacity-reservations';
import { defaultNodeClass } from './default-node-class';
import { nodeClassCertificates } from './node-class-certificates';
import { nodeClassEviction } from './node-class-eviction';
import { nodeClassFips } from './node-class-fips';
import { nodeClassHugepages } from './node-class-hugepages';
import { nodeClassInterfaceLayout } from './node-class-interface-layout';
import { nodeClassInterfaces } from './node-class-interfaces';
import { nodeClassKubelet } from './node-class-kubelet';
import { nodeClassName } from './node-class-name';
import { nodeClassOomKill } from './node-class-oom-kill';
import { nodeClassPodNetwork } from './node-class-pod-network';
import { nodeClassProxy } from './node-class-proxy';
import { nodeClassProxyExceptions } from './node-class-proxy-exceptions';
import { nodeClassRole } from './node-class-role';
import { nodeClassRolePath } from './node-class-role-path';
import { nodeClassSelectors } from './node-class-selectors';
import { nodeClassStorage } from './node-class-storage';
import { nodeClassStorageThroughput } from './node-class-storage-throughput';
import { nodeClassSysctls } from './node-class-sysctls';
import { nodeClassTags } from './node-class-tags';
import { nodeClassValues } from './node-class-values';
import { nodePoolLifetime } from './node-pool-lifetime';
import { nodePoolName } from './node-pool-name';
import { Rule } from './rule';

/** Every rule, in the order of the documentation. */
export const ALL_RULES: Rule[] = [
  nodeClassName,
  defaultNodeClass,
  nodeClassRole,
  nodeClassRolePath,
  nodeClassSelectors,
  nodeClassPodNetwork,
  capacityReservations,
  nodeClassStorage,
  nodeClassStorageThroughput,
  nodeClassValues,
  nodeClassProxy,
  nodeClassProxyExceptions,
  nodeClassInterfaces,
  nodeClassInterfaceLayout,
  nodeClassFips,
  nodeClassHugepages,
  nodeClassKubelet,
  nodeClassEviction,
  nodeClassOomKill,
  nodeClassSysctls,
  nodeClassCertificates,
  nodeClassTags,
  nodePoolName,
  nodePoolLifetime,
];
