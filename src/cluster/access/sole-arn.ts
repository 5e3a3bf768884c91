import * as iam from 'aws-cdk-lib/aws-iam';

/** What to write instead of a principal that no access entry can have. */
const INSTEAD: { readonly [kind: string]: string } = {
  Service: 'write the role that the service assumes',
  Federated: 'write the role that the federated identities assume',
};
const ANY = 'write a role or user';

/** The one ARN that a principal stands for, or what is wrong with it. */
export function soleArn(principal: iam.IPrincipal): { readonly arn: string } | { readonly problem: string } {
  const refuse = (got: string, fix: string) => ({ problem: `principal must be one IAM role or user, got ${got}: ${fix}` });
  // The first would be a token, in which :root is not seen; the second throws when it has conditions.
  if (principal instanceof iam.AccountPrincipal) { return refuse('an account', 'write a role or user of the account'); }
  if (principal instanceof iam.CompositePrincipal) { return refuse('several principals', 'grant to each of them'); }
  const { principalJson, conditions } = principal.policyFragment;
  const kinds = Object.keys(principalJson);
  const arns: string[] = [principalJson.AWS ?? []].flat();
  if (kinds.length !== 1 || kinds[0] !== 'AWS') {
    return refuse(`a principal of kind ${kinds.join(', ') || 'none'}`, INSTEAD[kinds[0]] ?? ANY);
  }
  if (arns.length !== 1) { return refuse(`${arns.length} ARNs`, 'grant to each of them'); }
  if (arns[0].includes('*')) { return refuse(`"${arns[0]}"`, `${ANY} without wildcards`); }
  if (Object.keys(conditions).length > 0) {
    return refuse(`conditions on ${Object.keys(conditions).join(', ')}`, 'leave them out here and put them into the trust policy of the role');
  }
  return { arn: arns[0] };
}
