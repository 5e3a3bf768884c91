import { isKnown, isKnownText, Problem, written } from './field-checks';
import { annotationField, backendsOf, itemsOf, JudgedBackend, jsonField, jsonOf, LoadBalancerAnnotations, ruleForIngress, textOf } from './ingress-objects';

const MAXIMUM_VALUES = 5;

export const ingressConditions = ruleForIngress({
  id: 'ingress-conditions',
  reason: 'Elastic Load Balancing takes rules with at most five values, and either patterns or regular expressions for one part of a request; otherwise nothing is made or changed',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html',
  check: ({ manifest, annotations }) => backendsOf(manifest).filter(({ path }) => path !== undefined).flatMap((backend) => [
    ...checkWildcards(backend), ...checkValues(backend, annotations),
  ]),
});

function checkWildcards({ field, path }: JudgedBackend): Problem[] {
  const { pathType, path: text } = path!;
  return !isKnownText(text) || !['Exact', 'Prefix'].includes(String(pathType)) || !/[*?]/.test(text) ? [] : [{
    field: `${field}.path`, value: text, problem: `must be without * and ? for the pathType ${String(pathType)}, got ${written(text)}`, fix: 'write the pathType ImplementationSpecific',
  }];
}

interface Values {
  readonly kind: string;
  readonly key: 'values' | 'regexValues';
  readonly count: number;
}

function checkValues(backend: JudgedBackend, annotations: LoadBalancerAnnotations): Problem[] {
  const { field, service: { name } } = backend;
  const suffix = `conditions.${String(name)}`;
  const all = [...ofRule(backend, annotations), ...itemsOf(jsonOf(annotations[suffix])).flatMap(ofCondition)];
  const count = all.reduce((sum, values) => sum + values.count, 0);
  const mixed = ['host-header', 'path-pattern'].filter((kind) => new Set(all.filter((values) => values.kind === kind).map(({ key }) => key)).size > 1);
  return [
    ...count <= MAXIMUM_VALUES ? [] : [{
      field: annotations[suffix] === undefined ? field : annotationField(suffix),
      value: count,
      problem: `must have at most ${MAXIMUM_VALUES} values with host and path of the rule, got ${count}`,
      fix: 'make several rules; a path of the type Prefix counts twice, one of the type Exact once',
    }],
    ...mixed.map((kind) => ({
      field: annotationField(suffix),
      value: annotations[suffix],
      problem: `must have either values or regexValues for ${kind}, got both, with what the rule itself says`,
      fix: kind === 'path-pattern' ? 'write values, or set use-regex-path-match for a path of the type ImplementationSpecific' : 'leave the host of the rule out, or write values',
    })),
  ];
}

/** What the controller makes of host and path. */
function ofRule({ host, path }: JudgedBackend, annotations: LoadBalancerAnnotations): Values[] {
  const { path: text, pathType } = path!;
  const isRegex = textOf(annotations['use-regex-path-match']) === 'true' && pathType !== 'Exact' && pathType !== 'Prefix';
  return [
    ...isKnown(host) && host !== '' ? [{ kind: 'host-header', key: 'values', count: 1 } as const] : [],
    ...isKnown(text) && text !== '' ? [{ kind: 'path-pattern', key: isRegex ? 'regexValues' : 'values', count: pathType === 'Prefix' && text !== '/' ? 2 : 1 } as const] : [],
  ];
}

function ofCondition(condition: unknown): Values[] {
  const kind = String(jsonField(condition, 'field'));
  const config = Object.entries(condition as object).find(([key]) => /config$/i.test(key))?.[1];
  return (['values', 'regexValues'] as const).flatMap((key) => {
    const values = itemsOf(jsonField(config, key));
    return values.length > 0 ? [{ kind, key, count: values.length }] : [];
  });
}
