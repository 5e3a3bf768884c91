import { ingressActions } from './ingress-actions';
import { ingressAnnotationValues } from './ingress-annotation-values';
import { ingressAuthentication } from './ingress-authentication';
import { ingressAuthenticationSecret } from './ingress-authentication-secret';
import { ingressCertificate } from './ingress-certificate';
import { ingressClass } from './ingress-class';
import { ingressClassParams } from './ingress-class-params';
import { ingressClassParamsUndocumented } from './ingress-class-params-undocumented';
import { ingressConditions } from './ingress-conditions';
import { ingressFrontend } from './ingress-frontend';
import { ingressGroupConflict } from './ingress-group-conflict';
import { ingressIgnoredAnnotations } from './ingress-ignored-annotations';
import { ingressListeners } from './ingress-listeners';
import { ingressPathOrder } from './ingress-path-order';
import { ingressScheme } from './ingress-scheme';
import { ingressSharedTags } from './ingress-shared-tags';
import { ingressSubnets } from './ingress-subnets';
import { ingressTargetGroups } from './ingress-target-groups';
import { ingressUnknownAnnotations } from './ingress-unknown-annotations';
import { ingressUnusedAnnotations } from './ingress-unused-annotations';
import { ingressWithoutClass } from './ingress-without-class';
import { Rule } from './rule';
import { selfManagedIngressClass } from './self-managed-ingress-class';

/** What is asked of Application Load Balancers: their classes, the annotations of Ingresses and Services, and the rules of Ingresses. */
export const INGRESS_RULES: Rule[] = [
  ingressClass, selfManagedIngressClass, ingressClassParams, ingressClassParamsUndocumented, ingressScheme, ingressSubnets,
  ingressWithoutClass, ingressIgnoredAnnotations, ingressUnknownAnnotations, ingressAnnotationValues,
  ingressListeners, ingressCertificate, ingressAuthentication, ingressAuthenticationSecret,
  ingressActions, ingressUnusedAnnotations, ingressConditions, ingressPathOrder,
  ingressTargetGroups, ingressFrontend, ingressSharedTags, ingressGroupConflict,
];
