import { checkWholeNumber, checkWord, entriesOf, listOf, Problem, written } from './field-checks';
import { NETWORK_INTERFACES } from './node-class-interfaces';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf, Manifest } from './rule';
import { isToken } from '../private/tokens';

const PAGES = 'spec.advancedCompute.hugepages.pages';
const TRANSPARENT = 'spec.advancedCompute.hugepages.transparent';
/** How many pages of a size are reserved. */
export const HUGEPAGES = { least: 1 };

export const nodeClassHugepages = ruleForNodeClass({
  id: 'node-class-hugepages',
  reason: 'hugepages are reserved once for each size, never beside EFA interfaces, and without transparent ones there is nothing to defragment for',
  check: (manifest) => [...checkPages(manifest), ...checkEfa(manifest), ...checkTransparent(manifest)],
});

function checkPages(manifest: Manifest): Problem[] {
  const pages = entriesOf(manifest, PAGES);
  return pages.flatMap(({ field, entry }, index) => [
    ...checkWord(`${field}.size`, entry.size, ['2Mi', '1Gi']),
    ...checkWholeNumber(`${field}.count`, entry.count, HUGEPAGES),
    ...isToken(entry.size) || pages.findIndex((other) => other.entry.size === entry.size) === index ? [] : [{
      field: `${field}.size`, value: entry.size, problem: `must be a size of its own, got ${written(entry.size)} again`, fix: 'add the counts up in one entry',
    }],
  ]);
}

function checkEfa(manifest: Manifest): Problem[] {
  const interfaces = entriesOf(manifest, NETWORK_INTERFACES).filter(({ entry }) => entry.interfaceType === 'efa-only');
  return interfaces.length === 0 || !listOf(manifest, PAGES)?.length ? [] : [{
    field: PAGES,
    value: fieldOf(manifest, PAGES),
    problem: `must not be given together with interfaces of type "efa-only", got ${interfaces.length}`,
    fix: 'make a NodeClass of its own for each',
  }];
}

function checkTransparent(manifest: Manifest): Problem[] {
  const defrag = fieldOf(manifest, `${TRANSPARENT}.defrag`);
  if (fieldOf(manifest, `${TRANSPARENT}.enabled`) !== 'never' || defrag === undefined || defrag === 'never' || isToken(defrag)) { return []; }
  return [{ field: `${TRANSPARENT}.defrag`, value: defrag, problem: `must be "never" or left out when enabled is "never", got ${written(defrag)}`, fix: 'leave it out' }];
}
