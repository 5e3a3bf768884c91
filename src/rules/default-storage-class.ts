import { RuleLevel } from './finding';
import { fieldOf, isOfKind, Manifest, Rule } from './rule';
import { DEFAULT_CLASS_ANNOTATION } from './storage-objects';

export const defaultStorageClass: Rule = {
  id: 'default-storage-class',
  level: RuleLevel.WARNING,
  reason: 'of several default StorageClasses the one that was made last counts, which is seldom meant',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  check: ({ manifests, chartOf }) => {
    const firstOf = new Map<unknown, Manifest>();
    return manifests.filter((manifest) => isOfKind(manifest, 'storage.k8s.io', 'StorageClass') && isDefault(manifest)).flatMap((manifest) => {
      const place = chartOf?.(manifest);
      const first = firstOf.get(place);
      if (!first) {
        firstOf.set(place, manifest);
        return [];
      }
      return [{
        manifest,
        field: `metadata.annotations.${DEFAULT_CLASS_ANNOTATION}`,
        value: 'true',
        problem: `should be on one StorageClass only, got it on "${first.metadata?.name}" too`,
        fix: 'leave it out of one of them',
      }];
    });
  },
};

/** The key of the annotation has dots. */
function isDefault(manifest: Manifest): boolean {
  const annotations = fieldOf(manifest, 'metadata.annotations');
  return typeof annotations === 'object' && annotations !== null && (annotations as { [key: string]: unknown })[DEFAULT_CLASS_ANNOTATION] === 'true';
}
