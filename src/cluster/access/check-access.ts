import { Token } from 'aws-cdk-lib';
import { AccessEntryType } from './access-entry-type';
import { AccessOptions } from './access-options';
import { AccessPolicy } from './access-policy';

/** As the schema of AWS::EKS::AccessEntry says. */
const MAXIMUM_POLICIES = 20;
const RESERVED_PREFIXES = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];
const SESSION_NAME = /\{\{SessionName(Raw)?\}\}/;

/** What an access entry holds. */
export interface HeldAccess {
  readonly type: AccessEntryType;
  readonly policies: AccessPolicy[];
  readonly username?: string;
  readonly tags: { readonly [key: string]: string };
}

/** What EKS would refuse of an entry, were this added to it; all of it at once. Tokens are not judged. */
export function problemsOfAccess(held: HeldAccess, added: AccessOptions): string[] {
  return [
    ...checkType(held, added),
    ...checkPoliciesOfType(held.type, added.policies ?? []),
    ...checkPolicyCount(held.policies, added.policies ?? []),
    ...checkGroups(held.type, added.kubernetesGroups ?? []),
    ...checkUsername(held, added.username),
    ...checkTags(held.tags, added.tags ?? {}),
  ];
}

/** Those that are not there yet. */
export function newPolicies(held: AccessPolicy[], added: AccessPolicy[]): AccessPolicy[] {
  const all = [...held];
  for (const policy of added) {
    if (!all.some(({ policyName }) => policyName === policy.policyName)) { all.push(policy); }
  }
  return all.slice(held.length);
}

function checkType(held: HeldAccess, { type }: AccessOptions): string[] {
  return type === undefined || type === held.type ? []
    : [`type must be the same in all grants to a principal, got ${held.type} and ${type}: leave it out, or grant to another role`];
}

function checkPoliciesOfType(type: AccessEntryType, policies: AccessPolicy[]): string[] {
  if (type === AccessEntryType.STANDARD) {
    return policies.some(isAutoNode)
      ? ['policies must not contain AccessPolicy.AUTO_NODE with type STANDARD, got it: for nodes of Auto Mode write type AccessEntryType.EC2 and no policies'] : [];
  }
  const fits = (policy: AccessPolicy) => type === AccessEntryType.EC2 && isAutoNode(policy) && !policy.namespaces;
  const wrong = policies.filter((policy) => !Token.isUnresolved(policy.policyName) && !fits(policy));
  if (wrong.length === 0) { return []; }
  const rule = type === AccessEntryType.EC2 ? 'be AccessPolicy.AUTO_NODE for the whole cluster' : 'be left out';
  return [`policies must ${rule} with type ${type}, got ${wrong.map((policy) => `${policy.policyName} for ${policy._scopeText()}`).join(', ')}: `
    + 'leave them out, or grant to another role'];
}

function checkPolicyCount(held: AccessPolicy[], added: AccessPolicy[]): string[] {
  const problems: string[] = [];
  const all = [...held, ...newPolicies(held, added)];
  for (const policy of added) {
    const first = all.find(({ policyName }) => policyName === policy.policyName)!;
    if (!first._hasScopeOf(policy)) {
      problems.push(`policies must contain ${policy.policyName} once, got it for ${first._scopeText()} and for ${policy._scopeText()}: ${fixOf(first, policy)}`);
    }
  }
  if (all.length > MAXIMUM_POLICIES) {
    problems.push(`policies must be at most ${MAXIMUM_POLICIES}, got ${all.length}: write kubernetesGroups and bind them to roles of Kubernetes`);
  }
  return problems;
}

function fixOf(first: AccessPolicy, second: AccessPolicy): string {
  return first.namespaces && second.namespaces
    ? `write one with inNamespaces(${[...new Set([...first.namespaces, ...second.namespaces])].map((each) => `'${each}'`).join(', ')})`
    : 'write the one for the whole cluster alone';
}

function checkGroups(type: AccessEntryType, groups: string[]): string[] {
  const problems: string[] = [];
  if (type !== AccessEntryType.STANDARD && groups.length > 0) {
    problems.push(`kubernetesGroups must be left out with type ${type}, got ${groups.join(', ')}: leave them out, or grant to another role`);
  }
  for (const group of groups) {
    const prefix = reservedPrefix(group);
    if (prefix) {
      const fix = group === 'system:masters' ? 'write policies: [AccessPolicy.CLUSTER_ADMIN]' : 'write a group of your own and bind it to a role of Kubernetes';
      problems.push(`kubernetesGroups must not begin with ${prefix}, got "${group}": ${fix}`);
    } else if (group === '') {
      problems.push('kubernetesGroups must not be empty, got "": leave it out');
    }
  }
  return problems;
}

function checkUsername(held: HeldAccess, username: string | undefined): string[] {
  if (username === undefined) { return []; }
  const problems: string[] = [];
  if (held.type !== AccessEntryType.STANDARD) {
    problems.push(`username must be left out with type ${held.type}, got "${username}": leave it out, or grant to another role`);
  }
  if (held.username !== undefined && held.username !== username) {
    problems.push(`username must be the same in all grants to a principal, got "${held.username}" and "${username}": write it once`);
  }
  const prefix = reservedPrefix(username);
  if (prefix) {
    problems.push(`username must not begin with ${prefix}, got "${username}": write "${username.slice(prefix.length) || 'admin'}", or leave it out`);
  } else if (username === '') {
    problems.push('username must not be empty, got "": leave it out');
  }
  const sessionName = username.search(SESSION_NAME);
  if (!Token.isUnresolved(username) && sessionName >= 0 && !username.slice(0, sessionName).includes(':')) {
    const fix = `${username.slice(0, sessionName).replace(/\W+$/, '') || 'session'}:${username.slice(sessionName)}`;
    problems.push(`username must have a colon before the name of the session, got "${username}": write "${fix}"`);
  }
  return problems;
}

function checkTags(held: { readonly [key: string]: string }, added: { readonly [key: string]: string }): string[] {
  return Object.entries(added).filter(([key, value]) => held[key] !== undefined && held[key] !== value)
    .map(([key, value]) => `tags must give a key one value, got "${held[key]}" and "${value}" for ${key}: write it once`);
}

/** The beginning of a text is known even where a token follows it. */
function reservedPrefix(text: string): string | undefined {
  return RESERVED_PREFIXES.find((prefix) => text.startsWith(prefix));
}

function isAutoNode({ policyName }: AccessPolicy): boolean {
  return policyName === AccessPolicy.AUTO_NODE.policyName;
}
