import { Hints, Shape, StructShape } from './shape';

const TEXTS: Shape = { list: 'text' };
const KEYS_AND_VALUES: Shape = { list: { fields: { key: 'text', value: 'text' }, required: ['key', 'value'] } };

/** Fields of the self-managed controller that Auto Mode may have too: its documentation does not say. */
export const UNDOCUMENTED_PARAMS: { readonly [field: string]: string } = {
  minimumLoadBalancerCapacity: 'minimum-load-balancer-capacity',
  ipamConfiguration: 'ipam-ipv4-pool-id',
  sslRedirectPort: 'ssl-redirect',
  wafv2AclArn: 'wafv2-acl-arn',
  wafv2AclName: 'wafv2-acl-arn',
};

/** The fields of IngressClassParams of Auto Mode below spec, by the CRD of 2025 and the release notes since. */
export const INGRESS_CLASS_PARAMS_SPEC: StructShape = {
  fields: {
    scheme: 'text',
    ipAddressType: 'text',
    group: { fields: { name: 'text' }, required: ['name'] },
    certificateARNs: TEXTS,
    sslPolicy: 'text',
    subnets: { fields: { ids: TEXTS, matchTags: { list: { fields: { key: 'text', values: TEXTS }, required: ['key', 'values'] } } } },
    inboundCIDRs: TEXTS,
    listeners: { list: { fields: { port: 'integer', protocol: 'text', attributes: KEYS_AND_VALUES }, required: ['port', 'protocol'] } },
    loadBalancerAttributes: KEYS_AND_VALUES,
    namespaceSelector: {
      fields: {
        matchLabels: { map: 'text' },
        matchExpressions: { list: { fields: { key: 'text', operator: 'text', values: TEXTS }, required: ['key', 'operator'] } },
      },
    },
    tags: KEYS_AND_VALUES,
    prefixListsIDs: TEXTS,
    loadBalancerName: 'text',
    targetType: 'text',
    ...Object.fromEntries(Object.keys(UNDOCUMENTED_PARAMS).map((field): [string, Shape] => [field, 'anything'])),
  },
};

/** What to write for the fields of the self-managed controller. */
export const INGRESS_CLASS_PARAMS_HINTS: Hints = new Map([
  ['spec.certificateArn', 'write certificateARNs'],
  ['spec.certificateArns', 'write certificateARNs'],
  ['spec.subnets.tags', 'write matchTags with a list of key and values'],
  ['spec.listeners.listenerAttributes', 'write attributes'],
  ['spec.PrefixListsIDs', 'write prefixListsIDs'],
]);
