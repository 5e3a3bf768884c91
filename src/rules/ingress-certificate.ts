import { RuleLevel } from './finding';
import { listenerPortsOf } from './ingress-listener-ports';
import { annotationField, backendsOf, itemsOf, ruleForIngress } from './ingress-objects';
import { fieldOf } from './rule';

export const ingressCertificate = ruleForIngress({
  id: 'ingress-certificate',
  level: RuleLevel.WARNING,
  reason: 'an HTTPS listener needs a certificate: a given one, or one of ACM for a host of the rules; without any nothing is made or changed',
  check: (ingress) => {
    const { manifest, annotations, params, ingressClass } = ingress;
    const listeners = listenerPortsOf(ingress) ?? [];
    const hasHost = backendsOf(manifest).some(({ host }) => host !== undefined && host !== '') || itemsOf(fieldOf(manifest, 'spec.tls')).length > 0;
    const mayHaveOne = annotations['certificate-arn'] !== undefined || !ingressClass || !params || fieldOf(params, 'spec.certificateARNs') !== undefined;
    if (mayHaveOne || hasHost || !listeners.some(({ protocol }) => protocol === 'HTTPS')) { return []; }
    return [{
      field: annotationField('certificate-arn'),
      value: undefined,
      problem: 'must be given for HTTPS without a host in the rules, got none',
      fix: 'write the ARN of a certificate there or in certificateARNs of the class, or a host',
    }];
  },
});
