import { Stack } from 'aws-cdk-lib';

/** The stack that is deployed, of one that may be nested. */
export function topLevelStackOf(stack: Stack): Stack {
  return stack.nestedStackParent ? topLevelStackOf(stack.nestedStackParent) : stack;
}
