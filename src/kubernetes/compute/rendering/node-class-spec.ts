import { renderAdvancedCompute } from './advanced-compute';
import { renderAdvancedNetworking } from './advanced-networking';
import { renderCertificateBundles } from './certificate-bundles';
import { renderEphemeralStorage } from './ephemeral-storage';
import { renderNodeIdentity } from './node-identity';
import { renderOptionalTerms, renderTerms } from './selector-terms';
import { unlessEmpty } from '../../unless-empty';
import { NodeClassProps } from '../node-class-options';

/** The spec of a NodeClass; what is left out is up to the service. */
export function renderNodeClassSpec(props: NodeClassProps): object {
  return {
    ...renderNodeIdentity(props),
    subnetSelectorTerms: renderTerms('subnets', props.subnets),
    securityGroupSelectorTerms: renderTerms('securityGroups', props.securityGroups),
    podSubnetSelectorTerms: props.podNetwork && renderTerms('podNetwork.subnets', props.podNetwork.subnets),
    podSecurityGroupSelectorTerms: props.podNetwork && renderTerms('podNetwork.securityGroups', props.podNetwork.securityGroups),
    capacityReservationSelectorTerms: renderOptionalTerms('capacityReservations', props.capacityReservations),
    placementGroupSelector: props.placementGroup?._render(),
    snatPolicy: props.snatPolicy,
    networkPolicy: props.networkPolicy,
    networkPolicyEventLogs: renderSwitch(props.networkPolicyEventLogs),
    ephemeralStorage: props.ephemeralStorage && renderEphemeralStorage(props.ephemeralStorage),
    advancedNetworking: renderAdvancedNetworking(props),
    advancedSecurity: unlessEmpty({ fips: props.fips, kernelLockdown: props.kernelLockdown }),
    advancedCompute: renderAdvancedCompute(props),
    certificateBundles: renderCertificateBundles(props.certificateBundles),
    tags: props.tags && { ...props.tags },
  };
}

function renderSwitch(enabled: boolean | undefined): string | undefined {
  return enabled === undefined ? undefined : enabled ? 'Enabled' : 'Disabled';
}
