import { Token } from 'aws-cdk-lib';
import { DefaultNetworkPolicy, HugepageDefragmentation, Ipv4PrefixSize, KernelLockdown, SnatPolicy } from '../../src';
import { problemsOf } from '../support/node-class';

/** Builds the fields around a value at a path below the spec. */
function at(path: string, value: unknown): object {
  return path.split('.').reduceRight<unknown>((rest, key) => ({ [key]: rest }), value) as object;
}

const FIELDS: [string, string[]][] = [
  ['snatPolicy', Object.values(SnatPolicy)],
  ['networkPolicy', Object.values(DefaultNetworkPolicy)],
  ['networkPolicyEventLogs', ['Enabled', 'Disabled']],
  ['advancedNetworking.ipv4PrefixSize', Object.values(Ipv4PrefixSize)],
  ['advancedSecurity.kernelLockdown', Object.values(KernelLockdown)],
  ['advancedCompute.hugepages.transparent.enabled', ['always', 'madvise', 'never']],
  ['advancedCompute.hugepages.transparent.defrag', Object.values(HugepageDefragmentation)],
];

describe.each(FIELDS)('%s', (path, words) => {
  const found = (value: unknown) => problemsOf('node-class-values', at(path, value));

  test('takes its words', () => {
    for (const word of words) { expect(found(word)).toEqual([]); }
  });

  test('takes tokens', () => {
    expect(found(Token.asString({ Ref: 'Value' }))).toEqual([]);
  });

  test('refuses others', () => {
    const problem = `spec.${path}: must be one of ${words.map((word) => `"${word}"`).join(', ')}, got`;
    expect(found('other')).toEqual([`${problem} "other": write for example "${words[0]}"`]);
    expect(found(true)).toEqual([`${problem} true: write for example "${words[0]}"`]);
    expect(found('')).toEqual([`${problem} "": write for example "${words[0]}"`]);
  });

  test('knows what was meant', () => {
    expect(found(words[0].toUpperCase())).toEqual(words[0] === words[0].toUpperCase() ? [] : [expect.stringMatching(`: write "${words[0]}"$`)]);
  });
});

test('the size of prefixes must be text', () => {
  expect(problemsOf('node-class-values', { advancedNetworking: { ipv4PrefixSize: 32 } }))
    .toEqual(['spec.advancedNetworking.ipv4PrefixSize: must be one of "Auto", "32", got 32: write "32" as text']);
});
