import { fail } from '../../../private/errors';
import { MAXIMUM_TERMS } from '../../../rules/selector-terms';

/** Something that chooses things in EC2. */
interface RenderedSelector {
  _render(): object;
}

/** Terms that must be there. */
export function renderTerms(property: string, selectors: RenderedSelector[]): object[] {
  if (selectors.length === 0 || selectors.length > MAXIMUM_TERMS) {
    const fix = selectors.length === 0 ? 'write at least one' : 'select by tags that all of them carry';
    fail('NodeClassSelectors', `${property} must have 1 to ${MAXIMUM_TERMS} selectors, got ${selectors.length}: ${fix}`);
  }
  return selectors.map((selector) => selector._render());
}

/** Terms that can be left out; none are the same as nothing. */
export function renderOptionalTerms(property: string, selectors: RenderedSelector[] = []): object[] | undefined {
  return selectors.length === 0 ? undefined : renderTerms(property, selectors);
}
