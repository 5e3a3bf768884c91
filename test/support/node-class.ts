import { ApiObject, App, Chart } from 'cdk8s';
import { AutoModeRules, ClusterFacts, Finding, NodeClass, NodeClassProps, SecurityGroupSelector, SubnetSelector } from '../../src';

/** What every NodeClass has. */
export const MINIMAL_SPEC = { role: 'nodes', subnetSelectorTerms: [{ id: 'subnet-1' }], securityGroupSelectorTerms: [{ id: 'sg-1' }] };

const MINIMAL_PROPS: NodeClassProps = {
  role: 'nodes',
  subnets: [SubnetSelector.id('subnet-1')],
  securityGroups: [SecurityGroupSelector.id('sg-1')],
};

/** A typed NodeClass in a chart of its own. */
export function typedNodeClass(props: Partial<NodeClassProps> = {}): NodeClass {
  const identity = props.instanceProfile === undefined ? {} : { role: undefined };
  return new NodeClass(new Chart(new App(), 'chart'), 'Nodes', { ...MINIMAL_PROPS, ...identity, ...props });
}

/** The spec that a typed NodeClass renders. */
export function specOf(props: Partial<NodeClassProps> = {}) {
  return typedNodeClass(props).apiObject.toJson().spec;
}

/** What the rules say of a typed NodeClass: id and field. */
export function findingsOfProps(props: Partial<NodeClassProps>, facts?: ClusterFacts): string[] {
  return AutoModeRules.findings(typedNodeClass(props), facts).map(({ ruleId, field }) => `${ruleId} ${field}`);
}

/** What the rules say of a raw NodeClass with these fields besides the least. */
export function findingsOfSpec(spec: unknown, facts?: ClusterFacts): Finding[] {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'Nodes', { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', metadata: { name: 'nodes' }, spec });
  return AutoModeRules.findings(chart, facts);
}

/** What one rule says of a raw NodeClass with these fields besides the least: field, problem and fix. */
export function problemsOf(ruleId: string, fields: object, facts?: ClusterFacts): string[] {
  return findingsOfSpec({ ...MINIMAL_SPEC, ...fields }, facts)
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ message }) => message.replace(/^.*? at chart\/Nodes: (.*) \(rule .*\)$/s, '$1'));
}
