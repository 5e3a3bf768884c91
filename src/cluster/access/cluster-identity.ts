import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { topLevelStackOf } from './top-level-stack';

/**
 * Equal for two names of one cluster. Names that are only known to be equal text, in stacks whose environments are not known, are
 * taken for those of two clusters: two stacks of one class may well be for two Regions.
 *
 * @param clusterName Name as a resource has it.
 * @param stack Stack of the resource.
 */
export function clusterIdentityOf(clusterName: string, stack: Stack): string {
  const fragments = Tokenization.reverseString(clusterName);
  const token = fragments.length === 1 ? fragments.firstToken : undefined;
  if (token && Reference.isReference(token)) { return `<${token.target.node.path}.${token.displayName}>`; }
  const { account, region } = stack;
  const isPlaced = ![clusterName, account, region].some((part) => Token.isUnresolved(part));
  const place = isPlaced ? `${account}/${region}` : topLevelStackOf(stack).node.path;
  return `${JSON.stringify(stack.resolve(clusterName))} in ${place}`;
}
