import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { CertificateBundle } from '../certificate-bundle';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The entries of `spec.certificateBundles`. */
export function renderCertificateBundles(bundles: CertificateBundle[] = []): object[] | undefined {
  return bundles.length === 0 ? undefined : bundles.map(({ name, certificates }) => {
    if (name === '') {
      fail('CertificateBundleName', 'name of a certificate bundle must not be empty, got "": write for example own-authority');
    }
    checkCertificates(`certificates of bundle ${name}`, certificates);
    return { name, data: Buffer.from(certificates).toString('base64') };
  });
}

/** What is wrong is never shown: it may be a secret. */
function checkCertificates(property: string, certificates: string): void {
  if (isToken(certificates)) {
    fail('CertificateBundle', `${property} must be known at synthesis, got a value that is only known at deployment: read them from a file, for example by readFileSync`);
  }
  if (PRIVATE_KEY.test(certificates)) {
    fail('CertificateBundle', `${property} must be certificates only, got a private key among them: remove it, everybody who may read NodeClasses could`);
  }
  if (!CERTIFICATE.test(certificates)) {
    fail('CertificateBundle', `${property} must be PEM text, got ${certificates.length} characters without -----BEGIN CERTIFICATE----- and its end: convert them, for example by openssl x509 -inform der`);
  }
}
