import { Lazy, Token } from 'aws-cdk-lib';
import { AccessEntryType, AccessOptions, AccessPolicy } from '../../../src/cluster/access';
import { HeldAccess, newPolicies, problemsOfAccess } from '../../../src/cluster/access/check-access';

const NODE_TYPES = Object.values(AccessEntryType).filter((type) => type !== AccessEntryType.STANDARD);
const WITHOUT_POLICIES = NODE_TYPES.filter((type) => type !== AccessEntryType.EC2);
const late = Lazy.string({ produce: () => 'system:{{SessionName}}' });

function problems(added: AccessOptions, held: Partial<HeldAccess> = {}): string[] {
  return problemsOfAccess({ type: AccessEntryType.STANDARD, policies: [], tags: {}, ...held }, added);
}

test('nothing is no problem', () => {
  expect(problems({})).toEqual([]);
});

describe('policies', () => {
  test('of STANDARD can be any but that of nodes', () => {
    expect(problems({ policies: [AccessPolicy.CLUSTER_ADMIN, AccessPolicy.VIEW.inNamespaces('a'), AccessPolicy.of('New')] })).toEqual([]);
    expect(problems({ policies: [AccessPolicy.VIEW, AccessPolicy.AUTO_NODE] })).toEqual([
      'policies must not contain AccessPolicy.AUTO_NODE with type STANDARD, got it: for nodes of Auto Mode write type AccessEntryType.EC2 and no policies',
    ]);
  });

  test('of EC2 are that of nodes', () => {
    expect(problems({ policies: [AccessPolicy.AUTO_NODE] }, { type: AccessEntryType.EC2 })).toEqual([]);
    expect(problems({ policies: [AccessPolicy.of('AmazonEKSAutoNodePolicy')] }, { type: AccessEntryType.EC2 })).toEqual([]);
  });

  test('of EC2 are nothing else', () => {
    expect(problems({ policies: [AccessPolicy.VIEW, AccessPolicy.AUTO_NODE] }, { type: AccessEntryType.EC2 })).toEqual([
      'policies must be AccessPolicy.AUTO_NODE for the whole cluster with type EC2, got AmazonEKSViewPolicy for the whole cluster: leave them out, or grant to another role',
    ]);
  });

  test('of EC2 count in the whole cluster', () => {
    expect(problems({ policies: [AccessPolicy.AUTO_NODE.inNamespaces('a', 'b')] }, { type: AccessEntryType.EC2 })).toEqual([
      'policies must be AccessPolicy.AUTO_NODE for the whole cluster with type EC2, got AmazonEKSAutoNodePolicy for namespaces a, b: leave them out, or grant to another role',
    ]);
  });

  test.each(WITHOUT_POLICIES)('of %s are none', (type) => {
    expect(problems({ policies: [] }, { type })).toEqual([]);
    expect(problems({ policies: [AccessPolicy.VIEW, AccessPolicy.AUTO_NODE] }, { type })).toEqual([
      `policies must be left out with type ${type}, got AmazonEKSViewPolicy for the whole cluster, AmazonEKSAutoNodePolicy for the whole cluster: `
      + 'leave them out, or grant to another role',
    ]);
  });

  test('can be repeated as they are', () => {
    expect(problems({ policies: [AccessPolicy.VIEW, AccessPolicy.VIEW] }, { policies: [AccessPolicy.VIEW] })).toEqual([]);
    expect(problems({ policies: [AccessPolicy.VIEW.inNamespaces('b', 'a')] }, { policies: [AccessPolicy.VIEW.inNamespaces('a', 'b')] })).toEqual([]);
  });

  test('cannot be repeated with other namespaces', () => {
    expect(problems({ policies: [AccessPolicy.VIEW.inNamespaces('a', 'b')] }, { policies: [AccessPolicy.VIEW.inNamespaces('b', 'c')] })).toEqual([
      'policies must contain AmazonEKSViewPolicy once, got it for namespaces b, c and for namespaces a, b: write one with inNamespaces(\'b\', \'c\', \'a\')',
    ]);
  });

  test('cannot be repeated with other namespaces in one list', () => {
    expect(problems({ policies: [AccessPolicy.VIEW.inNamespaces('a'), AccessPolicy.EDIT, AccessPolicy.VIEW.inNamespaces('b')] })).toEqual([
      'policies must contain AmazonEKSViewPolicy once, got it for namespaces a and for namespaces b: write one with inNamespaces(\'a\', \'b\')',
    ]);
  });

  test.each([[AccessPolicy.VIEW, AccessPolicy.VIEW.inNamespaces('a')], [AccessPolicy.VIEW.inNamespaces('a'), AccessPolicy.VIEW]])('cannot count in the cluster and in namespaces', (held, added) => {
    expect(problems({ policies: [added] }, { policies: [held] })).toEqual([
      expect.stringMatching(/^policies must contain AmazonEKSViewPolicy once, got it for .* and for .*: write the one for the whole cluster alone$/),
    ]);
  });

  test('are at most 20', () => {
    const policies = Array.from({ length: 20 }, (_, index) => AccessPolicy.of(`Policy${index}`));
    expect(problems({ policies: [policies[0]] }, { policies })).toEqual([]);
    expect(problems({ policies: [AccessPolicy.VIEW] }, { policies })).toEqual([
      'policies must be at most 20, got 21: write kubernetesGroups and bind them to roles of Kubernetes',
    ]);
  });

  test('can be tokens', () => {
    expect(problems({ policies: [AccessPolicy.of(late)] }, { type: AccessEntryType.EC2 })).toEqual([]);
    expect(problems({ policies: [AccessPolicy.of(late)] })).toEqual([]);
  });

  test('that are new are told from those that are there', () => {
    const held = [AccessPolicy.VIEW];
    expect(newPolicies(held, [AccessPolicy.EDIT, AccessPolicy.VIEW, AccessPolicy.EDIT])).toEqual([AccessPolicy.EDIT]);
    expect(held).toEqual([AccessPolicy.VIEW]);
  });
});

describe('groups', () => {
  test('can have any other name', () => {
    expect(problems({ kubernetesGroups: ['developers', 'corp:developers', 'systemic', 'sts:x', 'a@b.c'] })).toEqual([]);
  });

  test.each(['system:', 'eks:', 'aws:', 'amazon:', 'iam:'])('must not begin with %s', (prefix) => {
    expect(problems({ kubernetesGroups: [`${prefix}x`] })).toEqual([
      `kubernetesGroups must not begin with ${prefix}, got "${prefix}x": write a group of your own and bind it to a role of Kubernetes`,
    ]);
  });

  test('must not be that of administrators, for whom there is a policy', () => {
    expect(problems({ kubernetesGroups: ['system:masters'] })).toEqual([
      'kubernetesGroups must not begin with system:, got "system:masters": write policies: [AccessPolicy.CLUSTER_ADMIN]',
    ]);
  });

  test('must not be empty', () => {
    expect(problems({ kubernetesGroups: [''] })).toEqual(['kubernetesGroups must not be empty, got "": leave it out']);
  });

  test('are refused all at once', () => {
    expect(problems({ kubernetesGroups: ['eks:x', 'fine', 'aws:x'] })).toHaveLength(2);
  });

  test.each(NODE_TYPES)('of %s are none', (type) => {
    expect(problems({ kubernetesGroups: [] }, { type })).toEqual([]);
    expect(problems({ kubernetesGroups: ['a', 'b'] }, { type }))
      .toEqual([`kubernetesGroups must be left out with type ${type}, got a, b: leave them out, or grant to another role`]);
  });

  test('can be tokens', () => {
    expect(problems({ kubernetesGroups: [late, ...Token.asList({ Ref: 'Groups' })] })).toEqual([]);
  });

  test('are judged by what is before a token', () => {
    expect(problems({ kubernetesGroups: [`system:${late}`] })).toEqual([expect.stringMatching(/^kubernetesGroups must not begin with system:/)]);
  });
});

describe('a username', () => {
  test.each(['joe', 'corp:joe', 'corp:{{SessionName}}', ':joe{{SessionName}}', 'jo:hn{{SessionNameRaw}}', 'a:b:{{SessionNameRaw}}'])('can be %s', (username) => {
    expect(problems({ username })).toEqual([]);
  });

  test.each(['system:', 'eks:', 'aws:', 'amazon:', 'iam:'])('must not begin with %s', (prefix) => {
    expect(problems({ username: `${prefix}joe` })).toEqual([`username must not begin with ${prefix}, got "${prefix}joe": write "joe", or leave it out`]);
  });

  test('must not be a reserved beginning alone', () => {
    expect(problems({ username: 'eks:' })).toEqual(['username must not begin with eks:, got "eks:": write "admin", or leave it out']);
  });

  test.each([
    ['john{{SessionName}}', 'john:{{SessionName}}'],
    ['john-{{SessionName}}', 'john:{{SessionName}}'],
    ['john{{SessionNameRaw}}:x', 'john:{{SessionNameRaw}}:x'],
    ['{{SessionName}}', 'session:{{SessionName}}'],
  ])('must have a colon before the session, which %s has not', (username, fix) => {
    expect(problems({ username })).toEqual([`username must have a colon before the name of the session, got "${username}": write "${fix}"`]);
  });

  test('must not be empty', () => {
    expect(problems({ username: '' })).toEqual(['username must not be empty, got "": leave it out']);
  });

  test.each(NODE_TYPES)('of %s is none', (type) => {
    expect(problems({ username: 'joe' }, { type })).toEqual([`username must be left out with type ${type}, got "joe": leave it out, or grant to another role`]);
  });

  test('must be the same each time', () => {
    expect(problems({ username: 'joe' }, { username: 'joe' })).toEqual([]);
    expect(problems({ username: 'joe' }, { username: 'jim' })).toEqual(['username must be the same in all grants to a principal, got "jim" and "joe": write it once']);
  });

  test('can be a token', () => {
    expect(problems({ username: late })).toEqual([]);
    expect(problems({ username: `${late}{{SessionName}}` })).toEqual([]);
  });

  test('is judged by what is before a token', () => {
    expect(problems({ username: `eks:${late}` })).toEqual([expect.stringMatching(/^username must not begin with eks:/)]);
  });
});

describe('a type', () => {
  test('must be the same each time', () => {
    expect(problems({ type: AccessEntryType.EC2 }, { type: AccessEntryType.EC2 })).toEqual([]);
    expect(problems({}, { type: AccessEntryType.EC2 })).toEqual([]);
    expect(problems({ type: AccessEntryType.STANDARD }, { type: AccessEntryType.EC2 }))
      .toEqual(['type must be the same in all grants to a principal, got EC2 and STANDARD: leave it out, or grant to another role']);
  });
});

describe('tags', () => {
  test('can be added and repeated', () => {
    expect(problems({ tags: { team: 'a', stage: 'b' } }, { tags: { team: 'a' } })).toEqual([]);
  });

  test('must have one value', () => {
    expect(problems({ tags: { team: 'a' } }, { tags: { team: 'b' } })).toEqual(['tags must give a key one value, got "b" and "a" for team: write it once']);
  });
});

test('all is refused at once', () => {
  expect(problems({ policies: [AccessPolicy.VIEW], kubernetesGroups: ['eks:x'], username: 'john{{SessionName}}' }, { type: AccessEntryType.EC2_LINUX })).toEqual([
    expect.stringMatching(/^policies must be left out/), expect.stringMatching(/^kubernetesGroups must be left out/), expect.stringMatching(/^kubernetesGroups must not begin/),
    expect.stringMatching(/^username must be left out/), expect.stringMatching(/^username must have a colon/),
  ]);
});
