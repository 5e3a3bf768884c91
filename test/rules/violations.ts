import { poolRequiring, rawClass, rawPool } from './judge';

const CAPACITY_TYPE = 'karpenter.sh/capacity-type';
const CATEGORY = 'eks.amazonaws.com/instance-category';
const FAMILY = 'eks.amazonaws.com/instance-family';

/** Objects that break each rule about NodePools in its typical ways: the messages are reviewed together in a snapshot. */
export const VIOLATIONS: { readonly [ruleId: string]: object[][] } = {
  'node-pool-fields': [
    [rawPool((pool) => { pool.apiVersion = 'karpenter.sh/v1beta1'; })],
    [rawPool((pool) => { pool.spec.template.spec.kubelet = { maxPods: 20 }; })],
    [rawPool((pool) => { pool.spec.disruption = { expireAfter: '24h', consolidateAfter: '30s' }; })],
    [rawPool((pool) => { pool.spec.template.spec.taint = []; })],
    [rawPool((pool) => { delete pool.spec.template.spec.nodeClassRef; })],
    [rawPool((pool) => { pool.spec.limits.cpu = 1.5; })],
    [rawPool((pool) => { pool.spec.template.metadata = { labels: { team: 1 } }; })],
    [rawPool((pool) => { pool.spec.weight = '10'; })],
    [rawPool((pool) => { pool.spec.template.spec.requirements = { key: 'a' }; })],
    [rawPool((pool) => { pool.spec.disruption = { budgets: [] }; })],
  ],
  'node-pool-name': ['My_Pool', 'n'.repeat(64)].map((name) => [rawPool((pool) => { pool.metadata.name = name; })]),
  'duplicate-node-pool': [[rawPool(), rawPool()]],
  'node-class-ref': [
    [rawPool((pool) => { pool.spec.template.spec.nodeClassRef = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' }; })],
    [rawPool((pool) => { pool.spec.template.spec.nodeClassRef.group = 'eks.amazonaws.com/v1'; })],
    [rawPool((pool) => { pool.spec.template.spec.nodeClassRef.name = ''; })],
  ],
  'missing-node-class': [
    [rawPool((pool) => { pool.spec.template.spec.nodeClassRef.name = 'quite'; }), rawClass('quiet')],
    [rawPool((pool) => { pool.spec.template.spec.nodeClassRef.name = 'quiet'; })],
  ],
  'reserved-capacity': [
    [poolRequiring({ key: CAPACITY_TYPE, operator: 'In', values: ['reserved'] })],
    [
      rawPool((pool) => {
        pool.spec.template.spec.nodeClassRef.name = 'quiet';
        pool.spec.template.spec.requirements = [{ key: CAPACITY_TYPE, operator: 'In', values: ['reserved'] }];
      }),
      rawClass('quiet'),
    ],
  ],
  'unused-reservation': [[poolRequiring({ key: CAPACITY_TYPE, operator: 'In', values: ['reserved', 'on-demand'] })]],
  'requirement-key': [
    [poolRequiring({ key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['c'] })],
    [poolRequiring({ key: 'karpenter.k8s.aws/instance-pods', operator: 'Exists' })],
    [poolRequiring({ key: 'mykarpenter.sh/team', operator: 'Exists' })],
    [poolRequiring({ key: 'karpenter.sh/nodepool', operator: 'In', values: ['batch'] })],
    [poolRequiring({ key: 'kubernetes.io/hostname', operator: 'Exists' })],
    [poolRequiring({ key: 'node.kubernetes.io/windows-build', operator: 'Exists' })],
    [poolRequiring({ key: 'kubernetes.io/os', operator: 'In', values: ['windows'] })],
    [poolRequiring({ key: 'example.com/', operator: 'Exists' })],
    [poolRequiring({ key: 'n'.repeat(64), operator: 'Exists' })],
  ],
  'requirement-values': [
    [poolRequiring({ key: CATEGORY, operator: 'in', values: ['c'] })],
    [poolRequiring({ key: CATEGORY, operator: 'In', values: [] })],
    [poolRequiring({ key: CATEGORY, operator: 'NotIn' })],
    [poolRequiring({ key: CATEGORY, operator: 'Exists', values: ['c'] })],
    [poolRequiring({ key: 'eks.amazonaws.com/instance-cpu', operator: 'Gt', values: ['4', '8'] })],
    [poolRequiring({ key: 'eks.amazonaws.com/instance-cpu', operator: 'Gt', values: ['four'] })],
    [poolRequiring({ key: 'eks.amazonaws.com/instance-cpu', operator: 'Gt', values: ['+4'] })],
    [poolRequiring({ key: 'team', operator: 'In', values: ['two words'] })],
    [poolRequiring({ key: 'team', operator: 'In', values: ['x'.repeat(64)] })],
    [poolRequiring({ key: CATEGORY, operator: 'In', values: ['c', 'c'], minValues: 2 })],
    [poolRequiring({ key: CATEGORY, operator: 'Exists', minValues: 51 })],
    [poolRequiring({ key: CATEGORY, operator: 'DoesNotExist', minValues: 1 })],
  ],
  'requirement-conflict': [
    [poolRequiring({ key: CATEGORY, operator: 'In', values: ['c', 'm'] }, { key: CATEGORY, operator: 'NotIn', values: ['m', 'c'] })],
    [poolRequiring({ key: 'eks.amazonaws.com/instance-cpu', operator: 'Gt', values: ['8'] }, { key: 'eks.amazonaws.com/instance-cpu', operator: 'Lt', values: ['9'] })],
    [poolRequiring({ key: 'kubernetes.io/arch', operator: 'In', values: ['x86_64'] })],
    [poolRequiring({ key: FAMILY, operator: 'In', values: ['c8g', 'm8g'], minValues: 2 }, { key: FAMILY, operator: 'NotIn', values: ['m8g'] })],
  ],
  'instance-size': [
    [poolRequiring({ key: 'eks.amazonaws.com/instance-size', operator: 'In', values: ['micro', 'small'] })],
    [poolRequiring({ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['t3.small', 'm7g.medium'] })],
    [poolRequiring({ key: 'eks.amazonaws.com/instance-cpu', operator: 'Lt', values: ['2'] })],
  ],
  'unknown-label-value': [
    [poolRequiring({ key: FAMILY, operator: 'In', values: ['c8g', 'c99x'] })],
    [poolRequiring({ key: CATEGORY, operator: 'In', values: ['a'] })],
    [poolRequiring({ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['a1.large'] })],
    [poolRequiring({ key: CAPACITY_TYPE, operator: 'In', values: ['spot', 'ondemand'] })],
  ],
  'unknown-instance-label': [[poolRequiring({ key: 'eks.amazonaws.com/instance-catagory', operator: 'In', values: ['c'] })]],
  'node-pool-labels': [
    [rawPool((pool) => { pool.spec.template.metadata = { labels: { 'karpenter.sh/team': 'a' } }; })],
    [rawPool((pool) => { pool.spec.template.metadata = { labels: { 'a b': 'c' } }; })],
    [rawPool((pool) => { pool.spec.template.metadata = { labels: { team: 'two words' } }; })],
    [rawPool((pool) => { pool.spec.template.metadata = { labels: { 'kubernetes.io/os': 'windows' } }; })],
    [rawPool((pool) => { pool.spec.template.metadata = { labels: { 'kubernetes.io/hostname': 'a' } }; })],
  ],
  'node-pool-annotations': [[rawPool((pool) => { pool.spec.template.metadata = { annotations: { 'a b': 'c' } }; })]],
  'node-pool-taints': [
    [rawPool((pool) => { pool.spec.template.spec.taints = [{ key: 'a b', effect: 'NoSchedule' }]; })],
    [rawPool((pool) => { pool.spec.template.spec.taints = [{ key: 'team', value: '', effect: 'NoSchedule' }]; })],
    [rawPool((pool) => { pool.spec.template.spec.taints = [{ key: 'team', value: 'a b', effect: 'NoSchedule' }]; })],
    [rawPool((pool) => { pool.spec.template.spec.taints = [{ key: 'team', effect: 'NoEntry' }]; })],
    [rawPool((pool) => {
      pool.spec.template.spec.taints = [{ key: 'team', value: 'a', effect: 'NoSchedule' }];
      pool.spec.template.spec.startupTaints = [{ key: 'team', value: 'b', effect: 'NoSchedule' }];
    })],
  ],
  'accelerator-taint': [[poolRequiring({ key: CATEGORY, operator: 'In', values: ['g', 'p'] })]],
  'node-pool-limits': [
    [rawPool((pool) => { pool.spec.limits = { cpu: '1000 units' }; })],
    [rawPool((pool) => { pool.spec.limits = { cpu: '1e1.5' }; })],
    [rawPool((pool) => { pool.spec.limits = { cpu: '-1' }; })],
    [rawPool((pool) => { pool.spec.limits = { gpu: '8' }; })],
    [rawPool((pool) => { pool.spec.limits = { 'nvidia.com/': '8' }; })],
  ],
  'unlimited-node-pool': [[rawPool((pool) => { delete pool.spec.limits; })]],
  'node-pool-weight': [[rawPool((pool) => { pool.spec.weight = 0; })]],
  'static-node-pool': [
    [rawPool((pool) => { pool.spec = { ...pool.spec, replicas: 3, limits: {}, weight: 1 }; })],
    [rawPool((pool) => { pool.spec = { ...pool.spec, replicas: 3, limits: { cpu: '10' } }; })],
    [rawPool((pool) => { pool.spec = { ...pool.spec, replicas: -1, limits: {} }; })],
    [rawPool((pool) => { pool.spec = { ...pool.spec, replicas: 2 ** 31, limits: {} }; })],
    [rawPool((pool) => { pool.spec = { ...pool.spec, replicas: 3, limits: { nodes: '2' } }; })],
  ],
  'static-node-pool-room': [[rawPool((pool) => { pool.spec = { ...pool.spec, replicas: 3, limits: { nodes: '3' } }; })]],
  'static-node-pool-consolidation': [
    [rawPool((pool) => { pool.spec = { ...pool.spec, replicas: 3, limits: {}, disruption: { consolidationPolicy: 'WhenEmpty', consolidateAfter: '30s' } }; })],
  ],
  'node-pool-lifetime': [[rawPool((pool) => { pool.spec.template.spec.expireAfter = '720h'; })], [rawPool((pool) => { pool.spec.template.spec.expireAfter = 'Never'; })]],
  'node-pool-consolidation': [
    [rawPool((pool) => { pool.spec.disruption = { consolidationPolicy: 'WhenUnderutilized', consolidateAfter: '30s' }; })],
    [rawPool((pool) => { pool.spec.disruption = { consolidateAfter: '1d' }; })],
    [rawPool((pool) => { pool.spec.disruption = { consolidateAfter: '9999999999h' }; })],
  ],
  'disruption-budget': [
    { nodes: '101%' }, { nodes: '4294967296' }, { reasons: [] }, { reasons: ['Expired'] }, { reasons: ['Empty', 'Empty'] }, { schedule: '@daily' }, { duration: '8h' },
    { schedule: '0 9 * * 7', duration: '8h' }, { schedule: '@reboot', duration: '8h' }, { schedule: 'TZ=Europe/Berlin 0 9 * * *', duration: '8h' },
    { schedule: '0 0 9 * * 1', duration: '8h' }, { schedule: '60 9 * * *', duration: '8h' }, { schedule: '0 0 31 2 *', duration: '8h' },
    { schedule: '@daily', duration: '90s' }, { schedule: '@daily', duration: '0m' }, { schedule: '@daily', duration: '9999999999h' },
  ].map((budget) => [rawPool((pool) => { pool.spec.disruption = { consolidateAfter: '30s', budgets: [budget] }; })]),
  'disruption-blocked': [
    [rawPool((pool) => { pool.spec.disruption = { consolidateAfter: '30s', budgets: [{ nodes: '0' }] }; })],
    [rawPool((pool) => { pool.spec.template.metadata = { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } }; })],
  ],
};
