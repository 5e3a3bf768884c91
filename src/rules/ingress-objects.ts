import { isKnown, mapOf, Problem } from './field-checks';
import { RuleDescription, RuleLevel } from './finding';
import { INGRESS_CONTROLLER, INGRESS_PREFIX, OLD_CLASS_ANNOTATION } from './ingress-annotations';
import { fieldOf, isOfKind, Manifest, Rule, RuleInput } from './rule';
import { isToken } from '../private/tokens';

const PAGE = 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html';

/** Annotations of a load balancer on an object, by what follows their prefix. */
export interface LoadBalancerAnnotations { readonly [suffix: string]: unknown }

/** An Ingress that is meant for Auto Mode, as far as that can be told. */
export interface JudgedIngress {
  readonly manifest: Manifest;
  readonly annotations: LoadBalancerAnnotations;
  /** If it is among the objects. */
  readonly ingressClass?: Manifest;
  /** Those of its class, if they are among the objects. */
  readonly params?: Manifest;
}

/** A rule that looks at each Ingress of Auto Mode by itself. */
export function ruleForIngress(description: Omit<RuleDescription, 'level' | 'link'> & {
  level?: RuleLevel;
  link?: string;
  check: (ingress: JudgedIngress, input: RuleInput) => Problem[];
}): Rule {
  return {
    id: description.id,
    level: description.level ?? RuleLevel.ERROR,
    reason: description.reason,
    link: description.link ?? PAGE,
    check: (input) => ingressesOf(input)
      .flatMap((ingress) => description.check(ingress, input).map((problem) => ({ manifest: ingress.manifest, ...problem }))),
  };
}

// Many rules ask for them.
const INGRESSES_OF = new WeakMap<RuleInput, JudgedIngress[]>();

/** Ingresses but those of other controllers. */
export function ingressesOf(input: RuleInput): JudgedIngress[] {
  const ingresses = INGRESSES_OF.get(input) ?? findIngresses(input);
  INGRESSES_OF.set(input, ingresses);
  return ingresses;
}

function findIngresses({ manifests }: RuleInput): JudgedIngress[] {
  const ingresses = manifests.filter((manifest) => isOfKind(manifest, 'networking.k8s.io', 'Ingress'));
  if (ingresses.length === 0) { return []; }
  const classes = byName(manifests.filter((manifest) => isOfKind(manifest, 'networking.k8s.io', 'IngressClass')));
  const allParams = byName(manifests.filter((manifest) => isOfKind(manifest, 'eks.amazonaws.com', 'IngressClassParams')));
  return ingresses.flatMap((manifest) => {
    const annotations = loadBalancerAnnotationsOf(manifest);
    const ingressClass = classes.get(fieldOf(manifest, 'spec.ingressClassName') ?? oldClassOf(manifest));
    const isMeant = ingressClass ? isOfAutoMode(ingressClass) : Object.keys(annotations).length > 0;
    const params = ingressClass && allParams.get(fieldOf(ingressClass, 'spec.parameters.name'));
    return isMeant ? [{ manifest, annotations, ingressClass, params }] : [];
  });
}

/** Whether Auto Mode answers to a class. */
export function isOfAutoMode(ingressClass: Manifest): boolean {
  return fieldOf(ingressClass, 'spec.controller') === INGRESS_CONTROLLER;
}

export function loadBalancerAnnotationsOf(manifest: Manifest): LoadBalancerAnnotations {
  return Object.fromEntries(Object.entries(mapOf(fieldOf(manifest, 'metadata.annotations')))
    .flatMap(([name, value]) => name.startsWith(INGRESS_PREFIX) ? [[name.slice(INGRESS_PREFIX.length), value]] : []));
}

/** The text of an annotation, if it is known. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && !isToken(value) ? value : undefined;
}

/** Path of an annotation. */
export function annotationField(suffix: string): string {
  return `metadata.annotations.${INGRESS_PREFIX}${suffix}`;
}

/** A JSON value of an annotation; nothing for what is no JSON, which a rule of its own says. */
export function jsonOf(value: unknown): unknown {
  const text = textOf(value);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of a key, however that is written: the controller reads keys of JSON in any case. */
export function jsonField(object: unknown, key: string): unknown {
  return Object.entries(mapOf(object)).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** The entries of a list with commas; nothing if it is not known. */
export function listFrom(value: unknown): string[] | undefined {
  return textOf(value)?.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** A map `a=1,b=2`, with a backslash before commas that belong to a value; nothing if it is not known. */
export function mapFrom(value: unknown): { readonly [key: string]: string } | undefined {
  const pairs = textOf(value)?.match(/(?:\\.|[^\\,])+/g);
  return pairs ? Object.fromEntries(pairs.map((pair) => {
    const [key, ...rest] = pair.replace(/\\(.)/g, '$1').split('=');
    return [key.trim(), rest.join('=').trim()];
  })) : undefined;
}

/** A path of a rule, or the default backend. */
export interface JudgedBackend {
  readonly field: string;
  readonly path?: { readonly [key: string]: unknown };
  readonly host?: unknown;
  readonly service: { readonly [key: string]: unknown };
}

/** All backends of an Ingress that are known. */
export function backendsOf(manifest: Manifest): JudgedBackend[] {
  const defaultService = fieldOf(manifest, 'spec.defaultBackend.service');
  return [
    ...isKnown(defaultService) ? [{ field: 'spec.defaultBackend', service: mapOf(defaultService) }] : [],
    ...itemsOf(fieldOf(manifest, 'spec.rules')).flatMap((rule, index) => itemsOf(mapOf(mapOf(rule).http).paths).map((path, place) => ({
      field: `spec.rules[${index}].http.paths[${place}]`, path: mapOf(path), host: mapOf(rule).host, service: mapOf(mapOf(mapOf(path).backend).service),
    }))),
  ];
}

export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) && !isToken(value) ? value : [];
}

/** Whether a backend stands in an annotation. */
export function isByAnnotation({ service }: JudgedBackend, portName: string): boolean {
  return mapOf(service.port).name === portName;
}

function oldClassOf(manifest: Manifest): unknown {
  return mapOf(fieldOf(manifest, 'metadata.annotations'))[OLD_CLASS_ANNOTATION];
}

function byName(manifests: Manifest[]): Map<unknown, Manifest> {
  return new Map(manifests.map((manifest) => [manifest.metadata?.name, manifest]));
}
