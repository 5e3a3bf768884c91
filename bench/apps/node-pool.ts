/**
 * The NodePool that all apps deploy, as `ours.ts` writes it with types.
 *
 * It has no limits: with this library they are a `Cpu` of cdk8s-plus, and to import that package takes as long as all that
 * differs here. Whoever writes workloads with it does so anyway, with either library.
 */
export function nodePool(name: string) {
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
          requirements: [
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot', 'on-demand'] },
            { key: 'eks.amazonaws.com/instance-category', operator: 'In', values: ['c', 'm', 'r'] },
            { key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['5'] },
          ],
          expireAfter: '336h',
          terminationGracePeriod: '24h',
        },
      },
      disruption: { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '30s', budgets: [{ nodes: '10%' }] },
    },
  };
}
