import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Lazy, Token } from 'aws-cdk-lib';
import { ApiObject, App, Chart, Duration, Include, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AutoModeRules, Finding, NodePool, NodePoolProps, RuleLevel } from '../../src';

const EXPIRE_AFTER = 'spec.template.spec.expireAfter';
const GRACE_PERIOD = 'spec.template.spec.terminationGracePeriod';

/** What the other rules say of these objects is not asked here. */
function findingsBelow(scope: IConstruct): Finding[] {
  return AutoModeRules.findings(scope).filter(({ ruleId }) => ruleId === 'node-pool-lifetime');
}

function raw(nodeSpec: object, options: { apiVersion?: string; kind?: string } = {}): Finding[] {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'Pool', {
    apiVersion: options.apiVersion ?? 'karpenter.sh/v1',
    kind: options.kind ?? 'NodePool',
    metadata: { name: 'batch' },
    spec: { template: { spec: nodeSpec } },
  });
  return findingsBelow(chart);
}

function typed(props: NodePoolProps): Finding[] {
  const chart = new Chart(new App(), 'chart');
  new NodePool(chart, 'Pool', { metadata: { name: 'batch' }, ...props });
  return findingsBelow(chart);
}

describe('a typed NodePool', () => {
  test('with the defaults is in order', () => {
    expect(typed({})).toEqual([]);
  });

  test('may live exactly 21 days', () => {
    expect(typed({ expireAfter: Duration.days(20), terminationGracePeriod: Duration.days(1) })).toEqual([]);
  });

  test('must not live a second longer; the finding has all of it', () => {
    expect(typed({ expireAfter: Duration.seconds(480 * 3600 + 1) })).toEqual([{
      ruleId: 'node-pool-lifetime',
      level: RuleLevel.ERROR,
      path: 'chart/Pool/Resource',
      object: 'NodePool "batch"',
      field: EXPIRE_AFTER,
      value: '"1728001s"',
      message: 'NodePool "batch" at chart/Pool/Resource: spec.template.spec.expireAfter: '
        + 'expireAfter plus terminationGracePeriod must be at most 504h (21 days), got "1728001s" plus "24h", together 504h1s: '
        + 'lower expireAfter to at most "480h", or lower terminationGracePeriod '
        + '(rule node-pool-lifetime, https://docs.aws.amazon.com/eks/latest/userguide/automode.html)',
    }]);
  });

  test('is judged with its JSON patches', () => {
    const chart = new Chart(new App(), 'chart');
    const pool = new NodePool(chart, 'Pool');
    pool.apiObject.addJsonPatch(JsonPatch.replace('/spec/template/spec/expireAfter', '720h'));
    expect(findingsBelow(chart)).toMatchObject([{ field: EXPIRE_AFTER, value: '"720h"' }]);
  });
});

describe('a raw NodePool', () => {
  test.each([
    [{ expireAfter: '480h', terminationGracePeriod: '24h' }],
    [{ expireAfter: '503h59m59s', terminationGracePeriod: '1s' }],
    [{ expireAfter: '250h250h', terminationGracePeriod: '4h' }],
    [{ expireAfter: '0s', terminationGracePeriod: '504h' }],
  ])('may live 21 days: %j', (nodeSpec) => {
    expect(raw(nodeSpec)).toEqual([]);
  });

  test.each([
    [{ expireAfter: '480h', terminationGracePeriod: '24h1s' }, '504h1s', '479h59m59s'],
    [{ expireAfter: '480h1s', terminationGracePeriod: '24h' }, '504h1s', '480h'],
    [{ expireAfter: '300h300h', terminationGracePeriod: '24h' }, '624h', '480h'],
    [{ expireAfter: '2h', terminationGracePeriod: '503h' }, '505h', '1h'],
  ])('must not live longer: %j', (nodeSpec, together, atMost) => {
    const [finding, ...others] = raw(nodeSpec);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ ruleId: 'node-pool-lifetime', path: 'chart/Pool', field: EXPIRE_AFTER, value: JSON.stringify(nodeSpec.expireAfter) });
    expect(finding.message).toContain(`got "${nodeSpec.expireAfter}" plus "${nodeSpec.terminationGracePeriod}", together ${together}: `);
    expect(finding.message).toContain(`lower expireAfter to at most "${atMost}", or lower terminationGracePeriod`);
  });

  test('is refused when its lifetime is too long to count', () => {
    expect(raw({ expireAfter: '99999999999999999999h' })).toMatchObject([{ field: EXPIRE_AFTER, value: '"99999999999999999999h"' }]);
    expect(raw({ expireAfter: `${'9'.repeat(400)}h` })).toMatchObject([{ field: EXPIRE_AFTER }]);
    expect(raw({ terminationGracePeriod: `${'9'.repeat(400)}h` })).toMatchObject([{ field: GRACE_PERIOD }]);
  });
});

describe('missing fields', () => {
  test('take the defaults of the service, which are in order', () => {
    expect(raw({})).toEqual([]);
  });

  test('that are null count as missing', () => {
    expect(raw({ expireAfter: null, terminationGracePeriod: null })).toEqual([]);
  });

  test('of the grace period count as 24h', () => {
    expect(raw({ expireAfter: '480h' })).toEqual([]);
    expect(raw({ expireAfter: '480h1s' })[0].message).toMatch(/got "480h1s" plus "24h", together 504h1s/);
  });

  test('of the expiry count as 336h', () => {
    expect(raw({ terminationGracePeriod: '168h' })).toEqual([]);
    expect(raw({ terminationGracePeriod: '168h1s' })[0].message).toMatch(/got "336h" plus "168h1s", together 504h1s: lower terminationGracePeriod/);
  });

  test('may be the whole spec', () => {
    const chart = new Chart(new App(), 'chart');
    new ApiObject(chart, 'Pool', { apiVersion: 'karpenter.sh/v1', kind: 'NodePool' });
    expect(findingsBelow(chart)).toEqual([]);
  });
});

describe('a grace period that is too long alone', () => {
  test.each(['504h', '600h'])('of %s is the field to change', (terminationGracePeriod) => {
    const [finding, ...others] = raw({ expireAfter: '24h', terminationGracePeriod });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ field: GRACE_PERIOD, value: JSON.stringify(terminationGracePeriod) });
    expect(finding.message).toMatch(/must be at most 504h \(21 days\), got "24h" plus "\d+h", together \d+h: lower terminationGracePeriod, for example to "24h"/);
  });
});

describe('values that are no durations', () => {
  test('Never is refused with the limit', () => {
    const [finding, ...others] = raw({ expireAfter: 'Never' });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ field: EXPIRE_AFTER, value: '"Never"' });
    expect(finding.message).toMatch(/must be at most 504h \(21 days\) with terminationGracePeriod, got "Never": write at most "480h" \(20 days\)/);
  });

  test('Never is no grace period', () => {
    const [finding] = raw({ terminationGracePeriod: 'Never' });
    expect(finding.field).toBe(GRACE_PERIOD);
    expect(finding.message).toMatch(/must be hours, minutes and seconds such as "480h", got "Never": write for example "24h"/);
  });

  test.each([
    ['25d', '"25d"'],
    ['500ms', '"500ms"'],
    ['', '""'],
  ])('%j is refused with the form', (expireAfter, got) => {
    const [finding, ...others] = raw({ expireAfter });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ field: EXPIRE_AFTER, value: got });
    expect(finding.message).toContain(`must be hours, minutes and seconds such as "480h", got ${got}: write at most "480h" (20 days) beside a grace period of "24h"`);
  });

  test.each([336, true])('%j is no text, which node-pool-fields reports', (expireAfter) => {
    expect(raw({ expireAfter })).toEqual([]);
  });

  test('are reported of both fields', () => {
    expect(raw({ expireAfter: '25d', terminationGracePeriod: '1d' }).map(({ field }) => field)).toEqual([EXPIRE_AFTER, GRACE_PERIOD]);
  });

  test('are not added up', () => {
    expect(raw({ expireAfter: '900h', terminationGracePeriod: '1d' })).toMatchObject([{ field: GRACE_PERIOD, value: '"1d"' }]);
  });
});

describe('tokens', () => {
  const text = Token.asString({ Ref: 'Hours' });

  test.each([
    ['expireAfter', { expireAfter: text }],
    ['expireAfter with a unit', { expireAfter: `${text}h` }],
    ['a lazy expireAfter', { expireAfter: Lazy.string({ produce: () => '900h' }) }],
    ['terminationGracePeriod', { terminationGracePeriod: text }],
    ['a sum with expireAfter', { expireAfter: text, terminationGracePeriod: '600h' }],
    ['a sum with terminationGracePeriod', { expireAfter: '900h', terminationGracePeriod: text }],
  ])('are not judged: %s', (_, nodeSpec) => {
    expect(raw(nodeSpec)).toEqual([]);
  });

  test('do not keep the other field from having its form', () => {
    expect(raw({ expireAfter: '25d', terminationGracePeriod: text })).toMatchObject([{ field: EXPIRE_AFTER }]);
  });
});

describe('included YAML', () => {
  let folder: string;

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'node-pool-lifetime-'));
  });

  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function included(yaml: string): Finding[] {
    const url = path.join(folder, 'pools.yaml');
    fs.writeFileSync(url, yaml);
    const app = new App();
    new Include(new Chart(app, 'chart'), 'Pools', { url });
    return findingsBelow(app);
  }

  function pool(name: string, expireAfter: string): string {
    return `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: {name: ${name}}\nspec: {template: {spec: {expireAfter: ${expireAfter}}}}\n---\n`;
  }

  test('is judged', () => {
    expect(included(pool('good', '480h') + pool('bad', '481h') + pool('eternal', 'Never'))).toMatchObject([
      { object: 'NodePool "bad"', path: 'chart/Pools/bad-nodepool', value: '"481h"' },
      { object: 'NodePool "eternal"', value: '"Never"' },
    ]);
  });

  test('that is in order has no findings', () => {
    expect(included(pool('good', '480h'))).toEqual([]);
  });
});

describe('other objects are left alone:', () => {
  test('another kind of the group', () => {
    expect(raw({ expireAfter: 'Never' }, { kind: 'NodeClaim' })).toEqual([]);
  });

  test('the kind of another group', () => {
    expect(raw({ expireAfter: 'Never' }, { apiVersion: 'example.com/v1' })).toEqual([]);
  });

  test('the kind of a group that ends alike', () => {
    expect(raw({ expireAfter: 'Never' }, { apiVersion: 'my.karpenter.sh/v1' })).toEqual([]);
  });

  test('but not an older version of the kind', () => {
    expect(raw({ expireAfter: 'Never' }, { apiVersion: 'karpenter.sh/v1beta1' })).toHaveLength(1);
  });
});

test('a duration beyond all numbers is refused without a sum', () => {
  const [{ message }] = raw({ expireAfter: '99999999999999999999h' });
  expect(message).toContain('got "99999999999999999999h" plus "24h": lower expireAfter to at most "480h"');
});
