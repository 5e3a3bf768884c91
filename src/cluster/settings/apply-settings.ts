import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import { AuthenticationMode } from './authentication-mode';
import { ClusterSettings } from './cluster-settings';
import { inOneUnit } from './service-duration';

/** Sets on the L1 what the L2 cannot say. What is not given is not written. */
export function applySettings(cluster: CfnCluster, settings: ClusterSettings): void {
  const { securityGroups = [], eventTimeToLive, serviceNodePortRange, horizontalPodAutoscalerSyncPeriod, terminatedPodThreshold } = settings;
  if ((settings.authenticationMode ?? AuthenticationMode.API) !== AuthenticationMode.API) {
    cluster.addPropertyOverride('AccessConfig.AuthenticationMode', settings.authenticationMode);
  }
  if (settings.controlPlaneEgressMode) {
    cluster.addPropertyOverride('ResourcesVpcConfig.ControlPlaneEgressMode', settings.controlPlaneEgressMode.mode);
  }
  if (securityGroups.length > 1) {
    cluster.addPropertyOverride('ResourcesVpcConfig.SecurityGroupIds', securityGroups.map(({ securityGroupId }) => securityGroupId));
  }
  if (settings.gatewayApiCrds !== undefined) {
    cluster.addPropertyOverride('KubernetesNetworkConfig.ElasticLoadBalancing.GatewayApi.Crds.Managed', settings.gatewayApiCrds);
  }
  cluster.upgradePolicy = settings.upgradePolicy && { supportType: settings.upgradePolicy.supportType };
  cluster.zonalShiftConfig = settings.zonalShift === undefined ? undefined : { enabled: settings.zonalShift };
  cluster.deletionProtection = settings.deletionProtection;
  cluster.force = settings.forceUpgrade;
  cluster.activeCertificateAuthorityId = settings.activeCertificateAuthorityId;
  cluster.rollbackConfig = settings.rollbackTimeout && { timeoutMinutes: settings.rollbackTimeout.toMinutes() };
  cluster.kubeApiServerConfig = eventTimeToLive || serviceNodePortRange ? {
    eventTtl: eventTimeToLive && inOneUnit(eventTimeToLive),
    serviceNodePortRange: serviceNodePortRange && { minPort: serviceNodePortRange.from, maxPort: serviceNodePortRange.to },
  } : undefined;
  cluster.kubeSchedulerConfig = settings.scoringStrategy && { nodeResourcesFit: { scoringStrategy: settings.scoringStrategy._render() } };
  cluster.kubeControllerManagerConfig = horizontalPodAutoscalerSyncPeriod || terminatedPodThreshold !== undefined ? {
    horizontalPodAutoscalerControllerConfig: horizontalPodAutoscalerSyncPeriod
      && { horizontalPodAutoscalerSyncPeriod: inOneUnit(horizontalPodAutoscalerSyncPeriod) },
    podGcControllerConfig: terminatedPodThreshold === undefined ? undefined : { terminatedPodGcThreshold: terminatedPodThreshold },
  } : undefined;
}
