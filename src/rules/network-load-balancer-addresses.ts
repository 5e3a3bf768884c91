import { entriesOfText } from './annotation-text';
import { Problem, written } from './field-checks';
import { annotationField, knownAnnotation, ruleForNetworkLoadBalancer, ServiceView } from './network-load-balancer-rule';
import { isToken } from '../private/tokens';

const SUBNETS = 'aws-load-balancer-subnets';

/** Lists of addresses, and the load balancers that can have them. */
const ADDRESSES = [
  { name: 'aws-load-balancer-eip-allocations', setting: 'aws-load-balancer-scheme', needed: 'internet-facing', without: 'internal' },
  { name: 'aws-load-balancer-private-ipv4-addresses', setting: 'aws-load-balancer-scheme', needed: 'internal', without: 'internal' },
  { name: 'aws-load-balancer-ipv6-addresses', setting: 'aws-load-balancer-ip-address-type', needed: 'dualstack', without: 'ipv4' },
];

export const networkLoadBalancerAddresses = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-addresses',
  reason: 'fixed addresses need a load balancer of their kind, and one for each subnet',
  link: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#eip-allocations',
  check: (service) => ADDRESSES.filter(({ name }) => service.annotations.has(name)).flatMap((addresses) => [
    ...kindProblems(service, addresses), ...countProblems(service, addresses.name),
  ]),
});

function kindProblems({ annotations }: ServiceView, { name, setting, needed, without }: typeof ADDRESSES[0]): Problem[] {
  const given = annotations.get(setting) ?? without;
  return given === needed || isToken(given) ? [] : [{
    field: annotationField(name),
    value: annotations.get(name),
    problem: `must be left out unless ${setting} is ${needed}, got it with ${String(given)}`,
    fix: `write ${setting}: ${needed}`,
  }];
}

/** What a token stands for may be several. */
function countProblems(service: ServiceView, name: string): Problem[] {
  const [subnets, addresses] = [SUBNETS, name].map((list) => entriesOf(service, list));
  return !subnets || !addresses || subnets.length === addresses.length ? [] : [{
    field: annotationField(name),
    value: addresses,
    problem: `must have as many entries as ${SUBNETS}, which has ${subnets.length}, got ${addresses.length}: ${written(addresses)}`,
    fix: 'write one for each subnet',
  }];
}

function entriesOf(service: ServiceView, list: string): string[] | undefined {
  const text = knownAnnotation(service, list);
  return text === undefined ? undefined : entriesOfText(text);
}
