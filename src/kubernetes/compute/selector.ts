import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { isIdOf, MAXIMUM_TERM_TAGS } from '../../rules/selector-terms';

/** A term of a NodeClass that chooses subnets or security groups; exactly one of its keys is set. */
export class Selector {
  public static id(prefix: string, id: string): Selector {
    if (!isToken(id) && !isIdOf(prefix, id)) {
      fail('SelectorId', `id of a selector must be ${prefix}- and lower-case letters and digits, got "${id}": to select by tags write tags(…)`);
    }
    return new Selector({ id });
  }

  public static name(name: string): Selector {
    if (name === '') {
      fail('SelectorName', 'name of a security group selector must not be empty, got "": write the name of the group, or select it by id(…) or tags(…)');
    }
    return new Selector({ name });
  }

  public static tags(noun: string, tags: { [key: string]: string }): Selector {
    const count = Object.keys(tags).length;
    if (count === 0 || count > MAXIMUM_TERM_TAGS) {
      fail('SelectorTags', `tags of a ${noun} selector must be 1 to ${MAXIMUM_TERM_TAGS}, got ${count}: write those that tell ${noun}s apart`);
    }
    const empty = Object.entries(tags).filter(([key, value]) => key === '' || value === '');
    if (empty.length > 0) {
      fail('SelectorTags', `tags of a ${noun} selector must have keys and values, got ${JSON.stringify(Object.fromEntries(empty))}: for any value write "*"`);
    }
    return new Selector({ tags: { ...tags } });
  }

  private constructor(public readonly term: object) {}
}
