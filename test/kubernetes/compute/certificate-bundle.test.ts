import { Token } from 'aws-cdk-lib';
import { CERTIFICATE } from '../../support/full-node-class';
import { specOf } from '../../support/node-class';

function bundlesOf(certificates: string, name = 'own') {
  return specOf({ certificateBundles: [{ name, certificates }] }).certificateBundles;
}

test.each([['one certificate', CERTIFICATE], ['two', CERTIFICATE + CERTIFICATE], ['one with a comment', `# Example\n${CERTIFICATE}`]])('%s is written in base64', (_, certificates) => {
  const [{ name, data }] = bundlesOf(certificates);
  expect(name).toBe('own');
  expect(Buffer.from(data, 'base64').toString()).toBe(certificates);
});

test('an empty name is refused', () => {
  expect(() => bundlesOf(CERTIFICATE, '')).toThrow(new Error('name of a certificate bundle must not be empty, got "": write for example own-authority'));
});

test('what is only known at deployment is refused: it cannot be encoded', () => {
  expect(() => bundlesOf(Token.asString({ Ref: 'Certificate' }))).toThrow(
    new Error('certificates of bundle own must be known at synthesis, got a value that is only known at deployment: read them from a file, for example by readFileSync'),
  );
});

test.each(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])('a text with a %s is refused, and not shown', (kind) => {
  expect(() => bundlesOf(`${CERTIFICATE}-----BEGIN ${kind}-----\nsecret\n-----END ${kind}-----\n`)).toThrow(
    new Error('certificates of bundle own must be certificates only, got a private key among them: remove it, everybody who may read NodeClasses could'),
  );
});

test.each(['', 'MIIB', CERTIFICATE.replace('END', 'FIN'), Buffer.from(CERTIFICATE).toString('base64'), '-----BEGIN CERTIFICATE----------END CERTIFICATE-----'])('what is no PEM text is refused: %#', (certificates) => {
  expect(() => bundlesOf(certificates)).toThrow(new Error(
    `certificates of bundle own must be PEM text, got ${certificates.length} characters without -----BEGIN CERTIFICATE----- and its end: convert them, for example by openssl x509 -inform der`,
  ));
});
