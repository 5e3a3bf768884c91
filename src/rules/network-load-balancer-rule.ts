import { isKnownText } from './annotation-text';
import { entriesOf, ListEntry, mapOf, Problem } from './field-checks';
import { RuleDescription, RuleLevel } from './finding';
import { fieldOf, Manifest, Rule } from './rule';
import { NETWORK_LOAD_BALANCER_CLASS, SERVICE_PREFIX } from './service-annotations';

const PAGE = 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html';

/** What a rule for Services looks at. */
export interface ServiceView {
  readonly manifest: Manifest;
  /** Annotations for load balancers by what follows their prefix. */
  readonly annotations: ReadonlyMap<string, unknown>;
  readonly ports: ListEntry[];
}

/** A rule for Services with the type LoadBalancer, of whatever class. */
export function ruleForLoadBalancerService(description: Omit<RuleDescription, 'level' | 'link'> & {
  level?: RuleLevel;
  link?: string;
  check: (service: ServiceView) => Problem[];
}, isJudged: (manifest: Manifest) => boolean = () => true): Rule {
  return {
    id: description.id,
    level: description.level ?? RuleLevel.ERROR,
    reason: description.reason,
    link: description.link ?? PAGE,
    check: ({ manifests }) => manifests
      .filter((manifest) => manifest.kind === 'Service' && manifest.apiVersion === 'v1' && fieldOf(manifest, 'spec.type') === 'LoadBalancer' && isJudged(manifest))
      .flatMap((manifest) => description.check(viewOf(manifest)).map((problem) => ({ manifest, ...problem }))),
  };
}

/** A rule for Services that Auto Mode makes a Network Load Balancer for; without a class they get that of Auto Mode. */
export function ruleForNetworkLoadBalancer(description: Parameters<typeof ruleForLoadBalancerService>[0]): Rule {
  return ruleForLoadBalancerService(description, (manifest) =>
    [undefined, NETWORK_LOAD_BALANCER_CLASS].includes(fieldOf(manifest, 'spec.loadBalancerClass') as string | undefined));
}

/** Where an annotation is. */
export function annotationField(name: string): string {
  return `metadata.annotations.${SERVICE_PREFIX}${name}`;
}

/** The text of an annotation, if it can be read. */
export function knownAnnotation({ annotations }: ServiceView, name: string): string | undefined {
  const value = annotations.get(name);
  return isKnownText(value) ? value : undefined;
}

function viewOf(manifest: Manifest): ServiceView {
  const annotations = Object.entries(mapOf(fieldOf(manifest, 'metadata.annotations')))
    .filter(([key, value]) => key.startsWith(SERVICE_PREFIX) && value !== undefined && value !== null)
    .map(([key, value]): [string, unknown] => [key.slice(SERVICE_PREFIX.length), value]);
  return { manifest, annotations: new Map(annotations), ports: entriesOf(manifest, 'spec.ports') };
}
