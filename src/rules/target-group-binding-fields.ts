import { entriesOf, hasKnownSpec, isKnown, mapOf, Problem, written } from './field-checks';
import { fieldOf, Manifest, ruleForKind } from './rule';
import { Hints, Shape, shapeViolations } from './shape';
import { isToken } from '../private/tokens';

const TYPES = ['ip', 'instance'];
const SELECTOR: Shape = {
  fields: {
    matchLabels: { map: 'text' },
    matchExpressions: { list: { fields: { key: 'text', operator: 'text', values: { list: 'text' } }, required: ['key', 'operator'] } },
  },
};
const SPEC: Shape = {
  fields: {
    serviceRef: { fields: { name: 'text', port: 'anything' }, required: ['name', 'port'] },
    targetGroupARN: 'text',
    targetType: 'text',
    networking: {
      fields: {
        ingress: {
          list: {
            fields: {
              from: { list: { fields: { securityGroup: { fields: { groupID: 'text' }, required: ['groupID'] } }, required: ['securityGroup'] } },
              ports: { list: { fields: { port: 'anything', protocol: 'text' } } },
            },
            required: ['from', 'ports'],
          },
        },
      },
    },
    nodeSelector: SELECTOR,
    multiClusterTargetGroup: 'anything',
    // Not documented for Auto Mode; a rule of its own warns.
    vpcID: 'text',
    ipAddressType: 'text',
    targetGroupProtocol: 'text',
    iamRoleArnToAssume: 'text',
    assumeRoleExternalId: 'text',
  },
  required: ['serviceRef', 'targetGroupARN', 'targetType'],
};
const HINTS: Hints = new Map([
  ['spec.targetType', 'write "ip" or "instance", as the target group was made: Auto Mode does not find it out'],
  ['spec.targetGroupARN', 'write the ARN: Auto Mode does not look for names'],
  ['spec.targetGroupName', 'write targetGroupARN: Auto Mode does not look for names'],
  ['spec.networking.ingress.from.ipBlock', 'write the security group of the load balancer: Auto Mode knows no address ranges here'],
  ['spec.networking.ingress.from.securityGroup', 'write the security group of the load balancer'],
]);

export const targetGroupBindingFields = ruleForKind('eks.amazonaws.com', 'TargetGroupBinding', {
  id: 'target-group-binding-fields',
  reason: 'a TargetGroupBinding names the ARN and the type of its target group, and lets in security groups only',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (manifest) => hasKnownSpec(manifest) ? [...shapeViolations(manifest.spec ?? {}, SPEC, 'spec', HINTS), ...valueProblems(manifest)] : [],
});

function valueProblems(manifest: Manifest): Problem[] {
  const type = fieldOf(manifest, 'spec.targetType');
  const arn = fieldOf(manifest, 'spec.targetGroupARN');
  const selector = fieldOf(manifest, 'spec.nodeSelector');
  return [
    ...!isKnown(type) || typeof type !== 'string' || TYPES.includes(type) ? []
      : [{ field: 'spec.targetType', value: type, problem: `must be "ip" or "instance", got ${written(type)}`, fix: 'write that of the target group' }],
    ...typeof arn !== 'string' || isToken(arn) || arn.startsWith('arn:') ? []
      : [{ field: 'spec.targetGroupARN', value: arn, problem: `must be an ARN, got ${written(arn)}`, fix: 'write the ARN of the target group, not its name' }],
    ...selector !== undefined && type === 'ip'
      ? [{ field: 'spec.nodeSelector', value: selector, problem: 'must be left out when targetType is "ip", got one', fix: 'remove it: pods are targets, wherever they run' }] : [],
    ...entriesOf(manifest, 'spec.networking.ingress').flatMap(({ field, entry }) => ['from', 'ports'].filter((list) => Array.isArray(entry[list]) && (entry[list] as unknown[]).length === 0)
      .map((list) => ({ field: `${field}.${list}`, value: [], problem: 'must have at least one entry, got none', fix: 'write one, or leave networking out' }))),
    ...entriesOf(manifest, 'spec.networking.ingress').flatMap(({ field, entry }) => (Array.isArray(entry.ports) ? entry.ports : []).flatMap((port, index): Problem[] => {
      const { protocol } = mapOf(port);
      return !isKnown(protocol) || protocol === 'TCP' || protocol === 'UDP' ? []
        : [{ field: `${field}.ports[${index}].protocol`, value: protocol, problem: `must be "TCP" or "UDP", got ${written(protocol)}`, fix: 'write "TCP"' }];
    })),
  ];
}
