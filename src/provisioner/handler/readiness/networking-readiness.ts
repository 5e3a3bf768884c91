import { byCondition, notReady, Readiness, ReadinessRule, ReadinessRules, READY } from './readiness-rule';
import { Manifest } from '../../contract';
import { Condition, describeCondition, isCurrent } from '../kubernetes/conditions';
import { fieldOf } from '../kubernetes/fields';

/** Auto Mode's own and the self-managed one. Others may never write an address, however well they work. */
const ADDRESSING_CONTROLLERS = ['eks.amazonaws.com/alb', 'ingress.k8s.aws/alb'];

const GATEWAY_ROUTES = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'UDPRoute', 'TLSRoute'];

const service: ReadinessRule = (object) => fieldOf(object, 'spec.type') === 'LoadBalancer' ? addressed(object) : READY;

const ingress: ReadinessRule = (object, { ingressClasses }) => {
  const className = fieldOf<string>(object, 'spec.ingressClassName');
  // The default class was filled in when the object was made.
  if (className === undefined) {
    return object.metadata.annotations?.['kubernetes.io/ingress.class'] ? READY : notReady('it names no IngressClass, and the cluster has no default one');
  }
  if (!ingressClasses) { return addressed(object); }
  const ingressClass = ingressClasses.get(className);
  if (!ingressClass) { return notReady(`IngressClass ${className} does not exist`); }
  return ADDRESSING_CONTROLLERS.includes(fieldOf<string>(ingressClass, 'spec.controller') ?? '') ? addressed(object) : READY;
};

interface ParentReference {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

interface RouteParentStatus {
  readonly parentRef: ParentReference;
  readonly conditions?: Condition[];
}

/** A route has to be taken by each of its parents. Several controllers may answer for one parent. */
const route: ReadinessRule = (object) => {
  const parents = fieldOf<RouteParentStatus[]>(object, 'status.parents') ?? [];
  const unmet = (fieldOf<ParentReference[]>(object, 'spec.parentRefs') ?? []).flatMap((reference) => {
    const answers = parents.filter(({ parentRef }) => isSameParent(object, reference, parentRef));
    const problems = answers.map((answer) => unmetAnswer(object, answer));
    if (problems.includes(undefined)) { return []; }
    return `${reference.name}: ${problems[0] ?? 'not accepted yet'}`;
  });
  return unmet.length > 0 ? notReady(...unmet) : READY;
};

function unmetAnswer(object: Manifest, { conditions = [] }: RouteParentStatus): string | undefined {
  const accepted = conditions.find(({ type }) => type === 'Accepted');
  if (!accepted || !isCurrent(object, accepted)) { return 'not accepted yet'; }
  const unmet = conditions.filter(({ type, status }) => ['Accepted', 'ResolvedRefs'].includes(type) && status !== 'True');
  return unmet.length > 0 ? unmet.map(describeCondition).join(', ') : undefined;
}

function isSameParent(object: Manifest, one: ParentReference, other: ParentReference): boolean {
  const keys = [one, other].map(({ name, namespace = object.metadata.namespace, sectionName = '', port = '' }) =>
    [name, namespace, sectionName, port].join('/'));
  return keys[0] === keys[1];
}

function addressed(object: Manifest): Readiness {
  const [first] = fieldOf<{ hostname?: string; ip?: string }[]>(object, 'status.loadBalancer.ingress') ?? [];
  return first?.hostname || first?.ip ? READY : notReady('no load balancer address yet');
}

export const NETWORKING_RULES: ReadinessRules = {
  'Service': service,
  'Ingress.networking.k8s.io': ingress,
  'GatewayClass.gateway.networking.k8s.io': byCondition('Accepted'),
  'Gateway.gateway.networking.k8s.io': byCondition('Programmed', 'Accepted'),
  ...Object.fromEntries(GATEWAY_ROUTES.map((kind) => [`${kind}.gateway.networking.k8s.io`, route])),
};
