import { Token } from 'aws-cdk-lib';
import { findingsOfSpec, MINIMAL_SPEC, problemsOf } from '../support/node-class';

const found = (fields: object) => problemsOf('node-class-role', fields);

test.each<[string, object]>([
  ['a role', {}],
  ['a role of 64 characters', { role: 'n'.repeat(64) }],
  ['a profile', { role: undefined, instanceProfile: 'nodes' }],
  ['a profile of 128 characters', { role: undefined, instanceProfile: 'n'.repeat(128) }],
  ['a role and a profile that is null', { instanceProfile: null }],
  ['a token', { role: Token.asString({ Ref: 'Role' }) }],
  ['a long text around a token', { role: 'n'.repeat(65) + Token.asString({ Ref: 'Role' }) }],
])('%s is accepted', (_, fields) => {
  expect(found(fields)).toEqual([]);
});

test('neither is refused', () => {
  expect(found({ role: undefined })).toEqual(['spec.role: either role or instanceProfile must be given, got none: write the name of a role']);
});

test('what is missing is null in a finding', () => {
  expect(findingsOfSpec({ ...MINIMAL_SPEC, role: undefined })).toMatchObject([{ ruleId: 'node-class-role', value: 'null' }]);
});

test('both are refused', () => {
  expect(found({ instanceProfile: Token.asString({ Ref: 'Profile' }) })).toEqual(['spec.role: either role or instanceProfile must be given, got both: remove one of them']);
});

test.each([['role', 65, 64], ['instanceProfile', 129, 128]])('a %s of %s characters is refused', (field, count, most) => {
  expect(found({ role: undefined, [field]: 'n'.repeat(count) }))
    .toEqual([`spec.${field}: must have 1 to ${most} characters, got ${count}: write the name as IAM shows it`]);
});

test.each(['role', 'instanceProfile'])('an empty %s is refused', (field) => {
  expect(found({ role: undefined, [field]: '' })).toEqual([expect.stringMatching(/characters, got 0: write/)]);
});

test('an ARN is refused, with the name to write', () => {
  expect(found({ role: 'arn:aws:iam::111122223333:role/team/nodes' }))
    .toEqual(['spec.role: must be a name, got the ARN "arn:aws:iam::111122223333:role/team/nodes": write "nodes"']);
});

test('an ARN around a token is refused', () => {
  const role = `arn:aws:iam::111122223333:role/${Token.asString({ Ref: 'Role' })}`;
  expect(found({ role })).toEqual([`spec.role: must be a name, got the ARN "${role}": write the name instead`]);
});

test('a spec that is only known at deployment is not judged', () => {
  expect(findingsOfSpec(Token.asString({ Ref: 'Spec' }))).toEqual([]);
});

test('nothing else is said of a NodeClass with the least that it needs', () => {
  expect(findingsOfSpec(MINIMAL_SPEC)).toEqual([]);
});

describe('a path', () => {
  const warned = (fields: object) => problemsOf('node-class-role-path', fields);

  test('is warned about', () => {
    expect(warned({ role: 'team/nodes' })).toEqual(['spec.role: should be the name of a role without a path, got "team/nodes": use a role whose path is /']);
    expect(findingsOfSpec({ ...MINIMAL_SPEC, role: 'team/nodes' })).toMatchObject([{ level: 'warning' }]);
  });

  test.each<[object]>([[{}], [{ role: 'arn:aws:iam::111122223333:role/nodes' }], [{ role: `team/${Token.asString({ Ref: 'Role' })}` }], [{ role: undefined }]])('is not seen in %j', (fields) => {
    expect(warned(fields)).toEqual([]);
  });
});
