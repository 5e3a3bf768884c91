import { ClusterFacts } from './cluster-facts';
import { Problem } from './field-checks';
import { RuleDescription, RuleLevel } from './finding';
import { Manifest, Rule, ruleForKind } from './rule';

const PAGE = 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html';

/** A rule that looks at each NodeClass of EKS by itself; most are documented on one page. */
export function ruleForNodeClass(description: Omit<RuleDescription, 'level' | 'link'> & {
  level?: RuleLevel;
  link?: string;
  check: (manifest: Manifest, facts: ClusterFacts) => Problem[];
}): Rule {
  return ruleForKind('eks.amazonaws.com', 'NodeClass', { link: PAGE, ...description });
}
