import { domainOf, isDnsName, keyProblem, labelValueProblem } from '../../src/rules/label-syntax';

const NAME = 'n'.repeat(63);
const DOMAIN = `${'d'.repeat(63)}.`.repeat(3) + 'd'.repeat(61);

describe('a key', () => {
  test.each(['a', 'A', '0', 'a-b_c.d', 'example.com/team', 'e/t', NAME, `${DOMAIN}/${NAME}`, 'a.b-c.d/E', 'constructor'])('may be %j', (key) => {
    expect(keyProblem(key)).toBeUndefined();
  });

  test.each([
    ['', /^must have only letters/], ['-a', /only letters/], ['a-', /only letters/], ['a b', /only letters/], ['ä', /only letters/], ['a\n', /only letters/],
    [`${NAME}n`, /^must have at most 63 characters, got ".*" with 64$/], [`e.com/${NAME}n`, /^must have at most 63 characters after its slash/],
    ['/a', /^must have a DNS name in lower case/], ['Example.com/a', /DNS name/], ['e..com/a', /DNS name/], ['-e/a', /DNS name/], [`${DOMAIN}d/a`, /DNS name .* 253/],
    ['e.com/', /^must have after its slash only letters/], ['a/b/c', /after its slash only/],
  ])('must not be %j', (key, problem) => {
    expect(keyProblem(key)).toMatch(problem);
  });

  test('has a domain before its first slash', () => {
    expect([domainOf('a/b/c'), domainOf('a'), domainOf('/a')]).toEqual(['a', undefined, '']);
  });
});

describe('a value', () => {
  test.each(['', 'a', 'A.b_c-D', '0', NAME])('may be %j', (value) => {
    expect(labelValueProblem(value)).toBeUndefined();
  });

  test.each([['-', /only letters/], ['a/b', /only letters/], ['+5', /only letters/], [' ', /only letters/], [`${NAME}n`, /^must have at most 63 characters/]])('must not be %j', (value, problem) => {
    expect(labelValueProblem(value)).toMatch(problem);
  });
});

test('a DNS name is at most 253 characters long', () => {
  expect(DOMAIN).toHaveLength(253);
  expect([isDnsName(DOMAIN), isDnsName(`${DOMAIN}d`), isDnsName(''), isDnsName('a.b'), isDnsName('a_b')]).toEqual([true, false, false, true, false]);
});
