import { Fn, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { commaSeparated, jsonText, keyValuePairs } from '../../../src/kubernetes/load-balancing/annotation-value';

const ARN = Token.asString({ Ref: 'Certificate' });
const LIST = Token.asList({ 'Fn::Split': [',', 'a,b'] });
const NUMBER = Token.asNumber({ Ref: 'Port' });

/** Reads pairs as the controller does: a backslash takes the next character as it is, and spaces around are lost. */
function read(text: string): { [key: string]: string } {
  const pairs = [''];
  for (let index = 0; index < text.length; index++) {
    if (text[index] === ',') {
      pairs.push('');
    } else {
      if (text[index] === '\\') { index++; }
      pairs[pairs.length - 1] += text[index];
    }
  }
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]));
}

describe('a list', () => {
  test.each<[string, string[], string]>([
    ['one entry', ['443'], '443'],
    ['several, in their order', ['subnet-b', 'subnet-a'], 'subnet-b,subnet-a'],
    ['spaces within an entry', ['private one', 'b'], 'private one,b'],
    ['unicode and quotes', ['größe "L"'], 'größe "L"'],
    ['a token', [ARN, 'arn:b'], `${ARN},arn:b`],
  ])('of %s', (_, entries, text) => {
    expect(commaSeparated('subnets', entries)).toBe(text);
  });

  test('must not be empty', () => {
    expect(() => commaSeparated('subnets', [])).toThrow('subnets must have at least one entry, got none: leave it out, or write one');
  });

  test.each([['a,b'], [''], [' a'], ['a\t'], [`${ARN},b`]])('must not have the entry "%s"', (entry) => {
    expect(() => commaSeparated('subnets', ['c', entry]))
      .toThrow(`subnets must have entries without commas and without spaces around them, got ${JSON.stringify([entry])}: write each entry by itself`);
  });

  test.each([[LIST], [['a', ...LIST]], [['a', Fn.select(0, LIST), ...LIST]]])('must be known in number', (...entries) => {
    expect(() => commaSeparated('subnets', entries.flat()))
      .toThrow('subnets must have entries whose number is known at synthesis, got a list that is only known at deployment: write each entry, for example by Fn.select');
  });
});

describe('a map', () => {
  test.each<[string, { [key: string]: string | undefined }, string | undefined]>([
    ['nothing', {}, undefined],
    ['what is not set', { a: undefined }, undefined],
    ['one pair', { 'deletion_protection.enabled': 'true' }, 'deletion_protection.enabled=true'],
    ['several, in their order', { b: '1', a: '2' }, 'b=1,a=2'],
    ['an empty value', { team: '', b: '1' }, 'team=,b=1'],
    ['commas', { 'a,b': '1,2', 'c': '3,' }, 'a\\,b=1\\,2,c=3\\,'],
    ['backslashes', { path: 'C:\\logs\\' }, 'path=C:\\\\logs\\\\'],
    ['an equals sign in a value', { filter: 'a=b' }, 'filter=a=b'],
    ['quotes', { note: '"it\'s"' }, 'note="it\'s"'],
    ['unicode', { größe: 'groß 🐳' }, 'größe=groß 🐳'],
    ['a token with text around it', { bucket: `${ARN},x` }, `bucket=${ARN}\\,x`],
  ])('of %s', (_, entries, text) => {
    expect(keyValuePairs('tags', entries)).toBe(text);
  });

  test('is read back as it was written', () => {
    // Go takes U+0085 for a space too, JavaScript does not.
    const text = fc.string({ unit: 'binary' }).filter((value) => !/^[\s\u0085]|[\s\u0085]$/.test(value) && !value.includes('Token['));
    const key = text.filter((value) => value !== '' && !value.includes('=') && value !== '__proto__');
    fc.assert(fc.property(fc.dictionary(key, text, { minKeys: 1, noNullPrototype: true }), (entries) => {
      expect(read(keyValuePairs('tags', entries)!)).toEqual(entries);
    }));
  });

  test.each([['a=b'], [''], [' a'], ['a '], ['a\u0085']])('must not have the key "%s"', (key) => {
    expect(() => keyValuePairs('tags', { b: '', [key]: '1' }))
      .toThrow(`tags must have keys without "=" and without spaces around them, got ${JSON.stringify([key])}: choose other keys`);
  });

  test.each([[' a'], ['a\n'], [' '], ['\u0085a']])('must not have the value "%s"', (value) => {
    expect(() => keyValuePairs('tags', { b: '', a: value }))
      .toThrow(`tags must have values without spaces around them, which would be lost, got ${JSON.stringify({ a: value })}: remove the spaces`);
  });

  test('must not have a list that is only known at deployment', () => {
    expect(() => keyValuePairs('tags', { a: LIST[0] })).toThrow('tags must have entries whose number is known at synthesis');
  });
});

describe('JSON', () => {
  test.each<[string, unknown, string]>([
    ['in the order given, without what is not set', { type: 'forward', no: undefined, weights: [1, 0], on: true }, '{"type":"forward","weights":[1,0],"on":true}'],
    ['quotes, commas and backslashes', { body: '"a", \\b\n' }, '{"body":"\\"a\\", \\\\b\\n"}'],
    ['unicode', { body: 'groß 🐳' }, '{"body":"groß 🐳"}'],
    ['a token', { targetGroupARN: ARN }, `{"targetGroupARN":"${ARN}"}`],
    ['a token within text', { path: `/${ARN}/a` }, `{"path":"/${ARN}/a"}`],
    ['what the controller replaces', { host: '#{host}' }, '{"host":"#{host}"}'],
  ])('of %s', (_, value, text) => {
    expect(jsonText('action', value)).toBe(text);
  });

  test.each<[string, unknown]>([['number', NUMBER], ['object', Token.asAny({ Ref: 'Weight' })]])('must not have a %s that is only known at deployment', (_, weight) => {
    expect(() => jsonText('action', { weight })).toThrow('action must have numbers that are known at synthesis, and no objects that are not, '
      + 'got a value that is only known at deployment: write the number, or the text of the token, by Token.asString');
  });

  test.each([[LIST], [['a', ...LIST]]])('must not have a list that is only known at deployment', (...values) => {
    expect(() => jsonText('action', { values })).toThrow('action must have entries whose number is known at synthesis');
  });
});
