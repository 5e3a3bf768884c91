import { createHash } from 'crypto';

/** Annotation with a hash of what was applied: what is unchanged need not be tried before it is applied. */
export const DIGEST_ANNOTATION = 'cdk-eks-auto-mode/digest';

export function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}

/** Digest of what is applied as the object with this key, and of the key: others copy annotations to objects of their own. */
export function objectDigestOf(content: unknown, key: string): string {
  return `${digestOf(content)}.${digestOf(key)}`;
}

/** Whether a digest was written for the object with this key. */
export function isDigestFor(digest: string, key: string): boolean {
  return digest.endsWith(`.${digestOf(key)}`);
}
