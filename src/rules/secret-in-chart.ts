import { RuleLevel } from './finding';
import { Manifest, Rule } from './rule';
import { isToken } from '../private/tokens';

const FIELDS = ['data', 'stringData'] as const;

export const secretInChart: Rule = {
  id: 'secret-in-chart',
  level: RuleLevel.WARNING,
  reason: 'what a Secret of a chart holds lies readable in the repository or the cloud assembly, and where those are kept, such as the asset bucket',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/manage-secrets.html',
  check: ({ manifests }) => manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Secret').flatMap((manifest) =>
    FIELDS.filter((field) => hasContent(manifest[field])).map((field) => ({
      manifest,
      field,
      // Never the values: messages are printed.
      value: keysOf(manifest, field),
      problem: `must not hold secrets, got ${keysOf(manifest, field).map((key) => `"${key}"`).join(', ') || 'a token'}`,
      fix: 'keep them in AWS Secrets Manager, and let External Secrets or the Secrets Store CSI driver bring them into the cluster',
    }))),
};

function hasContent(value: unknown): boolean {
  return isToken(value) || (typeof value === 'object' && value !== null && Object.keys(value).length > 0);
}

function keysOf(manifest: Manifest, field: string): string[] {
  const value = manifest[field];
  return isToken(value) ? [] : Object.keys(value as object);
}
