import { ApiObject } from 'cdk8s';
import { judged, judgedYaml, rawPool } from './judge';
import { VIOLATIONS } from './violations';
import { NODE_POOL_RULES } from '../../src/rules/all-rules';

const CASES = Object.entries(VIOLATIONS).flatMap(([ruleId, cases]) => cases.map((objects, index) => [ruleId, index, objects] as const));

function judgedRaw(objects: object[]) {
  return judged((chart) => objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object as any)));
}

test('every rule about NodePools has examples', () => {
  expect(Object.keys(VIOLATIONS).sort()).toEqual(NODE_POOL_RULES.map(({ id }) => id).sort());
});

test('a NodePool in order has no findings, raw and included', () => {
  expect(judgedRaw([rawPool()])).toEqual([]);
  expect(judgedYaml([rawPool()])).toEqual([]);
});

describe.each(CASES)('%s, example %s', (ruleId, _, objects) => {
  const findings = judgedRaw(objects);

  test('is found, and nothing else', () => {
    expect([...new Set(findings.map((finding) => finding.ruleId))]).toEqual([ruleId]);
  });

  test('is found in included YAML as well', () => {
    // cdk8s itself refuses a file that names an object twice.
    if (ruleId === 'duplicate-node-pool') { return; }
    expect(judgedYaml(objects).map(({ field, value }) => ({ field, value }))).toEqual(findings.map(({ field, value }) => ({ field, value })));
  });

  test('has a message in the form of the house', () => {
    for (const { message, field } of findings) {
      expect(message).toMatch(/^NodePool "[^"]*" at chart\/Object\d: /);
      expect(message.slice(message.indexOf(': ') + 2).startsWith(`${field}: `)).toBe(true);
      expect(message).toMatch(/(must|have) .*got .*: [a-z]/s);
      expect(message).toMatch(/[^.] \(rule [a-z-]+, https:\S+\)$/);
    }
  });
});
