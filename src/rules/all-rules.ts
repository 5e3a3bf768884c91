import { nodeClassName } from './node-class-name';
import { nodePoolLifetime } from './node-pool-lifetime';
import { Rule } from './rule';

/** Every rule, in the order of the documentation. */
export const ALL_RULES: Rule[] = [nodeClassName, nodePoolLifetime];
