import * as fc from 'fast-check';

/** Values on both sides of limits. */
export interface Limits<T> {
  readonly good: T[];
  readonly odd: T[];
}

/** Longest name and domain of a key that Kubernetes takes. */
export const NAME = 'n'.repeat(63);
export const DOMAIN = `${'d'.repeat(63)}.`.repeat(3) + 'd'.repeat(61);

/** Mostly values in order, sometimes ones beside a limit, and now and then any text. A case has many: one that is odd suffices. */
export function mostly<T>(good: T[], odd: T[], anything?: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 85, arbitrary: fc.constantFrom(...good) },
    { weight: 12, arbitrary: fc.constantFrom(...odd) },
    ...anything ? [{ weight: 3, arbitrary: anything }] : [],
  );
}

/** Text of these characters. */
export function textOf(characters: string, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), maxLength });
}

/** Any text, of few or many characters. */
export const anyText = fc.oneof(fc.string({ maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 4 }), textOf('aZ0-._/', 70));

export const KEYS: Limits<string> = {
  good: ['team', 'example.com/team', 'eks.amazonaws.com/instance-category', 'eks.amazonaws.com/instance-cpu', 'kubernetes.io/arch', 'topology.kubernetes.io/zone'],
  odd: [
    'karpenter.sh/capacity-type', 'karpenter.sh/nodepool', 'karpenter.sh/x', 'mykarpenter.sh/x', 'my.karpenter.sh/x', 'karpenter.sh', 'mykarpenter.sh', 'karpenter.sh.io/x',
    'karpenter.k8s.aws/instance-category', 'kubernetes.io/hostname', 'kubernetes.io/os', 'node.kubernetes.io/windows-build', 'node.kubernetes.io/instance-type',
    'eks.amazonaws.com/instance-size', 'eks.amazonaws.com/instance-gpu-name', '', '/', 'a/', '/a', 'a/b/c', 'A/b', 'a b', '-a', 'a-', 'ä', 'a\n', 'toString',
    NAME, `${NAME}n`, `a/${NAME}`, `a/${NAME}n`, `${DOMAIN}/${NAME}`, `${DOMAIN.slice(1)}/${NAME}`, `${DOMAIN}d/a`,
  ],
};
export const keys = mostly(KEYS.good, KEYS.odd, anyText);

export const VALUES: Limits<string> = {
  good: ['a', 'c', 'm', 'amd64', 'arm64', 'spot', 'on-demand', '1', '4', '8'],
  odd: ['', 'reserved', 'linux', 'windows', 'micro', 'small', 't3.micro', '0', '-0', '-1', '+1', '1.5', '007', '9223372036854775807', '9223372036854775808', 'a b', '-a', 'a/b', 'a\n', NAME, `${NAME}n`],
};
export const values = mostly(VALUES.good, VALUES.odd, anyText);

export const NAMES: Limits<string> = {
  good: ['a', 'batch', 'a-b.c', '0'],
  odd: ['', 'A', 'a_b', '-a', 'a-', 'a..b', 'a b', 'a/b', 'ä', NAME, `${NAME}n`, DOMAIN, `${DOMAIN}d`, 'general-purpose'],
};
export const names = mostly(NAMES.good, NAMES.odd);

export const DURATIONS: Limits<string> = {
  good: ['30s', '1h', '24h', '1h30m', '480h', '300h'],
  odd: [
    'Never', 'never', '0s', '', '1d', '500ms', '-1s', '1.5h', '1h ', ' 1h', '1h\n', 'h', '24', '481h', '480h1s', '504h', '505h', '250h250h', '90s', '1m1h', '8h0s', '0m',
    '9223372036s', '9223372037s', '2562047h', '2562048h', '99999999999999999999h',
  ],
};
export const durations = mostly(DURATIONS.good, DURATIONS.odd, textOf('0123hms', 6));

export const SCHEDULES: Limits<string> = {
  good: ['@daily', '@hourly', '0 9 * * 1-5', '*/15 * * * *'],
  odd: [
    '', '@reboot', '@Daily', '@dailyfoo', '@every 1h', ' @daily', '@daily ', 'TZ=UTC 0 9 * * *', 'CRON_TZ=UTC 0 9 * * *', '0 9 * *', '0 0 9 * * 1', '60 9 * * *', '0 24 * * *', '0 0 0 * *',
    '0 0 32 * *', '0 0 * 13 *', '0 0 * * 7', '0 0 31 2 *', '0 0 * JAN-DEC SUN', '*-5 * * * *', ', * * * *', '5-4 * * * *', '*/0 * * * *', '  0 9 * * 1 ', '0\t9\t*\t*\t1', '0 9 * * 1\n', 'a b c d e',
  ],
};
export const schedules = mostly(SCHEDULES.good, SCHEDULES.odd, textOf('0 17*,-/?', 14));
