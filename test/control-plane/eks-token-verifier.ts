import { timingSafeEqual } from 'crypto';
import * as aws4 from 'aws4';

const PREFIX = 'k8s-aws-v1.';
const CLUSTER_HEADER = 'x-k8s-aws-id';
const MAX_AGE_SECONDS = 900;
/** A clock may be ahead by this much. */
const MAX_SKEW_SECONDS = 300;

const SINGLE_PARAMETERS = [
  'Action', 'Version', 'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-Security-Token', 'X-Amz-Signature', 'X-Amz-SignedHeaders',
];

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface EksTokenVerifierOptions {
  readonly clusterName: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
}

/**
 * Verifies EKS tokens the way EKS and STS together do, without either: the signature is computed again.
 *
 * The signer here is `aws4`, not the one of the code under test, so that a mistake of theirs is not repeated.
 */
export class EksTokenVerifier {
  /**
   * Whether a token must also be younger than its own X-Amz-Expires.
   *
   * EKS is known to accept a token for 15 minutes whatever it says; stricter is the safe side for tests.
   */
  public honourExpires = true;

  constructor(private readonly options: EksTokenVerifierOptions) {}

  /**
   * @returns which check failed, or undefined for a good token
   */
  public verify(token: string, now: Date = new Date()): string | undefined {
    if (!token.startsWith(PREFIX)) return `the token does not start with ${PREFIX}`;
    const encoded = token.slice(PREFIX.length);
    if (!/^[A-Za-z0-9_-]+$/.test(encoded)) return 'the token is not base64url without padding';

    let url: URL;
    const text = Buffer.from(encoded, 'base64url').toString();
    try {
      url = new URL(text);
    } catch {
      return 'the token holds no URL';
    }
    return this.checkTarget(url) ?? this.checkParameters(url) ?? this.checkAge(url, now) ?? this.checkCredentials(url) ?? this.checkSignature(url);
  }

  private checkTarget(url: URL): string | undefined {
    const host = this.host();
    if (url.protocol !== 'https:') return `the URL is not https but ${url.protocol}`;
    if (url.host !== host) return `the host is not ${host} but ${url.host}`;
    if (url.pathname !== '/') return `the path is not / but ${url.pathname}`;
    if (url.username || url.password || url.hash) return 'the URL has a user or a fragment';
    return undefined;
  }

  private checkParameters(url: URL): string | undefined {
    const names = [...url.searchParams.keys()];
    const unknown = names.filter(name => !SINGLE_PARAMETERS.includes(name));
    if (unknown.length > 0) return `unknown query parameters: ${unknown.join(', ')}`;
    const repeated = names.filter((name, index) => names.indexOf(name) !== index);
    if (repeated.length > 0) return `repeated query parameters: ${repeated.join(', ')}`;

    const expected = { 'Action': 'GetCallerIdentity', 'Version': '2011-06-15', 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256' };
    for (const [name, value] of Object.entries(expected)) {
      if (url.searchParams.get(name) !== value) return `${name} is not ${value} but ${url.searchParams.get(name)}`;
    }

    const signed = (url.searchParams.get('X-Amz-SignedHeaders') ?? '').split(';');
    for (const header of ['host', CLUSTER_HEADER]) {
      if (!signed.includes(header)) return `the header ${header} is not signed`;
    }
    // The verifier sends these two headers only, so STS could not recompute any other.
    if (signed.length !== 2) return `other headers are signed: ${signed.join(', ')}`;
    return undefined;
  }

  private checkAge(url: URL, now: Date): string | undefined {
    const expires = url.searchParams.get('X-Amz-Expires') ?? '';
    if (!/^[0-9]+$/.test(expires) || Number(expires) < 1 || Number(expires) > MAX_AGE_SECONDS) return `X-Amz-Expires is not within 1 and 900 but ${expires}`;

    const date = url.searchParams.get('X-Amz-Date') ?? '';
    const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date);
    if (!parts) return `X-Amz-Date is malformed: ${date}`;
    const signedAt = Date.parse(date.replace(parts[0], `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`));
    const age = (now.getTime() - signedAt) / 1000;
    if (Number.isNaN(age) || age < -MAX_SKEW_SECONDS) return `X-Amz-Date is in the future: ${date}`;
    const limit = this.honourExpires ? Number(expires) : MAX_AGE_SECONDS;
    // X-Amz-Date has whole seconds.
    if (age > limit + 1) return `the token has expired: signed at ${date}, good for ${limit} s`;
    return undefined;
  }

  private checkCredentials(url: URL): string | undefined {
    const { region, credentials } = this.options;
    const [accessKeyId, ...scope] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
    if (accessKeyId !== credentials.accessKeyId) return `the access key id is unknown: ${accessKeyId}`;
    const expectedScope = [(url.searchParams.get('X-Amz-Date') ?? '').slice(0, 8), region, 'sts', 'aws4_request'].join('/');
    if (scope.join('/') !== expectedScope) return `the credential scope is not ${expectedScope} but ${scope.join('/')}`;
    const sessionToken = url.searchParams.get('X-Amz-Security-Token') ?? undefined;
    if (sessionToken !== credentials.sessionToken) return 'X-Amz-Security-Token is not the session token of the access key';
    return undefined;
  }

  private checkSignature(url: URL): string | undefined {
    const { clusterName, region, credentials } = this.options;
    const query = new URLSearchParams(url.searchParams);
    query.delete('X-Amz-Signature');
    // The cluster's name is not part of the URL. The verifier adds its own, so a token for another cluster fails here.
    const recomputed = aws4.sign({
      service: 'sts',
      region,
      method: 'GET',
      host: this.host(),
      path: `/?${query.toString()}`,
      headers: { Host: this.host(), [CLUSTER_HEADER]: clusterName },
      signQuery: true,
    }, { ...credentials });
    const expected = Buffer.from(new URL(recomputed.path ?? '', 'https://none').searchParams.get('X-Amz-Signature') ?? '');
    const actual = Buffer.from(url.searchParams.get('X-Amz-Signature') ?? '');
    const matches = expected.length > 0 && expected.length === actual.length && timingSafeEqual(expected, actual);
    return matches ? undefined : `the signature does not match: wrong secret, changed URL, or a token of another cluster than ${clusterName}`;
  }

  private host(): string {
    return `sts.${this.options.region}.amazonaws.com`;
  }
}
