import { ClusterEndpointsOptions } from './cluster-endpoints-props';
import { requiredServices } from './endpoint-reasons';

/** What contradicts itself or would be ignored; all of it at once. */
export function checkEndpoints({ additionalServices = [], omittedServices = [], allowedPeers }: ClusterEndpointsOptions): string[] {
  const made = requiredServices().map(({ service }) => service.shortName);
  const added = additionalServices.map(({ shortName }) => shortName);
  const omitted = [...new Set(omittedServices.map(({ shortName }) => shortName))];
  const both = omitted.filter((shortName) => added.includes(shortName));
  const unknown = omitted.filter((shortName) => !made.includes(shortName) && !both.includes(shortName));
  return [
    ...both.length > 0 ? [`omittedServices must not be among additionalServices, got ${both.join(', ')} in both: remove it from one of them`] : [],
    ...unknown.length > 0 ? [`omittedServices must be of ${made.join(', ')}, got ${unknown.join(', ')}: remove it, nothing is made for it`] : [],
    ...allowedPeers?.length === 0 ? ['allowedPeers must have at least one entry, got none: leave it out for the block of the VPC'] : [],
  ];
}
