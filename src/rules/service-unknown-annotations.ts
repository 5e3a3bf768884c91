import { RuleLevel } from './finding';
import { annotationField, ruleForNetworkLoadBalancer } from './network-load-balancer-rule';
import { IGNORED_SERVICE_ANNOTATIONS, LISTENER_ACTIONS, LISTENER_ATTRIBUTES, SERVICE_ANNOTATIONS, UNDOCUMENTED_SERVICE_ANNOTATIONS } from './service-annotations';

/** How many letters of a name may be wrong for it to be taken for another. */
const CLOSE = 3;

export const serviceUnknownAnnotations = ruleForNetworkLoadBalancer({
  id: 'service-unknown-annotations',
  level: RuleLevel.WARNING,
  reason: 'annotations that Auto Mode does not know have no effect, and nothing says so',
  check: ({ annotations }) => [...annotations].filter(([name]) => !isDocumented(name)).map(([name, value]) => ({
    field: annotationField(name),
    value,
    problem: `should be an annotation that is documented for Auto Mode, got "${name}"`,
    fix: UNDOCUMENTED_SERVICE_ANNOTATIONS.includes(name) ? 'try whether it has an effect, and switch the rule off for the object if so' : fixFor(name),
  })),
});

function isDocumented(name: string): boolean {
  return Object.hasOwn(SERVICE_ANNOTATIONS, name) || Object.hasOwn(IGNORED_SERVICE_ANNOTATIONS, name)
    || name.startsWith(LISTENER_ATTRIBUTES) || name.startsWith(LISTENER_ACTIONS);
}

function fixFor(name: string): string {
  const [closest] = Object.keys(SERVICE_ANNOTATIONS).map((known) => ({ known, distance: distance(known, name) }))
    .sort((one, other) => one.distance - other.distance);
  return closest.distance <= CLOSE ? `write ${closest.known}` : 'remove it';
}

/** Letters to be added, removed or changed. */
function distance(one: string, other: string): number {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
