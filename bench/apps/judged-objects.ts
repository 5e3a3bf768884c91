import {
  Architecture, Budget, CapacityType, Disruption, NodeClass, NodeLabel, NodePool, SecurityGroupSelector, SubnetSelector, Taint,
} from 'cdk-eks-auto-mode';
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

const NODE_POOLS_OF_A_CLASS = 19;

/** A chart with so many NodePools and a NodeClass for every nineteen of them, as teams of a large cluster would have them. */
export function addJudgedObjects(app: App, nodePools: number): void {
  const chart = new Chart(app, 'nodes');
  let nodeClass: NodeClass | undefined;
  for (let pool = 0; pool < nodePools; pool++) {
    if (pool % NODE_POOLS_OF_A_CLASS === 0) { nodeClass = nodeClassOf(chart, `class-${pool / NODE_POOLS_OF_A_CLASS}`); }
    addNodePool(chart, `pool-${pool}`, nodeClass);
  }
}

function nodeClassOf(chart: Chart, name: string): NodeClass {
  return new NodeClass(chart, name, {
    metadata: { name },
    role: 'auto-mode-nodes',
    subnets: [SubnetSelector.tags({ 'karpenter.sh/discovery': 'production' })],
    securityGroups: [SecurityGroupSelector.tags({ 'aws:eks:cluster-name': 'production' })],
    ephemeralStorage: { size: Size.gibibytes(160) },
    networkPolicyEventLogs: true,
  });
}

function addNodePool(chart: Chart, name: string, nodeClass?: NodeClass): void {
  new NodePool(chart, name, {
    metadata: { name },
    nodeClass,
    requirements: [
      NodeLabel.CAPACITY_TYPE.in(CapacityType.SPOT, CapacityType.ON_DEMAND),
      NodeLabel.ARCHITECTURE.in(Architecture.AMD64),
      NodeLabel.INSTANCE_CATEGORY.in('c', 'm', 'r'),
      NodeLabel.INSTANCE_GENERATION.gt(5),
      NodeLabel.INSTANCE_CPU.between(4, 32),
    ],
    labels: { 'example.com/team': name },
    taints: [Taint.noSchedule('example.com/team', name)],
    limits: { cpu: Cpu.units(100), memory: Size.gibibytes(400) },
    expireAfter: Duration.days(7),
    disruption: Disruption.whenEmptyOrUnderutilized({ after: Duration.minutes(5), budgets: [Budget.percent(10)] }),
  });
}
