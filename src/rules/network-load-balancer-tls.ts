import { entriesOfText } from './annotation-text';
import { Problem } from './field-checks';
import { isPortOfService } from './network-load-balancer-listeners';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';

const CERTIFICATES = 'aws-load-balancer-ssl-cert';
const PORTS = 'aws-load-balancer-ssl-ports';
const SETTINGS = [PORTS, 'aws-load-balancer-ssl-negotiation-policy', 'aws-load-balancer-alpn-policy', 'aws-load-balancer-backend-protocol'];

export const networkLoadBalancerTls = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-tls',
  reason: 'settings of TLS have no effect without certificates, and a port that the Service does not have keeps it from getting a load balancer',
  check: (service) => {
    const { annotations } = service;
    const ports = annotations.get(PORTS);
    const missing = typeof ports !== 'string' ? [] : entriesOfText(ports).filter((port) => !isPortOfService(service, port));
    return [
      ...annotations.has(CERTIFICATES) ? [] : SETTINGS.filter((name) => annotations.has(name)).map((name): Problem => ({
        field: annotationField(name),
        value: annotations.get(name),
        problem: `must be left out without ${CERTIFICATES}, got ${JSON.stringify(annotations.get(name))}`,
        fix: `write ${CERTIFICATES} with the ARN of a certificate`,
      })),
      ...missing.length === 0 ? [] : [{
        field: annotationField(PORTS), value: ports, problem: `must be ports of the Service or their names, got ${missing.join(', ')}`, fix: 'write ports of spec.ports',
      }],
    ];
  },
});
