import { createHash } from 'crypto';

/** Annotation with a hash of what was applied: what is unchanged need not be tried before it is applied. */
export const DIGEST_ANNOTATION = 'cdk-eks-auto-mode/digest';

export function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
