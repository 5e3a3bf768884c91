import { Token } from 'aws-cdk-lib';
import { AccessEntryType } from './access-entry-type';
import { PrincipalArn } from './principal-arn';

/** What EKS would refuse of a principal; what is only known at deployment is not judged. */
export function problemsOfPrincipal(principal: PrincipalArn, type: AccessEntryType, principalAccount?: string, clusterAccount?: string): string[] {
  return [
    ...checkForm(principal),
    ...type !== AccessEntryType.STANDARD && principal.kind === 'user'
      ? [`principal must be a role with type ${type}, got the user "${principal.text}": write a role, or type AccessEntryType.STANDARD`] : [],
    ...checkAccount(principal, type, principal.account ?? principalAccount, clusterAccount),
  ];
}

function checkForm(principal: PrincipalArn): string[] {
  const { text, kind, name } = principal;
  const refuse = (fix: string) => [`principal must be an IAM role or user, got "${text}": ${fix}`];
  const isNameless = (kind === 'role' || kind === 'user') && name === '' && !principal.isReportedOnly;
  if (!principal.isWellFormed || isNameless) { return refuse(`write an ARN, for example arn:aws:iam::111122223333:role/${suggestedName(text)}`); }
  switch (kind) {
    case undefined:
    case 'user': return [];
    case 'role': return checkRole(text, name);
    case 'root': return refuse('write a role or user of the account');
    case 'assumed-role': return refuse(`write the ARN of the role, which is arn:…:iam::${principal.account ?? '…'}:role/${name.split('/')[0]}, `
      + 'with the role\'s path before the name, if it has one');
    case 'group': return refuse('write a role that the users of the group may assume');
    case 'instance-profile': return refuse('write the role of the instance profile');
    default: return refuse('write a role or user');
  }
}

function checkRole(text: string, name: string): string[] {
  if (name.startsWith('aws-service-role/')) {
    return [`principal must not be a service-linked role, got "${text}": for rights of the managed controllers write ManagedControllers, otherwise another role`];
  }
  if (name.startsWith('AWSReservedSSO_')) {
    return [`principal must be the whole ARN of a role of IAM Identity Center, with its path, got "${text}": `
      + `write new IdentityCenterRolePrincipal('${name}', { region: 'the home Region of IAM Identity Center' })`];
  }
  return [];
}

function checkAccount(principal: PrincipalArn, type: AccessEntryType, account: string | undefined, clusterAccount: string | undefined): string[] {
  const isKnown = [account, clusterAccount].every((each) => each !== undefined && !Token.isUnresolved(each));
  return type !== AccessEntryType.STANDARD && isKnown && account !== clusterAccount
    ? [`principal must be of the cluster's account ${clusterAccount} with type ${type}, got "${principal.text}" of account ${account}: write a role of that account`]
    : [];
}

function suggestedName(text: string): string {
  return /^[\w+=,.@-]+$/.test(text) ? text : 'Admin';
}
