import { AnnotationTexts } from './annotation-text';
import { fail } from '../../../../private/errors';
import { isToken } from '../../../../private/tokens';
import { jsonText } from '../../annotation-value';
import { IngressAction } from '../ingress-action';
import { IngressPath } from '../ingress-path';
import type { IngressRule } from '../ingress-rule';

/** With the longest prefix, the name part of an annotation has 63 characters. */
const NAME = /^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/;
const DEFAULT_NAME = 'default-action';
const ORDER_OF_TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'];

interface RenderedPath {
  readonly path: string;
  readonly pathType: string;
  readonly backend: object;
}

interface RenderedRule {
  readonly host?: string;
  readonly http: { readonly paths: RenderedPath[] };
}

/** The rules of an Ingress, and the annotations that go with them. */
export interface RenderedRules {
  readonly spec: object;
  readonly texts: AnnotationTexts;
}

/**
 * The controller tries the rules of an Ingress in their order, and within one of them the exact paths first, then the prefixes from the longest on, then the rest
 * (sortIngressPaths of the AWS Load Balancer Controller). A rule of ours joins the one before only where that changes nothing.
 */
export function renderRules(rules: readonly IngressRule[], defaultAction?: IngressAction): RenderedRules {
  const named = rules.map((rule, index) => ({ rule, name: nameOf(rule, index) }));
  checkNames(named.filter(({ rule }) => needsAnnotations(rule)).map(({ name }) => name), rules, defaultAction);
  checkRegexes(rules);
  return {
    spec: {
      defaultBackend: defaultAction && backendOf(DEFAULT_NAME, defaultAction, !defaultAction._plainService),
      rules: rules.length === 0 ? undefined : named.map(({ rule, name }) => renderRule(rule, name)).reduce<RenderedRule[]>(joined, []),
    },
    texts: {
      ...Object.assign({}, ...named.map(({ rule, name }) => needsAnnotations(rule) ? textsOf(rule, name) : {})),
      ...defaultAction && !defaultAction._plainService && { [`actions.${DEFAULT_NAME}`]: jsonText('defaultAction', defaultAction._settings) },
      'use-regex-path-match': rules.some(({ path }) => path?._isRegex) ? 'true' : undefined,
    },
  };
}

/** Conditions and rewrites count for all paths of one backend, so that a rule with such has a backend of its own. */
function needsAnnotations({ action, conditions = [], rewrites = [] }: IngressRule): boolean {
  return !action._plainService || conditions.length > 0 || rewrites.length > 0;
}

function nameOf({ name }: IngressRule, index: number): string {
  if (name !== undefined && (isToken(name) || !NAME.test(name))) {
    fail('IngressRuleName', `name of a rule must be 1 to 52 lower-case letters, digits and hyphens, beginning with a letter, got "${name}": write for example rule-${index + 1}`);
  }
  return name ?? `rule-${index + 1}`;
}

function checkNames(names: string[], rules: readonly IngressRule[], defaultAction: IngressAction | undefined): void {
  const services = [...rules.map(({ action }) => action), ...defaultAction ? [defaultAction] : []].map(({ _plainService }) => _plainService?.name);
  const taken = [...services, ...defaultAction ? [DEFAULT_NAME] : []];
  const repeated = names.find((name, index) => names.indexOf(name) !== index || taken.includes(name));
  if (repeated !== undefined) {
    fail('IngressRuleName', `names of rules must differ from each other and from those of Services, got "${repeated}" twice: give the rule another name`);
  }
}

/** The annotation counts for all paths of the type. */
function checkRegexes(rules: readonly IngressRule[]): void {
  const patterns = rules.flatMap(({ path }) => path?._type === 'ImplementationSpecific' ? [path] : []);
  const [regex, pattern] = [patterns.find(({ _isRegex }) => _isRegex), patterns.find(({ _isRegex }) => !_isRegex)];
  if (regex && pattern) {
    fail('IngressPath', `paths by pattern must not stand beside paths by regex, got ${pattern._path} and ${regex._path.slice(1)}: write both as regular expressions`);
  }
}

function renderRule({ host, path = IngressPath.ALL, action, ...rest }: IngressRule, name: string): RenderedRule {
  const paths = [{ path: path._path, pathType: path._type, backend: backendOf(name, action, needsAnnotations({ action, ...rest })) }];
  return { ...host === undefined ? {} : { host: checkHost(host) }, http: { paths } };
}

function checkHost(host: string): string {
  if (!isToken(host) && host !== host.toLowerCase()) {
    fail('IngressHost', `host of a rule must be in lower case, got "${host}": write "${host.toLowerCase()}"`);
  }
  return host;
}

function backendOf(name: string, action: IngressAction, byAnnotation: boolean): object {
  if (byAnnotation) { return { service: { name, port: { name: 'use-annotation' } } }; }
  const service = action._plainService!;
  return { service: { name: service.name, port: service.portName === undefined ? { number: service.port } : { name: service.portName } } };
}

function textsOf({ action, conditions = [], rewrites = [] }: IngressRule, name: string): AnnotationTexts {
  const types = rewrites.map(({ _type }) => _type);
  const repeated = types.find((type, index) => types.indexOf(type) !== index);
  if (repeated !== undefined) {
    fail('IngressRewrites', `rewrites of a rule must be one of the URL and one of the host at most, got two of ${repeated}: make one of them`);
  }
  return {
    [`actions.${name}`]: jsonText(`action of ${name}`, action._settings),
    [`conditions.${name}`]: conditions.length === 0 ? undefined : jsonText(`conditions of ${name}`, conditions.map((condition) => condition._render())),
    [`transforms.${name}`]: rewrites.length === 0 ? undefined : jsonText(`rewrites of ${name}`, rewrites.map((rewrite) => rewrite._render())),
  };
}

function joined(before: RenderedRule[], rule: RenderedRule): RenderedRule[] {
  const last = before.at(-1);
  if (!last || last.host !== rule.host || !staysBehind(last.http.paths.at(-1)!, rule.http.paths[0])) { return [...before, rule]; }
  return [...before.slice(0, -1), { ...last, http: { paths: [...last.http.paths, ...rule.http.paths] } }];
}

/** Whether the controller leaves the second path behind the first. */
function staysBehind(first: RenderedPath, second: RenderedPath): boolean {
  const difference = ORDER_OF_TYPES.indexOf(second.pathType) - ORDER_OF_TYPES.indexOf(first.pathType);
  if (difference !== 0) { return difference > 0; }
  if (second.pathType !== 'Prefix') { return true; }
  return !isToken(first.path) && !isToken(second.path) && first.path.length >= second.path.length;
}
