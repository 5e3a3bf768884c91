import { entriesOf, ListEntry, mapOf } from './field-checks';
import { RuleLevel } from './finding';
import { ENABLEMENT, isVpcCniConfigMap } from './network-policy-objects';
import { FieldViolation, Manifest, Rule } from './rule';
import { isToken } from '../private/tokens';

const ADDRESSES = 'leave it out: EKS keeps addresses ready by itself, and ipv4PrefixSize of the NodeClass says how many are taken at a time';
const POD_NETWORK = 'write podNetwork of the NodeClass (podSubnets and podSecurityGroups of addNodeClass)';
const SNAT = 'write snatPolicy of the NodeClass';
const EVENT_LOGS = 'write networkPolicyEventLogs: true of the NodeClass, which logs to a file on the node, and carry that on by an agent of your own';
const TIMERS = 'leave it out: the timers of connections are fixed';
const OTHERWISE = 'leave it out: nodes of Auto Mode do not look at it';

/** What takes the place of settings of the VPC CNI: keys of the ConfigMap, variables and arguments of the DaemonSet. */
export const VPC_CNI_SETTINGS: { readonly [name: string]: string } = {
  'warm-ip-target': ADDRESSES,
  'warm-prefix-target': ADDRESSES,
  'minimum-ip-target': ADDRESSES,
  'WARM_IP_TARGET': ADDRESSES,
  'WARM_PREFIX_TARGET': ADDRESSES,
  'WARM_ENI_TARGET': ADDRESSES,
  'MINIMUM_IP_TARGET': ADDRESSES,
  'MAX_ENI': ADDRESSES,
  'ENABLE_PREFIX_DELEGATION': 'write ipv4PrefixSize of the NodeClass',
  'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG': POD_NETWORK,
  'ENI_CONFIG_LABEL_DEF': POD_NETWORK,
  'ENI_CONFIG_ANNOTATION_DEF': POD_NETWORK,
  'ENABLE_POD_ENI': POD_NETWORK,
  'POD_SECURITY_GROUP_ENFORCING_MODE': POD_NETWORK,
  'AWS_VPC_K8S_CNI_EXTERNALSNAT': SNAT,
  'AWS_VPC_K8S_CNI_RANDOMIZESNAT': SNAT,
  'NETWORK_POLICY_ENFORCING_MODE': 'write networkPolicy of the NodeClass',
  '--enable-cloudwatch-logs': EVENT_LOGS,
  '--enable-policy-event-logs': EVENT_LOGS,
  '--conntrack-cache-cleanup-period': TIMERS,
  '--conntrack-cache-table-size': TIMERS,
};

export const vpcCniSettings: Rule = {
  id: 'vpc-cni-settings',
  level: RuleLevel.ERROR,
  reason: 'the network of nodes of Auto Mode is set by their NodeClass: settings of the VPC CNI are stored, and do nothing for them',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html',
  check: ({ manifests }) => manifests.flatMap((manifest) => violationsOf(manifest).map((violation) => ({
    manifest, ...violation, fix: `${violation.fix}; for nodes of another kind switch the rule off for the object`,
  }))),
};

function violationsOf(manifest: Manifest): FieldViolation[] {
  if (isVpcCniConfigMap(manifest)) {
    return Object.entries(mapOf(manifest.data)).filter(([key]) => key !== ENABLEMENT.key && !isToken(key)).map(([key, value]) => refused(`data.${key}`, key, value));
  }
  if (manifest.kind !== 'DaemonSet' || manifest.metadata?.name !== 'aws-node' || !String(manifest.apiVersion).startsWith('apps/')) { return []; }
  const settings = ['spec.template.spec.containers', 'spec.template.spec.initContainers'].flatMap((field) => entriesOf(manifest, field).flatMap(settingsOf));
  return settings.length > 0 ? settings : [{
    field: 'metadata.name', value: 'aws-node', problem: 'must not be given, got the DaemonSet of the VPC CNI', fix: 'leave it out: nodes of Auto Mode have a network of their own',
  }];
}

function settingsOf({ field, entry }: ListEntry): FieldViolation[] {
  const { env, args } = entry;
  return [
    ...Array.isArray(env) ? env.flatMap((item, index) => {
      const { name, value } = mapOf(item);
      return typeof name === 'string' && name in VPC_CNI_SETTINGS ? [refused(`${field}.env[${index}]`, name, value)] : [];
    }) : [],
    ...Array.isArray(args) ? args.flatMap((argument, index) => {
      const name = String(argument).split('=')[0];
      return name in VPC_CNI_SETTINGS ? [refused(`${field}.args[${index}]`, name, argument)] : [];
    }) : [],
  ];
}

function refused(field: string, name: string, value: unknown): FieldViolation {
  return { field, value: value ?? null, problem: `must not be given, got ${name}, a setting of the VPC CNI`, fix: VPC_CNI_SETTINGS[name] ?? OTHERWISE };
}
