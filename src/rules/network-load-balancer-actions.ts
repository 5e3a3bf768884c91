import { isKnownText } from './annotation-text';
import { mapOf, Problem, written } from './field-checks';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';
import { LISTENER_ACTIONS, WEIGHTS } from './service-annotations';
import { isWithin, rangeInWords } from '../private/whole-numbers';

export const networkLoadBalancerActions = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-actions',
  reason: 'an action that cannot be read keeps the Service from getting its listener',
  link: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#nlb-default-action',
  check: ({ annotations }) => [...annotations].filter(([name]) => name.startsWith(LISTENER_ACTIONS))
    .flatMap(([name, value]) => typeof value === 'string' ? actionProblems(annotationField(name), value, name.includes('TLS-')) : []),
});

function actionProblems(field: string, text: string, isTls: boolean): Problem[] {
  let action: { readonly [key: string]: unknown };
  try {
    action = mapOf(JSON.parse(text)); // tokens stand in its texts
  } catch {
    return isKnownText(text) ? [{ field, value: text, problem: `must be JSON, got ${written(text)}`, fix: 'write for example {"type":"forward","forwardConfig":{…}}' }] : [];
  }
  const config = mapOf(action.forwardConfig);
  const targets = Array.isArray(config.targetGroups) ? config.targetGroups.map(mapOf) : [];
  const weights = [config.baseServiceWeight, ...targets.map(({ weight }) => weight)];
  const problem = (rule: string, fix: string): Problem => ({ field, value: text, problem: rule, fix });
  return [
    ...action.type === 'forward' ? [] : [problem(`type must be "forward", got ${written(action.type)}`, 'write "forward"')],
    ...targets.length === 0 ? [problem('forwardConfig.targetGroups must have at least one entry, got none', 'write one, or leave the annotation out')] : [],
    ...targets.flatMap((target, index) => targetProblems(target).map(([rule, fix]) => problem(`forwardConfig.targetGroups[${index}] ${rule}`, fix))),
    ...weights.filter((weight) => weight !== undefined && !isWithin(weight, WEIGHTS)).map((weight) => problem(`weights must be ${rangeInWords(WEIGHTS)}, got ${written(weight)}`, 'write for example 100')),
    ...config.baseServiceWeight === undefined ? [problem('forwardConfig.baseServiceWeight must be given, got none', 'write the share of the Service itself')] : [],
    ...targets.length > 1 && targets.some(({ weight }) => weight === undefined) ? [problem('every one of several targets must have a weight, got none for some', 'add weight')] : [],
    ...weights.every((weight) => weight === 0) ? [problem('one of the weights must be more than 0, got only 0', 'give one of them a share')] : [],
    ...isTls && mapOf(config.targetGroupStickinessConfig).enabled === true ? [problem('targetGroupStickinessConfig must not be enabled for TLS, got true', 'leave it out')] : [],
  ];
}

function targetProblems({ targetGroupARN: arn, serviceName, servicePort }: { readonly [key: string]: unknown }): [string, string][] {
  return [
    ...(arn === undefined) === (serviceName === undefined)
      ? [[`must have either targetGroupARN or serviceName, got ${arn === undefined ? 'none' : 'both'}`, 'write one of them'] as [string, string]] : [],
    ...serviceName !== undefined && servicePort === undefined ? [['must have servicePort together with serviceName, got none', 'add it'] as [string, string]] : [],
  ];
}
