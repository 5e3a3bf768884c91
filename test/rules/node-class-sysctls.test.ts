import { Token } from 'aws-cdk-lib';
import { SYSCTL_GROUPS, SYSCTL_RANGES } from '../../src/rules/sysctl-ranges';
import { problemsOf } from '../support/node-class';

const token = Token.asString({ Ref: 'Value' });
const number = Token.asNumber({ Ref: 'Number' });
const FIELD = 'spec.advancedCompute.kernel.sysctl';
const NEIGHBOURS = 'net.ipv4.neigh.default.gc_thresh';
const found = (sysctl: unknown) => problemsOf('node-class-sysctls', { advancedCompute: { kernel: { sysctl } } });

/** Values at the same ends of their ranges for the rest of a group. */
function groupOf(name: string, value: number, end: 'least' | 'most'): object {
  const group = SYSCTL_GROUPS.find((names) => (names as string[]).includes(name)) ?? [];
  return { ...Object.fromEntries(group.map((other) => [other, SYSCTL_RANGES[other][end]])), [name]: value };
}

test.each(Object.entries(SYSCTL_RANGES))('%s has a range', (name, { least, most }) => {
  const problem = (got: string, fix: number) => `${FIELD}.${name}: must be a whole number of ${least} to ${most}, got ${got}: write for example ${fix}`;
  expect(found(groupOf(name, least, 'least'))).toEqual([]);
  expect(found(groupOf(name, most, 'most'))).toEqual([]);
  expect(found(groupOf(name, least - 1, 'least'))).toEqual([problem(String(least - 1), least)]);
  expect(found(groupOf(name, most + 1, 'most'))).toContain(problem(String(most + 1), most));
  expect(found({ ...groupOf(name, least, 'least'), [name]: String(most) })).toEqual([problem(`"${most}"`, most)]);
});

test('the congestion control is a word', () => {
  for (const name of ['cubic', 'reno', token]) { expect(found({ 'net.ipv4.tcp_congestion_control': name })).toEqual([]); }
  expect(found({ 'net.ipv4.tcp_congestion_control': 'bbr' }))
    .toEqual([`${FIELD}.net.ipv4.tcp_congestion_control: must be one of "cubic", "reno", got "bbr": write for example "cubic"`]);
});

test.each<[unknown]>([
  [{}], [undefined], [token], [{ 'vm.swappiness': number }], [{ 'vm.dirty_ratio': number, 'vm.dirty_background_ratio': number }],
  [{ 'vm.dirty_ratio': 5, 'vm.dirty_background_ratio': 4 }], [{ [`${NEIGHBOURS}1`]: 511, [`${NEIGHBOURS}2`]: 512, [`${NEIGHBOURS}3`]: 1024 }],
  // Not documented here; the API server knows better.
  [{ 'vm.overcommit_memory': 1 }],
])('is accepted: %#', (sysctl) => {
  expect(found(sysctl)).toEqual([]);
});

describe('groups', () => {
  test('must be complete', () => {
    expect(found({ 'vm.dirty_ratio': number })).toEqual([
      `${FIELD}.vm.dirty_background_ratio: must be given together with vm.dirty_ratio, got none: add it, or leave out both`,
    ]);
    expect(found({ [`${NEIGHBOURS}2`]: 512 })).toEqual([1, 3].map((index) =>
      `${FIELD}.${NEIGHBOURS}${index}: must be given together with ${[1, 2, 3].filter((other) => other !== index).map((other) => `${NEIGHBOURS}${other}`).join(' and ')}, got none: add it, or leave out all 3`));
  });

  test('must rise', () => {
    expect(found({ 'vm.dirty_background_ratio': 10, 'vm.dirty_ratio': 10 }))
      .toEqual([`${FIELD}.vm.dirty_ratio: must be greater than vm.dirty_background_ratio, got 10 beside 10: raise it, or lower vm.dirty_background_ratio`]);
    expect(found({ [`${NEIGHBOURS}1`]: 600, [`${NEIGHBOURS}2`]: 600, [`${NEIGHBOURS}3`]: 1024 }))
      .toEqual([`${FIELD}.${NEIGHBOURS}2: must be greater than ${NEIGHBOURS}1, got 600 beside 600: raise it, or lower ${NEIGHBOURS}1`]);
    expect(found({ [`${NEIGHBOURS}1`]: 600, [`${NEIGHBOURS}2`]: 2000, [`${NEIGHBOURS}3`]: 1024 }))
      .toEqual([`${FIELD}.${NEIGHBOURS}3: must be greater than ${NEIGHBOURS}2, got 1024 beside 2000: raise it, or lower ${NEIGHBOURS}2`]);
  });

  test('are not compared where a value is a token', () => {
    expect(found({ [`${NEIGHBOURS}1`]: 262_144, [`${NEIGHBOURS}2`]: number, [`${NEIGHBOURS}3`]: 1024 })).toEqual([]);
  });
});
