import { acceleratorTaint } from './accelerator-taint';
import { applicationNetworkPolicy } from './application-network-policy';
import { capacityReservations } from './capacity-reservations';
import { clusterNetworkPolicy } from './cluster-network-policy';
import { customNetworking } from './custom-networking';
import { defaultNodeClass } from './default-node-class';
import { defaultStorageClass } from './default-storage-class';
import { disruptionBlocked } from './disruption-blocked';
import { disruptionBudget } from './disruption-budget';
import { duplicateNodePool } from './duplicate-node-pool';
import { ebsCsiDriver } from './ebs-csi-driver';
import { gatewayClassController } from './gateway-class-controller';
import { gatewayCrds } from './gateway-crds';
import { gatewayLayers } from './gateway-layers';
import { gatewayUnsupportedRoute } from './gateway-unsupported-route';
import { INGRESS_RULES } from './ingress-rules';
import { instanceSize } from './instance-size';
import { missingNodeClass } from './missing-node-class';
import { networkLoadBalancerAccess } from './network-load-balancer-access';
import { networkLoadBalancerActions } from './network-load-balancer-actions';
import { networkLoadBalancerAddresses } from './network-load-balancer-addresses';
import { networkLoadBalancerListeners } from './network-load-balancer-listeners';
import { networkLoadBalancerScheme } from './network-load-balancer-scheme';
import { networkLoadBalancerTags } from './network-load-balancer-tags';
import { networkLoadBalancerTls } from './network-load-balancer-tls';
import { networkLoadBalancerValues } from './network-load-balancer-values';
import { networkPolicyEnablement } from './network-policy-enablement';
import { networkPolicyIpv6 } from './network-policy-ipv6';
import { networkPolicyName } from './network-policy-name';
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
import { nodeClassRef } from './node-class-ref';
import { nodeClassRole } from './node-class-role';
import { nodeClassRolePath } from './node-class-role-path';
import { nodeClassSelectors } from './node-class-selectors';
import { nodeClassStorage } from './node-class-storage';
import { nodeClassStorageThroughput } from './node-class-storage-throughput';
import { nodeClassSysctls } from './node-class-sysctls';
import { nodeClassTags } from './node-class-tags';
import { nodeClassValues } from './node-class-values';
import { nodePoolAnnotations } from './node-pool-annotations';
import { nodePoolConsolidation } from './node-pool-consolidation';
import { nodePoolFields } from './node-pool-fields';
import { nodePoolLabels } from './node-pool-labels';
import { nodePoolLifetime } from './node-pool-lifetime';
import { nodePoolLimits } from './node-pool-limits';
import { nodePoolName } from './node-pool-name';
import { nodePoolTaints } from './node-pool-taints';
import { nodePoolWeight } from './node-pool-weight';
import { requirementConflict } from './requirement-conflict';
import { requirementKey } from './requirement-key';
import { requirementValues } from './requirement-values';
import { reservedCapacity } from './reserved-capacity';
import { Rule } from './rule';
import { secretInChart } from './secret-in-chart';
import { securityGroupsForPods } from './security-groups-for-pods';
import { serviceIgnoredAnnotations } from './service-ignored-annotations';
import { serviceLoadBalancerClass } from './service-load-balancer-class';
import { serviceUnknownAnnotations } from './service-unknown-annotations';
import { staticNodePool } from './static-node-pool';
import { staticNodePoolConsolidation } from './static-node-pool-consolidation';
import { staticNodePoolRoom } from './static-node-pool-room';
import { storageClassBinding } from './storage-class-binding';
import { storageClassEncryption } from './storage-class-encryption';
import { storageClassParameters } from './storage-class-parameters';
import { storageClassUnknownParameters } from './storage-class-unknown-parameters';
import { targetGroupBindingApi } from './target-group-binding-api';
import { targetGroupBindingDeletion } from './target-group-binding-deletion';
import { targetGroupBindingFields } from './target-group-binding-fields';
import { targetGroupBindingUndocumented } from './target-group-binding-undocumented';
import { unknownInstanceLabel } from './unknown-instance-label';
import { unknownLabelValue } from './unknown-label-value';
import { unlimitedNodePool } from './unlimited-node-pool';
import { unusedReservation } from './unused-reservation';
import { volumeAttributesClass } from './volume-attributes-class';
import { volumeClaimAnnotations } from './volume-claim-annotations';
import { vpcCniSettings } from './vpc-cni-settings';

/** What is asked of NodePools: their form, their NodeClass, which instances they allow, what is on their nodes, how many, and when nodes go. */
export const NODE_POOL_RULES: Rule[] = [
  nodePoolName, nodePoolLifetime,
  nodePoolFields, duplicateNodePool,
  nodeClassRef, missingNodeClass, reservedCapacity, unusedReservation,
  requirementKey, requirementValues, requirementConflict, instanceSize, unknownLabelValue, unknownInstanceLabel,
  nodePoolLabels, nodePoolAnnotations, nodePoolTaints, acceleratorTaint,
  nodePoolLimits, unlimitedNodePool, nodePoolWeight, staticNodePool, staticNodePoolRoom, staticNodePoolConsolidation,
  nodePoolConsolidation, disruptionBudget, disruptionBlocked,
];

/** What is asked of Services with a Network Load Balancer, and of bindings of target groups. */
export const NETWORK_LOAD_BALANCER_RULES: Rule[] = [
  serviceLoadBalancerClass, serviceIgnoredAnnotations, serviceUnknownAnnotations,
  networkLoadBalancerScheme, networkLoadBalancerValues, networkLoadBalancerAddresses, networkLoadBalancerTls, networkLoadBalancerListeners,
  networkLoadBalancerActions, networkLoadBalancerAccess, networkLoadBalancerTags,
  targetGroupBindingApi, targetGroupBindingFields, targetGroupBindingUndocumented, targetGroupBindingDeletion,
];

/** What is asked of storage. */
export const STORAGE_RULES: Rule[] = [
  ebsCsiDriver, storageClassParameters, storageClassUnknownParameters, storageClassBinding, storageClassEncryption, defaultStorageClass,
  volumeAttributesClass, volumeClaimAnnotations,
];

/** What is asked of network policies, and what else of a network Auto Mode does not have. */
export const NETWORK_RULES: Rule[] = [
  networkPolicyEnablement, applicationNetworkPolicy, clusterNetworkPolicy, networkPolicyName, networkPolicyIpv6,
  securityGroupsForPods, customNetworking, vpcCniSettings,
];

/** What is asked of the Gateway API. */
export const GATEWAY_RULES: Rule[] = [gatewayClassController, gatewayLayers, gatewayCrds, gatewayUnsupportedRoute];

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
  ...NODE_POOL_RULES,
  ...NETWORK_LOAD_BALANCER_RULES,
  ...INGRESS_RULES,
  ...STORAGE_RULES,
  ...NETWORK_RULES,
  ...GATEWAY_RULES,
  secretInChart,
];
