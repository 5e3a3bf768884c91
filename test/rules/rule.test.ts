import { Lazy, Token } from 'aws-cdk-lib';
import { RuleLevel } from '../../src';
import { fieldOf, Manifest, ruleForKind } from '../../src/rules/rule';

const violation = { field: 'metadata.name', value: 'x', problem: 'must be y, got "x"', fix: 'write "y"' };

function judge(...manifests: Manifest[]): Manifest[] {
  const rule = ruleForKind('example.com', 'Thing', { id: 'thing', reason: 'reason', link: 'https://example.com', check: () => [violation] });
  return rule.check({ manifests, facts: {} }).map(({ manifest }) => manifest);
}

describe('a rule for a kind', () => {
  test('judges every version of the group', () => {
    const manifests = [{ apiVersion: 'example.com/v1', kind: 'Thing' }, { apiVersion: 'example.com/v1beta1', kind: 'Thing' }];
    expect(judge(...manifests)).toEqual(manifests);
  });

  test.each([
    ['of another kind', { apiVersion: 'example.com/v1', kind: 'Other' }],
    ['of another group', { apiVersion: 'other.example.com/v1', kind: 'Thing' }],
    ['of a group that begins alike', { apiVersion: 'example.com.org/v1', kind: 'Thing' }],
    ['of the core group', { apiVersion: 'v1', kind: 'Thing' }],
    ['without a version', { kind: 'Thing' }],
  ])('leaves objects %s alone', (_, manifest) => {
    expect(judge(manifest)).toEqual([]);
  });

  test('is an error unless it says otherwise', () => {
    const description = { id: 'thing', reason: 'reason', link: 'https://example.com', check: () => [] };
    expect(ruleForKind('example.com', 'Thing', description).level).toBe(RuleLevel.ERROR);
    expect(ruleForKind('example.com', 'Thing', { ...description, level: RuleLevel.WARNING }).level).toBe(RuleLevel.WARNING);
  });
});

describe('a field', () => {
  const manifest = { spec: { template: { spec: { expireAfter: '24h', empty: null, off: false, zero: 0, text: '' } }, list: ['a'] } };

  test('is found by its path', () => {
    expect(fieldOf(manifest, 'spec.template.spec.expireAfter')).toBe('24h');
  });

  test.each([
    ['off', false],
    ['zero', 0],
    ['text', ''],
  ])('that is empty is still a value: %s', (name, value) => {
    expect(fieldOf(manifest, `spec.template.spec.${name}`)).toBe(value);
  });

  test.each(['spec.template.spec.missing', 'spec.missing.spec.expireAfter', 'status', 'spec.template.spec.expireAfter.more'])('that is missing is nothing: %s', (path) => {
    expect(fieldOf(manifest, path)).toBeUndefined();
  });

  test('that is null is nothing', () => {
    expect(fieldOf(manifest, 'spec.template.spec.empty')).toBeUndefined();
    expect(fieldOf(manifest, 'spec.template.spec.empty.more')).toBeUndefined();
  });

  test('that is a token is found, but not what lies behind it', () => {
    const token = Lazy.any({ produce: () => ({ spec: 'late' }) });
    expect(fieldOf({ spec: token }, 'spec')).toBe(token);
    expect(fieldOf({ spec: Object.assign(token, { template: 'early' }) }, 'spec.template')).toBeUndefined();
    expect(fieldOf({ spec: Token.asString({ Ref: 'X' }) }, 'spec.length')).toBeUndefined();
  });
});
