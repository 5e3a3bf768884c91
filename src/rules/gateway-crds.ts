import { RuleLevel } from './finding';
import { GATEWAY_GROUP, GATEWAY_PAGE } from './gateway-objects';
import { Rule } from './rule';

export const gatewayCrds: Rule = {
  id: 'gateway-crds',
  level: RuleLevel.WARNING,
  reason: 'a cluster knows the kinds of the Gateway API only when EKS is told to install their CRDs, or somebody else does',
  link: GATEWAY_PAGE,
  check: ({ manifests, facts }) => {
    const first = manifests.find(({ apiVersion }) => String(apiVersion).startsWith(`${GATEWAY_GROUP}/`));
    const isBrought = manifests.some(({ kind, metadata }) => kind === 'CustomResourceDefinition' && String(metadata?.name).endsWith(`.${GATEWAY_GROUP}`));
    // Once is enough: all of them lack the same.
    return facts.gatewayApiCrds !== false || !first || isBrought ? [] : [{
      manifest: first,
      field: 'apiVersion',
      value: first.apiVersion,
      problem: `should be a version that the cluster serves, got "${first.apiVersion}" without its CRDs`,
      fix: 'write gatewayApiCrds: true where the cluster is made, or switch the rule off if you install the CRDs otherwise',
    }];
  },
};
