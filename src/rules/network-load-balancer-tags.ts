import { isKnownText, pairsOfText } from './annotation-text';
import { Problem, written } from './field-checks';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';
import { resourceTagProblems } from './resource-tags';

const TAGS = 'aws-load-balancer-additional-resource-tags';

export const networkLoadBalancerTags = ruleForNetworkLoadBalancer({
  id: 'network-load-balancer-tags',
  reason: 'Elastic Load Balancing refuses tags that are reserved, too long, too many or have other characters, and there is no load balancer then',
  link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html',
  check: ({ annotations }) => {
    const text = annotations.get(TAGS);
    const tags = typeof text === 'string' ? pairsOfText(text) : undefined;
    return [...tags ? resourceTagProblems(tags) : []].map(({ key, problem, fix }): Problem => ({
      field: annotationField(TAGS), value: isKnownText(text) ? text : written(text), problem: key === undefined ? problem : `${key}: ${problem}`, fix,
    }));
  },
});
