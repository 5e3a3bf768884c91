import { isKnown, mapOf } from './field-checks';
import { itemsOf, JudgedIngress, jsonOf } from './ingress-objects';
import { fieldOf } from './rule';

/** A port on which a load balancer listens for an Ingress. */
export interface ListenerPort {
  readonly protocol: string;
  readonly port: unknown;
}

/** The ports of an Ingress, by what it says or by what the controller takes instead; nothing if they are not known. */
export function listenerPortsOf({ annotations, params, ingressClass }: JudgedIngress): ListenerPort[] | undefined {
  const written = annotations['listen-ports'];
  if (written !== undefined) {
    const entries = jsonOf(written);
    if (!Array.isArray(entries)) { return undefined; }
    return itemsOf(entries).flatMap((entry) => Object.entries(mapOf(entry)).map(([protocol, port]) => ({ protocol, port })));
  }
  if (annotations['certificate-arn'] !== undefined) { return [{ protocol: 'HTTPS', port: 443 }]; }
  // Certificates of a class that is not among the objects are not known.
  if (!ingressClass || (!params && isKnown(fieldOf(ingressClass, 'spec.parameters')))) { return undefined; }
  return params && fieldOf(params, 'spec.certificateARNs') !== undefined ? [{ protocol: 'HTTPS', port: 443 }] : [{ protocol: 'HTTP', port: 80 }];
}

/** Whether other Ingresses may share the load balancer. */
export function mayShare({ ingressClass, params }: JudgedIngress): boolean {
  if (!ingressClass) { return true; }
  return params ? fieldOf(params, 'spec.group') !== undefined : fieldOf(ingressClass, 'spec.parameters') !== undefined;
}
