import { isKnownText, mapOf, Problem } from './field-checks';
import { RuleLevel } from './finding';
import { itemsOf, ruleForIngress } from './ingress-objects';
import { fieldOf } from './rule';

const TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'];

export const ingressPathOrder = ruleForIngress({
  id: 'ingress-path-order',
  level: RuleLevel.WARNING,
  reason: 'within one rule, exact paths are tried first and then prefixes from the longest on, in whatever order they are written; AlbIngress keeps the order',
  check: ({ manifest }) => itemsOf(fieldOf(manifest, 'spec.rules')).flatMap((rule, index) => checkRule(`spec.rules[${index}].http.paths`, itemsOf(mapOf(mapOf(rule).http).paths))),
});

function checkRule(field: string, paths: unknown[]): Problem[] {
  for (let index = 1; index < paths.length; index++) {
    const [before, path] = [mapOf(paths[index - 1]), mapOf(paths[index])];
    const difference = rankOf(path) - rankOf(before);
    const isLonger = path.pathType === 'Prefix' && before.pathType === 'Prefix' && isKnownText(path.path) && isKnownText(before.path) && path.path.length > before.path.length;
    if (difference < 0 || isLonger) {
      return [{
        field: `${field}[${index}]`,
        value: path.path,
        problem: `must stand where it is tried, got ${JSON.stringify(path.path)} behind ${JSON.stringify(before.path)}, which is tried after it`,
        fix: 'write it before, or in an entry of spec.rules of its own, which keeps the order',
      }];
    }
  }
  return [];
}

function rankOf({ pathType }: { readonly [key: string]: unknown }): number {
  return pathType === undefined ? TYPES.length - 1 : TYPES.indexOf(pathType as string);
}
