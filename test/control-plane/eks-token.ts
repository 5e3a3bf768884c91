import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsCredentials } from './eks-token-verifier';

export interface EksTokenOptions {
  readonly clusterName: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** @default - of the region */
  readonly host?: string;
  /** @default 60 */
  readonly expiresIn?: number;
  /** @default - now */
  readonly signingDate?: Date;
  readonly query?: Record<string, string>;
  /** Whether to sign the header with the cluster's name. */
  readonly unnamed?: boolean;
  /** Changes the URL after it was signed. */
  readonly tamper?: (url: URL) => void;
}

/**
 * An EKS token, good or broken, made with the signer of the AWS SDK.
 */
export async function eksToken(options: EksTokenOptions): Promise<string> {
  const host = options.host ?? `sts.${options.region}.amazonaws.com`;
  const signer = new SignatureV4({ service: 'sts', region: options.region, credentials: options.credentials, sha256: Hash.bind(null, 'sha256') });
  const signed = await signer.presign({
    method: 'GET',
    protocol: 'https:',
    hostname: host,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15', ...options.query },
    headers: { host, ...(!options.unnamed && { 'x-k8s-aws-id': options.clusterName }) },
  }, {
    expiresIn: options.expiresIn ?? 60,
    signingDate: options.signingDate,
    unhoistableHeaders: new Set(['x-k8s-aws-id']),
  });
  const url = new URL(`https://${host}/`);
  for (const [name, value] of Object.entries(signed.query ?? {})) url.searchParams.set(name, String(value));
  options.tamper?.(url);
  return `k8s-aws-v1.${Buffer.from(url.toString()).toString('base64url')}`;
}
