import { mapOf } from './field-checks';
import { RuleLevel } from './finding';
import { fieldOf, Rule } from './rule';

const CHANGES = ['volumeType', 'iops', 'throughput'];
const KEYS = ['ebs.csi.eks.amazonaws.com', 'ebs.csi.aws.com'].flatMap((domain) => CHANGES.map((name) => `${domain}/${name}`));

export const volumeClaimAnnotations: Rule = {
  id: 'volume-claim-annotations',
  level: RuleLevel.ERROR,
  reason: 'annotations of claims change no volumes after 31 October 2026; a VolumeAttributesClass does',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-change.html',
  check: ({ manifests }) => manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'PersistentVolumeClaim').flatMap((manifest) => {
    const annotations = mapOf(fieldOf(manifest, 'metadata.annotations'));
    return KEYS.filter((key) => annotations[key] !== undefined && annotations[key] !== null).map((key) => ({
      manifest,
      field: `metadata.annotations.${key}`,
      value: annotations[key],
      problem: `must not be given, got ${JSON.stringify(annotations[key])}, which is not looked at any more`,
      fix: `write ${key.split('/')[1].replace('volumeType', 'type')} as a parameter of a VolumeAttributesClass, and its name as spec.volumeAttributesClassName`,
    }));
  }),
};
