import { Problem } from './field-checks';
import { RuleLevel } from './finding';
import { annotationField, ingressesOf, listFrom } from './ingress-objects';
import { fieldOf, isOfKind, Rule } from './rule';
import { isToken } from '../private/tokens';

const IDS = 'spec.subnets.ids';

export const ingressSubnets: Rule = {
  id: 'ingress-subnets',
  level: RuleLevel.WARNING,
  reason: 'an Application Load Balancer has subnets in at least two Availability Zones, unless it is in a Local Zone',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  check: (input) => [
    ...ingressesOf(input).flatMap(({ manifest, annotations }) => check(annotationField('subnets'), listFrom(annotations.subnets)).map((problem) => ({ manifest, ...problem }))),
    ...input.manifests.filter((manifest) => isOfKind(manifest, 'eks.amazonaws.com', 'IngressClassParams')).flatMap((manifest) => {
      const ids = fieldOf(manifest, IDS);
      return check(IDS, Array.isArray(ids) && !isToken(ids) ? ids : undefined).map((problem) => ({ manifest, ...problem }));
    }),
  ],
};

function check(field: string, subnets: unknown[] | undefined): Problem[] {
  if (subnets === undefined || subnets.length === 0 || new Set(subnets).size > 1) { return []; }
  return [{ field, value: subnets, problem: 'must be subnets of at least two Availability Zones, got 1', fix: 'add one of another zone, or switch the rule off in a Local Zone' }];
}
