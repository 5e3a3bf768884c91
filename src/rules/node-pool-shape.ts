import { Hints, Shape, StructShape } from './shape';

const TAINT: Shape = { fields: { key: 'text', value: 'text', effect: 'text', timeAdded: 'time' }, required: ['key', 'effect'] };

/** Every field of a NodePool; a test compares it with Karpenter's CRD. */
export const NODE_POOL_SHAPE: StructShape = {
  required: ['spec'],
  fields: {
    apiVersion: 'text',
    kind: 'text',
    metadata: 'anything',
    spec: {
      required: ['template'],
      fields: {
        template: {
          required: ['spec'],
          fields: {
            metadata: { fields: { labels: { map: 'text' }, annotations: { map: 'text' } } },
            spec: {
              required: ['nodeClassRef', 'requirements'],
              fields: {
                nodeClassRef: { fields: { group: 'text', kind: 'text', name: 'text' }, required: ['group', 'kind', 'name'] },
                requirements: {
                  list: { fields: { key: 'text', operator: 'text', values: { list: 'text' }, minValues: 'integer' }, required: ['key', 'operator'] },
                },
                taints: { list: TAINT },
                startupTaints: { list: TAINT },
                expireAfter: 'text',
                terminationGracePeriod: 'text',
              },
            },
          },
        },
        disruption: {
          required: ['consolidateAfter'],
          fields: {
            consolidationPolicy: 'text',
            consolidateAfter: 'text',
            budgets: { list: { fields: { nodes: 'text', reasons: { list: 'text' }, schedule: 'text', duration: 'text' } } },
          },
        },
        limits: { map: 'quantity' },
        replicas: 'integer',
        weight: 'integer',
      },
    },
    status: 'anything',
  },
};

/** What to write instead of fields of older versions and of other tools, and of fields that are missing. */
export const NODE_POOL_HINTS: Hints = new Map(Object.entries({
  'spec': 'write spec.template with a nodeClassRef and requirements',
  'spec.template.spec.nodeClassRef': 'write group "eks.amazonaws.com", kind "NodeClass" and the name of a NodeClass',
  'spec.template.spec.nodeClassRef.group': 'write "eks.amazonaws.com"',
  'spec.template.spec.nodeClassRef.kind': 'write "NodeClass"',
  'spec.template.spec.nodeClassRef.apiVersion': 'write group "eks.amazonaws.com" instead',
  'spec.template.spec.requirements': 'write a list; an empty one allows every instance type that Auto Mode has',
  'spec.template.spec.kubelet': 'leave it out: the NodeClass has what Auto Mode lets one set of the kubelet',
  'spec.template.spec.labels': 'write spec.template.metadata.labels',
  'spec.template.spec.resources': 'leave it out: pods ask for resources',
  'spec.disruption.consolidateAfter': 'write for example "30s"',
  'spec.disruption.expireAfter': 'write spec.template.spec.expireAfter',
  'spec.requirements': 'write spec.template.spec.requirements',
  'spec.taints': 'write spec.template.spec.taints',
  'spec.startupTaints': 'write spec.template.spec.startupTaints',
  'spec.labels': 'write spec.template.metadata.labels',
  'spec.nodeClassRef': 'write spec.template.spec.nodeClassRef',
  'spec.expireAfter': 'write spec.template.spec.expireAfter',
  'spec.limits.resources': 'write the resources directly below limits',
}));
