import { createHash } from 'crypto';
import { Manifest } from '../contract';

/** Annotation with a hash of what was applied: what is unchanged need not be tried before it is applied. */
export const DIGEST_ANNOTATION = 'cdk-eks-auto-mode/digest';

export function digestOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('base64url').slice(0, 22);
}
