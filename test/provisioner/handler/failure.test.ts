import { Failure, listed, NotYet } from '../../../src/provisioner/handler/report/failure';

/** Bytes in JSON, as it is sent. */
const lengthOf = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

describe('a message', () => {
  test('is one line without a stack', () => {
    const failure = new Failure('first\n  second\n');
    expect(failure.message).toBe('first second');
    expect(failure.stack).toBe('ProvisioningFailed: first second');
  });

  test.each([
    ['plain text', 'x'], ['quotes, which JSON escapes', '"'], ['Japanese', '設'], ['emoji, which must not be cut in half', '🚀'], ['control characters', '\u0001'],
  ])('of %s has at most 2 KB in JSON', (_, character) => {
    for (const message of [new Failure(character.repeat(5000)).message, new NotYet(character.repeat(5000)).message]) {
      expect(lengthOf(message)).toBeLessThanOrEqual(2048);
      expect(lengthOf(message)).toBeGreaterThan(2030);
      expect(message).toMatch(new RegExp(`^(${character})+…$`, 'u'));
    }
  });
});

describe('a list of problems', () => {
  test('names the first ones and says how many more there are', () => {
    const text = listed(Array.from({ length: 500 }, (_, index) => `ConfigMap number-${index}: something is wrong with it`));
    expect(text).toMatch(/^ConfigMap number-0: something is wrong with it; ConfigMap number-1: .*; and \d+ more$/);
    const shown = text.match(/ConfigMap number/g)!.length;
    expect(text).toMatch(new RegExp(`; and ${500 - shown} more$`));
    expect(lengthOf(text)).toBeLessThan(1850);
    expect(lengthOf(text)).toBeGreaterThan(1700);
  });

  test('names four in any case, however much is said of each', () => {
    const text = listed(Array.from({ length: 500 }, (_, index) => `ConfigMap number-${index}: "${'x"'.repeat(3000)}"`));
    expect(text.match(/ConfigMap number-\d/g)).toEqual(['ConfigMap number-0', 'ConfigMap number-1', 'ConfigMap number-2', 'ConfigMap number-3']);
    expect(text).toMatch(/…; and 496 more$/);
    expect(lengthOf(new Failure(`nothing was changed, the cluster refuses 500 of 500 objects: ${text}`).message)).toBeLessThanOrEqual(2048);
  });

  test('leaves a long one whole where the others are short', () => {
    const long = `first: ${'x'.repeat(1500)}`;
    expect(listed([long, 'second', 'third'])).toBe(`${long}; second; third`);
  });
});
