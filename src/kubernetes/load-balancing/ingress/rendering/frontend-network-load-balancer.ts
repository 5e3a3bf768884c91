import { AnnotationTexts, textOfList, textOfSwitch } from './annotation-text';
import { healthCheckTexts } from './health-check';
import { commonAttributes } from './load-balancer-attributes';
import { wholeNumberInText } from '../../../whole-number';
import { keyValuePairs } from '../../annotation-value';
import { LoadBalancerScheme } from '../../load-balancer-scheme';
import { FrontendNetworkLoadBalancer, FrontendNetworkLoadBalancerAttributes, FrontendPortMapping } from '../frontend-network-load-balancer';

const PORT = { least: 1, most: 65535 };

/** Annotations of a frontend Network Load Balancer; the scheme is always written. */
export function frontendTexts(frontend: FrontendNetworkLoadBalancer): AnnotationTexts {
  const { portMappings, attributes, tags, healthCheck = {} } = frontend;
  return {
    'enable-frontend-nlb': 'true',
    ...Object.fromEntries(Object.entries({
      'scheme': frontend.scheme ?? LoadBalancerScheme.INTERNAL,
      'subnets': textOfList('frontend.subnets', frontend.subnets),
      'security-groups': textOfList('frontend.securityGroups', frontend.securityGroups),
      'listener-port-mapping': portMappings && keyValuePairs('frontend.portMappings', Object.fromEntries(portMappings.map(portsOf))),
      ...healthCheckTexts(healthCheck, 'healthcheck-'),
      'eip-allocations': textOfList('frontend.eipAllocations', frontend.eipAllocations),
      'attributes': attributes && keyValuePairs('frontend.attributes', attributesOf(attributes)),
      'tags': tags && keyValuePairs('frontend.tags', tags),
    }).map(([suffix, text]) => [`frontend-nlb-${suffix}`, text])),
  };
}

function portsOf({ port, targetPort }: FrontendPortMapping): [string, string] {
  return [
    String(wholeNumberInText('frontend.portMappings.port', port, PORT)),
    String(wholeNumberInText('frontend.portMappings.targetPort', targetPort, PORT)),
  ];
}

function attributesOf(attributes: FrontendNetworkLoadBalancerAttributes): AnnotationTexts {
  return {
    ...commonAttributes(attributes),
    'load_balancing.cross_zone.enabled': textOfSwitch(attributes.crossZone),
    'dns_record.client_routing_policy': attributes.clientRoutingPolicy,
    ...attributes.further,
  };
}
