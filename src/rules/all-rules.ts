import { defaultNodeClass } from './default-node-class';
import { nodeClassName } from './node-class-name';
import { nodeClassTags } from './node-class-tags';
import { nodePoolLifetime } from './node-pool-lifetime';
import { nodePoolName } from './node-pool-name';
import { Rule } from './rule';

/** Every rule, in the order of the documentation. */
export const ALL_RULES: Rule[] = [nodeClassName, defaultNodeClass, nodeClassTags, nodePoolName, nodePoolLifetime];
