import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const token = Token.asString({ Ref: 'Value' });
const FIELD = 'spec.advancedCompute.kubelet.eviction';
const found = (eviction: unknown) => problemsOf('node-class-eviction', { advancedCompute: { kubelet: { eviction } } });
const soft = (threshold: unknown, hard?: unknown) => found({
  soft: { 'memory.available': threshold }, softGracePeriod: { 'memory.available': '1m30s' }, ...hard === undefined ? {} : { hard: { 'memory.available': hard } },
});

test.each<[unknown]>([
  [{ hard: { 'memory.available': '100Mi', 'nodefs.available': '10%', 'nodefs.inodesFree': '5%', 'imagefs.available': '1Gi', 'imagefs.inodesFree': '1000', 'pid.available': '7.5%' } }],
  [{ hard: { 'memory.available': '0%', 'nodefs.available': '100%', 'imagefs.available': '1e9', 'pid.available': '.5k' } }],
  [{ maxPodGracePeriod: 0 }], [{ maxPodGracePeriod: 60 }], [{ maxPodGracePeriod: Token.asNumber({ Ref: 'Number' }) }],
  [{ hard: { 'memory.available': token }, soft: token, softGracePeriod: token }],
  [{ soft: { 'memory.available': '1Gi' }, softGracePeriod: token }],
  [{ soft: { 'memory.available': token }, softGracePeriod: { 'memory.available': token } }],
  [{ softGracePeriod: { 'memory.available': '0s' } }],
  [token], [undefined], [{}],
])('is accepted: %#', (eviction) => {
  expect(found(eviction)).toEqual([]);
});

describe('signals', () => {
  test('that are unknown are refused', () => {
    expect(found({ hard: { 'memory.free': '100Mi' } })).toEqual([
      `${FIELD}.hard.memory.free: must be one of "memory.available", "nodefs.available", "nodefs.inodesFree", "imagefs.available", "imagefs.inodesFree", "pid.available", `
      + 'got "memory.free": write for example "memory.available"',
    ]);
    expect(found({ hard: { 'nodefs.inodesfree': '5%' } })).toEqual([expect.stringMatching(/: write "nodefs.inodesFree"$/)]);
  });
});

describe('thresholds', () => {
  test.each([100, '0', '-1Mi', '101%', '10 %', '100MB', '', '%'])('must not be %j', (threshold) => {
    expect(found({ hard: { 'memory.available': threshold } })).toEqual([
      `${FIELD}.hard.memory.available: must be a quantity above 0 or a percentage up to 100%, as text, got ${JSON.stringify(threshold)}: write for example "100Mi" or "10%"`,
    ]);
  });

  test.each([
    ['500Mi', '100Mi'], ['1G', '900Mi'], ['15%', '10%'], ['10.5%', '10%'],
    // Not to be compared without the instance.
    ['100Mi', '50%'], ['1%', '10Gi'],
    [token, '10%'], ['1%', token],
  ])('soft %s comes before hard %s, or cannot be told', (early, late) => {
    expect(soft(early, late)).toEqual([]);
  });

  test.each([['100Mi', '500Mi'], ['1Gi', '1024Mi'], ['1G', '1Gi'], ['10%', '10%'], ['5%', '10%']])('soft %s must come before hard %s', (early, late) => {
    expect(soft(early, late)).toEqual([`${FIELD}.soft.memory.available: must be more than the hard threshold "${late}", got "${early}": raise it, so that it comes first`]);
  });
});

describe('grace periods', () => {
  test('must be there for every soft signal', () => {
    const problem = (signal: string) => `${FIELD}.softGracePeriod.${signal}: must be given for every soft signal, got none: write for example "1m30s"`;
    expect(found({ soft: { 'memory.available': '1Gi', 'pid.available': '10%' }, softGracePeriod: { 'pid.available': '1m' } })).toEqual([problem('memory.available')]);
    expect(found({ soft: { 'memory.available': '1Gi' } })).toEqual([problem('memory.available')]);
    expect(found({ soft: { 'memory.available': '1Gi' }, softGracePeriod: { 'memory.available': null } })).toEqual([problem('memory.available')]);
  });

  test.each(['90', 90, 'a while', '1d', ''])('must not be %j', (period) => {
    expect(found({ softGracePeriod: { 'memory.available': period } }))
      .toEqual([`${FIELD}.softGracePeriod.memory.available: must be a duration with its unit, got ${JSON.stringify(period)}: write for example "1m30s"`]);
  });

  test.each([-1, 1.5, '60'])('of a pod must not be %j', (period) => {
    expect(found({ maxPodGracePeriod: period })).toEqual([expect.stringMatching(/\.maxPodGracePeriod: must be a whole number of 0 or more, got .*: write for example/)]);
  });
});
