import { WholeNumbers } from '../private/whole-numbers';

/** What annotations for the load balancer of an Ingress begin with. */
export const INGRESS_PREFIX = 'alb.ingress.kubernetes.io/';
/** The controller of an IngressClass that Auto Mode answers to. */
export const INGRESS_CONTROLLER = 'eks.amazonaws.com/alb';
/** The same of the self-managed AWS Load Balancer Controller. */
export const SELF_MANAGED_INGRESS_CONTROLLER = 'ingress.k8s.aws/alb';
/** How classes were named before there was spec.ingressClassName. */
export const OLD_CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
/** Name of the port of a backend that stands in an annotation. */
export const USE_ANNOTATION = 'use-annotation';

/** What the text of an annotation is. */
export type IngressAnnotationFormat =
  | { readonly words: readonly string[] }
  | { readonly number: WholeNumbers }
  | 'text' | 'boolean' | 'list' | 'map' | 'json list' | 'json object';

/** An annotation that Auto Mode reads. */
export interface IngressAnnotation {
  readonly format: IngressAnnotationFormat;
  /** Whether Services may have it too; it then holds against that of the Ingress. */
  readonly onServices?: boolean;
  /** Whether all Ingresses of a group must agree on it. */
  readonly exclusive?: boolean;
}

const PROTOCOLS = { words: ['HTTP', 'HTTPS'] };
const THRESHOLD = { number: { least: 2, most: 10 } };
const INTERVAL = { number: { least: 5, most: 300 } };
const TIMEOUT = { number: { least: 2, most: 120 } };
const SCHEMES = { words: ['internal', 'internet-facing'] };

/** By what follows the prefix, as the documentation of the AWS Load Balancer Controller has them, whose features Auto Mode has. */
export const INGRESS_ANNOTATIONS: { readonly [suffix: string]: IngressAnnotation } = {
  'load-balancer-name': { format: 'text', exclusive: true },
  'group.order': { format: { number: { least: -1000, most: 1000 } } },
  'tags': { format: 'map', onServices: true },
  'ip-address-type': { format: { words: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] }, exclusive: true },
  'scheme': { format: SCHEMES, exclusive: true },
  'subnets': { format: 'list', exclusive: true },
  'security-groups': { format: 'list', exclusive: true },
  'manage-backend-security-group-rules': { format: 'boolean', exclusive: true },
  'load-balancer-attributes': { format: 'map', exclusive: true },
  'wafv2-acl-arn': { format: 'text', exclusive: true },
  'shield-advanced-protection': { format: 'boolean', exclusive: true },
  'listen-ports': { format: 'json list' },
  'ssl-redirect': { format: { number: { least: 1, most: 65_535 } }, exclusive: true },
  'inbound-cidrs': { format: 'list' },
  'security-group-prefix-lists': { format: 'list' },
  'certificate-arn': { format: 'list' },
  'ssl-policy': { format: 'text', exclusive: true },
  'target-type': { format: { words: ['ip', 'instance'] }, onServices: true },
  'backend-protocol': { format: PROTOCOLS, onServices: true },
  'backend-protocol-version': { format: { words: ['HTTP1', 'HTTP2', 'GRPC'] }, onServices: true },
  'target-group-attributes': { format: 'map', onServices: true },
  'healthcheck-port': { format: 'text', onServices: true },
  'healthcheck-protocol': { format: PROTOCOLS, onServices: true },
  'healthcheck-path': { format: 'text', onServices: true },
  'healthcheck-interval-seconds': { format: INTERVAL, onServices: true },
  'healthcheck-timeout-seconds': { format: TIMEOUT, onServices: true },
  'healthy-threshold-count': { format: THRESHOLD, onServices: true },
  'unhealthy-threshold-count': { format: THRESHOLD, onServices: true },
  'success-codes': { format: 'text', onServices: true },
  'auth-type': { format: { words: ['none', 'oidc', 'cognito'] }, onServices: true },
  'auth-idp-cognito': { format: 'json object', onServices: true },
  'auth-idp-oidc': { format: 'json object', onServices: true },
  'auth-on-unauthenticated-request': { format: { words: ['authenticate', 'allow', 'deny'] }, onServices: true },
  'auth-scope': { format: 'text', onServices: true },
  'auth-session-cookie': { format: 'text', onServices: true },
  'auth-session-timeout': { format: { number: { least: 1, most: 604_800 } }, onServices: true },
  'jwt-validation': { format: 'json object' },
  'use-regex-path-match': { format: 'boolean' },
  'target-node-labels': { format: 'map', onServices: true },
  'mutual-authentication': { format: 'json list', exclusive: true },
  'multi-cluster-target-group': { format: 'boolean', onServices: true },
  'minimum-load-balancer-capacity': { format: 'map', exclusive: true },
  'ipam-ipv4-pool-id': { format: 'text', exclusive: true },
  'enable-frontend-nlb': { format: 'boolean', exclusive: true },
  'frontend-nlb-scheme': { format: SCHEMES, exclusive: true },
  'frontend-nlb-subnets': { format: 'list', exclusive: true },
  'frontend-nlb-security-groups': { format: 'list', exclusive: true },
  'frontend-nlb-listener-port-mapping': { format: 'map' },
  'frontend-nlb-healthcheck-port': { format: 'text' },
  'frontend-nlb-healthcheck-protocol': { format: PROTOCOLS },
  'frontend-nlb-healthcheck-path': { format: 'text' },
  'frontend-nlb-healthcheck-interval-seconds': { format: INTERVAL },
  'frontend-nlb-healthcheck-timeout-seconds': { format: TIMEOUT },
  'frontend-nlb-healthcheck-healthy-threshold-count': { format: THRESHOLD },
  'frontend-nlb-healthcheck-unhealthy-threshold-count': { format: THRESHOLD },
  'frontend-nlb-healthcheck-success-codes': { format: 'text' },
  'frontend-nlb-tags': { format: 'map', exclusive: true },
  'frontend-nlb-eip-allocations': { format: 'list' },
  'frontend-nlb-attributes': { format: 'map' },
};

/** Annotations with a name of the user behind a dot. */
export const NAMED_INGRESS_ANNOTATIONS: { readonly [prefix: string]: IngressAnnotation } = {
  'actions.': { format: 'json object' },
  'conditions.': { format: 'json list' },
  'transforms.': { format: 'json list' },
  'listener-attributes.': { format: 'map' },
  'target-control-port.': { format: { number: { least: 1, most: 65_535 } } },
};

/** Annotations of the self-managed controller to which Auto Mode does not listen, and what to write instead. */
export const IGNORED_INGRESS_ANNOTATIONS: { readonly [suffix: string]: string } = {
  'group.name': 'write spec.group.name of the IngressClassParams of its class',
  'waf-acl-id': `write ${INGRESS_PREFIX}wafv2-acl-arn: AWS WAF Classic is not supported`,
  'web-acl-id': `write ${INGRESS_PREFIX}wafv2-acl-arn: AWS WAF Classic is not supported`,
  'wafv2-acl-name': `write ${INGRESS_PREFIX}wafv2-acl-arn with the ARN of the web ACL`,
  'dry-run-plan': 'remove it: there is no dry run',
  'create-acm-cert': `write ${INGRESS_PREFIX}certificate-arn with a certificate that is made elsewhere, for example by the CDK`,
  'acm-pca-arn': `write ${INGRESS_PREFIX}certificate-arn with a certificate that is made elsewhere, for example by the CDK`,
};

/** Annotations of the self-managed controller that are not documented for Auto Mode, though it may read them. */
export const UNDOCUMENTED_INGRESS_ANNOTATIONS: readonly string[] = ['customer-owned-ipv4-pool'];

/** What is known of an annotation, by what follows the prefix. */
export function ingressAnnotationOf(suffix: string): IngressAnnotation | undefined {
  if (Object.hasOwn(INGRESS_ANNOTATIONS, suffix)) { return INGRESS_ANNOTATIONS[suffix]; }
  const prefix = Object.keys(NAMED_INGRESS_ANNOTATIONS).find((start) => suffix.startsWith(start) && suffix.length > start.length);
  return prefix === undefined ? undefined : NAMED_INGRESS_ANNOTATIONS[prefix];
}
