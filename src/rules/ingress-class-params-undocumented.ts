import { RuleLevel } from './finding';
import { INGRESS_PREFIX } from './ingress-annotations';
import { UNDOCUMENTED_PARAMS } from './ingress-class-params-shape';
import { fieldOf, ruleForKind } from './rule';

export const ingressClassParamsUndocumented = ruleForKind('eks.amazonaws.com', 'IngressClassParams', {
  id: 'ingress-class-params-undocumented',
  level: RuleLevel.WARNING,
  reason: 'some fields that IngressClassParams of the self-managed controller have are not documented for Auto Mode, whose API server may refuse them',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (manifest) => Object.entries(UNDOCUMENTED_PARAMS).flatMap(([name, annotation]) => {
    const field = `spec.${name}`;
    const value = fieldOf(manifest, field);
    return value === undefined ? [] : [{
      field, value, problem: `must be documented for Auto Mode, got ${name}, which is not`, fix: `write ${INGRESS_PREFIX}${annotation} on the Ingresses, or switch the rule off if it works`,
    }];
  }),
});
