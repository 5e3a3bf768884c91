import { createHash } from 'crypto';
import { ApiObject } from './api-client';

/** What Auto Mode makes a load balancer for. */
export const INGRESSES = '/apis/networking.k8s.io/v1/ingresses';
export const INGRESS_CLASSES = '/apis/networking.k8s.io/v1/ingressclasses';
export const INGRESS_CLASS_PARAMS = '/apis/eks.amazonaws.com/v1/ingressclassparams';
export const SERVICES = '/api/v1/services';

const ALB = 'eks.amazonaws.com/alb';
const NLB = 'eks.amazonaws.com/nlb';

/** Objects beside the Ingresses and Services that say what becomes of them. */
export interface LoadBalancerClasses {
  readonly ingressClasses: ApiObject[];
  readonly params: ApiObject[];
}

/** Host names that Auto Mode would give an Ingress; nothing for those of other controllers. */
export function hostNamesOfIngress(ingress: ApiObject, { ingressClasses, params }: LoadBalancerClasses): string[] {
  const ingressClass = ingressClasses.find(({ metadata }) => metadata?.name === ingress.spec.ingressClassName);
  if (ingressClass?.spec.controller !== ALB) { return []; }
  const spec = params.find(({ metadata }) => metadata?.name === ingressClass.spec.parameters?.name)?.spec ?? {};
  const annotations: Record<string, string> = ingress.metadata?.annotations ?? {};
  const { namespace, name } = ingress.metadata!;
  const scheme = spec.scheme ?? annotations['alb.ingress.kubernetes.io/scheme'];
  const own = hostName(spec.group?.name ?? `${namespace}-${name}`, scheme, 'elb');
  return annotations['alb.ingress.kubernetes.io/enable-frontend-nlb'] === 'true'
    ? [own, hostName(`${namespace}-${name}-nlb`, annotations['alb.ingress.kubernetes.io/frontend-nlb-scheme'], 'elb')] : [own];
}

/** Host name that Auto Mode would give a Service; nothing for those of other controllers. */
export function hostNamesOfService({ metadata, spec }: ApiObject): string[] {
  if (spec.type !== 'LoadBalancer' || (spec.loadBalancerClass ?? NLB) !== NLB) { return []; }
  const scheme = metadata?.annotations?.['service.beta.kubernetes.io/aws-load-balancer-scheme'];
  return [hostName(`${metadata!.namespace}-${metadata!.name}`, scheme, 'elb')];
}

function hostName(stack: string, scheme: string | undefined, service: string): string {
  const name = `k8s-${stack.replace(/[^a-z0-9]+/g, '').slice(0, 16)}-${createHash('sha256').update(stack).digest('hex').slice(0, 10)}`;
  return `${scheme === 'internet-facing' ? '' : 'internal-'}${name}.${service}.rehearsal.amazonaws.com`;
}
