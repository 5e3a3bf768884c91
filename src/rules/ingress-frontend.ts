import { Problem } from './field-checks';
import { annotationField, JudgedIngress, listFrom, ruleForIngress, textOf } from './ingress-objects';

const ENABLE = 'enable-frontend-nlb';
const PREFIX = 'frontend-nlb-';
const ADDRESSES = `${PREFIX}eip-allocations`;

export const ingressFrontend = ruleForIngress({
  id: 'ingress-frontend',
  reason: 'settings of a frontend Network Load Balancer count when it is enabled, and Elastic IP addresses are for one that faces the internet, one for each of its subnets',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html',
  check: (ingress) => [...checkEnabled(ingress), ...checkAddresses(ingress)],
});

function checkEnabled({ annotations }: JudgedIngress): Problem[] {
  const suffix = Object.keys(annotations).find((name) => name.startsWith(PREFIX));
  if (suffix === undefined || annotations[ENABLE] !== undefined) { return []; }
  return [{ field: annotationField(suffix), value: annotations[suffix], problem: `must stand beside ${ENABLE}, got none`, fix: `write ${ENABLE}: "true"` }];
}

function checkAddresses({ annotations }: JudgedIngress): Problem[] {
  const addresses = listFrom(annotations[ADDRESSES]);
  const subnets = listFrom(annotations[`${PREFIX}subnets`]);
  const [field, value] = [annotationField(ADDRESSES), annotations[ADDRESSES]];
  const scheme = annotations[`${PREFIX}scheme`];
  if (annotations[ADDRESSES] === undefined) { return []; }
  return [
    ...scheme === undefined || textOf(scheme) === 'internal' ? [{
      field, value, problem: `must stand beside ${PREFIX}scheme: internet-facing, got ${scheme === undefined ? 'none, which is internal' : 'internal'}`, fix: `write ${PREFIX}scheme: internet-facing`,
    }] : [],
    ...addresses && subnets && addresses.length !== subnets.length ? [{
      field, value, problem: `must be as many as ${PREFIX}subnets, got ${addresses.length} and ${subnets.length}`, fix: 'write one for each subnet',
    }] : [],
  ];
}
