import { checkWord, Problem, written } from './field-checks';
import { RuleLevel } from './finding';
import { IngressAnnotationFormat, ingressAnnotationOf } from './ingress-annotations';
import { annotationField, ingressesOf, jsonOf, listFrom, loadBalancerAnnotationsOf, LoadBalancerAnnotations, textOf } from './ingress-objects';
import { Rule } from './rule';
import { isToken } from '../private/tokens';
import { isWithin, nearestWithin, rangeInWords } from '../private/whole-numbers';

/** As Go reads them. */
const BOOLEANS = ['true', 'false', '1', '0', 't', 'f', 'T', 'F', 'TRUE', 'FALSE', 'True', 'False'];

export const ingressAnnotationValues: Rule = {
  id: 'ingress-annotation-values',
  level: RuleLevel.ERROR,
  reason: 'with an annotation that cannot be read, nothing of the load balancer is made or changed',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (input) => [
    ...ingressesOf(input).flatMap(({ manifest, annotations }) => problemsOf(annotations).map((problem) => ({ manifest, ...problem }))),
    ...input.manifests.filter((manifest) => manifest.kind === 'Service' && manifest.apiVersion === 'v1')
      .flatMap((manifest) => problemsOf(loadBalancerAnnotationsOf(manifest)).map((problem) => ({ manifest, ...problem }))),
  ],
};

function problemsOf(annotations: LoadBalancerAnnotations): Problem[] {
  return Object.entries(annotations).flatMap(([suffix, value]) => {
    const format = ingressAnnotationOf(suffix)?.format;
    return format === undefined || isToken(value) || isToken(suffix) ? [] : checkFormat(annotationField(suffix), value, format);
  });
}

function checkFormat(field: string, value: unknown, format: IngressAnnotationFormat): Problem[] {
  if (typeof value !== 'string') {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [{ field, value, problem: `must be text, got ${written(value)}`, fix: `write ${JSON.stringify(text)}` }];
  }
  if (typeof format === 'object') { return 'words' in format ? checkWord(field, value, format.words) : checkNumber(field, value, format.number); }
  switch (format) {
    case 'boolean':
      return BOOLEANS.includes(value) ? [] : [{ field, value, problem: `must be "true" or "false", got ${written(value)}`, fix: 'write "true" or "false"' }];
    case 'list':
      return listFrom(value)!.length > 0 ? [] : [{ field, value, problem: `must be texts with commas between them, got ${written(value)}`, fix: 'write at least one, or remove it' }];
    case 'map':
      return isMap(value) ? [] : [{
        field, value, problem: `must be pairs such as "a=1,b=2", got ${written(value)}`, fix: 'write each with =, and \\, for a comma within a value',
      }];
    case 'json list': return checkJson(field, value, 'a JSON list of objects', (parsed) => Array.isArray(parsed) && parsed.length > 0 && parsed.every(isObject));
    case 'json object': return checkJson(field, value, 'a JSON object', isObject);
    case 'text': return [];
  }
}

function checkNumber(field: string, value: string, range: Parameters<typeof isWithin>[1]): Problem[] {
  const number = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  return isWithin(number, range) ? [] : [{
    field, value, problem: `must be ${rangeInWords(range)}, got ${written(value)}`, fix: `write for example "${nearestWithin(value, range)}"`,
  }];
}

function isMap(text: string): boolean {
  const pairs = text.match(/(?:\\.|[^\\,])+/g) ?? [];
  return pairs.length > 0 && pairs.every((pair) => /^\s*[^\s=]/.test(pair) && pair.includes('='));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkJson(field: string, value: string, form: string, accepts: (parsed: unknown) => boolean): Problem[] {
  return accepts(jsonOf(value)) || textOf(value) === undefined ? [] : [{
    field, value, problem: `must be ${form}, got ${written(value)}`, fix: 'write it as the documentation does; AlbIngress renders it from typed props',
  }];
}
