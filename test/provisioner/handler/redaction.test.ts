import { StoredManifest } from '../../../src/provisioner/handler/chart/stored-manifest';
import { Redaction } from '../../../src/provisioner/handler/report/redaction';

const KEY = ['-----BEGIN PRIVATE KEY-----', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj', 'c2Vjb25kIGxpbmUgb2YgdGhlIGtleSwgYXMgbG9uZw', '-----END PRIVATE KEY-----'].join('\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');

function redactionOf(content: object, kind = 'Secret'): Redaction {
  const manifest = { apiVersion: 'v1', kind, metadata: { name: 'database', namespace: 'team-payments' }, ...content };
  const redaction = new Redaction();
  redaction.add(new StoredManifest(manifest), manifest);
  return redaction;
}

describe('of a Secret in data', () => {
  const redaction = redactionOf({ data: { password: base64('correct horse battery'), key: base64(KEY), pin: base64('4711'), letter: base64('x') } });

  test.each([
    ['as it is', base64('correct horse battery')],
    ['decoded', 'correct horse battery'],
    ['decoded and escaped', JSON.stringify(KEY).slice(1, -1)],
    ['a line of many', KEY.split('\n')[2]],
    ['lines that became one', KEY.replace(/\n/g, ' ')],
    ['a short one that stands alone', '4711'],
  ])('a value is hidden %s', (_, value) => {
    expect(redaction.redact(`Invalid value: "${value}": refused`)).toMatch(/^Invalid value: "(<hidden> ?)+": refused$/);
  });

  test.each([
    ['at its end', 'correct hor…', '<hidden>…'], ['with dots', 'correct hor...', '<hidden>...'], ['without a sign', 'correct hor', '<hidden>'],
    ['by somebody\'s own sign', `${base64('correct horse battery').slice(0, 25)}[cut] by admission`, '<hidden>[cut] by admission'],
  ])('a value that was cut %s is hidden', (_, text, expected) => {
    expect(redaction.redact(`refused: ${text}`)).toBe(`refused: ${expected}`);
  });

  test('every appearance is hidden, and nothing else', () => {
    expect(redaction.redact('4711 and 4711, not 14711 or 47110; correct weather; an x, but not "x"; exit'))
      .toBe('<hidden> and <hidden>, not 14711 or 47110; correct weather; an x, but not "<hidden>"; exit');
  });
});

describe('of a Secret in stringData', () => {
  const redaction = redactionOf({ stringData: { password: 'correct horse battery', port: 54321, nested: { wrong: ['also hidden here'] }, flag: true } });

  test.each(['correct horse battery', base64('correct horse battery'), '54321', base64('54321'), 'also hidden here'])('%s is hidden', (value) => {
    expect(redaction.redact(`got ${value}: refused`)).toBe('got <hidden>: refused');
  });

  test('what says nothing stays', () => {
    expect(redaction.redact('must be true or false, got null')).toBe('must be true or false, got null');
  });
});

test('the name of the Secret stays, also where it is its own content', () => {
  const redaction = redactionOf({ stringData: { database: 'database', namespace: 'team-payments', kind: 'password' } });
  expect(redaction.redact('Secret team-payments/database: no password')).toBe('Secret team-payments/database: no <hidden>');
});

test('what other objects hold stays: it is what a message is about', () => {
  expect(redactionOf({ data: { password: 'correct horse battery' } }, 'ConfigMap').redact('got correct horse battery')).toBe('got correct horse battery');
});

test('thousands of Secrets with the same beginning take no time', () => {
  const redaction = new Redaction();
  for (let index = 0; index < 5000; index++) {
    const manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: `s-${index}` }, stringData: { token: `token-of-${index}-`.padEnd(200, 'x') } };
    redaction.add(new StoredManifest(manifest), manifest);
  }
  const start = Date.now();
  for (let index = 0; index < 500; index++) {
    expect(redaction.redact(`Pod p-${index}: no such thing`)).toContain('no such thing');
  }
  expect(redaction.redact(`got ${'token-of-4999-'.padEnd(200, 'x')}`)).toBe('got <hidden>');
  expect(Date.now() - start).toBeLessThan(2000);
});
