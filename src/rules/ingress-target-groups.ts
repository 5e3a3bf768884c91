import { Problem, written } from './field-checks';
import { RuleLevel } from './finding';
import { annotationField, ingressesOf, LoadBalancerAnnotations, loadBalancerAnnotationsOf, mapFrom, textOf } from './ingress-objects';
import { Rule } from './rule';

const ATTRIBUTES = 'target-group-attributes';
const DEFAULT_INTERVAL = 15;
const DEFAULT_TIMEOUT = 5;

export const ingressTargetGroups: Rule = {
  id: 'ingress-target-groups',
  level: RuleLevel.ERROR,
  reason: 'Elastic Load Balancing refuses target groups whose settings contradict each other, and then nothing of the load balancer is made or changed',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
  check: (input) => [
    ...ingressesOf(input).map(({ manifest, annotations }) => ({ manifest, annotations })),
    ...input.manifests.filter((manifest) => manifest.kind === 'Service' && manifest.apiVersion === 'v1')
      .map((manifest) => ({ manifest, annotations: loadBalancerAnnotationsOf(manifest) })),
  ].flatMap(({ manifest, annotations }) => [
    ...checkHealthCheck(annotations, 'healthcheck-'), ...checkHealthCheck(annotations, 'frontend-nlb-healthcheck-'), ...checkAttributes(annotations),
  ].map((problem) => ({ manifest, ...problem }))),
};

function checkHealthCheck(annotations: LoadBalancerAnnotations, prefix: string): Problem[] {
  const [interval, timeout] = [numberFrom(annotations[`${prefix}interval-seconds`], DEFAULT_INTERVAL), numberFrom(annotations[`${prefix}timeout-seconds`], DEFAULT_TIMEOUT)];
  const suffix = `${prefix}${annotations[`${prefix}timeout-seconds`] === undefined ? 'interval' : 'timeout'}-seconds`;
  return interval === undefined || timeout === undefined || timeout < interval ? [] : [{
    field: annotationField(suffix),
    value: annotations[suffix],
    problem: `must leave the timeout shorter than the interval, got ${timeout} and ${interval} seconds`,
    fix: `write ${prefix}timeout-seconds below ${prefix}interval-seconds`,
  }];
}

function numberFrom(value: unknown, otherwise: number): number | undefined {
  if (value === undefined) { return otherwise; }
  const text = textOf(value);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function checkAttributes(annotations: LoadBalancerAnnotations): Problem[] {
  const value = annotations[ATTRIBUTES];
  const attributes = mapFrom(value);
  if (!attributes) { return []; }
  const algorithm = attributes['load_balancing.algorithm.type'] ?? 'round_robin';
  const slowStart = attributes['slow_start.duration_seconds'];
  const field = annotationField(ATTRIBUTES);
  return [
    ...attributes['load_balancing.algorithm.anomaly_mitigation'] === 'on' && algorithm !== 'weighted_random' ? [{
      field, value, problem: `must have the algorithm weighted_random for anomaly mitigation, got ${written(algorithm)}`, fix: 'write load_balancing.algorithm.type=weighted_random',
    }] : [],
    ...slowStart !== undefined && slowStart !== '0' && algorithm !== 'round_robin' ? [{
      field, value, problem: `must have the algorithm round_robin for slow start, got ${written(algorithm)}`, fix: 'leave one of the two out',
    }] : [],
    ...attributes['stickiness.enabled'] === 'true' && annotations['target-type'] === 'instance' ? [{
      field, value, problem: 'must have targets by IP address for stickiness, got the target-type instance', fix: 'write the target-type ip',
    }] : [],
  ];
}
