import { createSign, generateKeyPairSync, randomBytes } from 'crypto';

/** A private key and a certificate for it, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

const DAY = 24 * 60 * 60 * 1000;
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/**
 * A certificate of a server on 127.0.0.1 that is its own authority.
 *
 * Node reads certificates and makes none, so the few fields of one are written here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function loopbackCertificate(commonName: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectIdentifier(ECDSA_WITH_SHA256));
  const name = sequence(der(0x31, sequence(objectIdentifier(COMMON_NAME), der(0x0c, Buffer.from(commonName)))));
  const address = der(0x87, Buffer.from([127, 0, 0, 1]));
  const contents = sequence(
    der(0xa0, integer([2])), // version 3
    integer([1, ...randomBytes(8)]),
    algorithm,
    name,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(objectIdentifier(SUBJECT_ALTERNATIVE_NAME), der(0x04, sequence(address))))),
  );
  const signature = createSign('sha256').update(contents).sign(privateKey);
  const certificate = sequence(contents, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** Tag, length, contents. */
function der(tag: number, contents: Buffer): Buffer {
  const { length } = contents;
  const octets = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([tag, ...octets]), contents]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function integer(octets: number[]): Buffer {
  return der(0x02, Buffer.from(octets));
}

function time(milliseconds: number): Buffer {
  return der(0x18, Buffer.from(`${new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '')}`));
}

function objectIdentifier(dotted: string): Buffer {
  const [first, second, ...others] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...others.flatMap(inSevenBits)]));
}

/** Seven bits an octet, the highest bit set in all but the last. */
function inSevenBits(number: number): number[] {
  const octets = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) { octets.unshift(rest % 128 + 128); }
  return octets;
}
