import { mapOf } from './field-checks';
import { RuleLevel } from './finding';
import { STORAGE_CLASS_PARAMETERS } from './storage-class-parameters';
import { ruleForStorageClass } from './storage-objects';
import { isToken } from '../private/tokens';

/** How others call them. */
const MEANT: { readonly [name: string]: string } = {
  fsType: 'csi.storage.k8s.io/fstype',
  fstype: 'csi.storage.k8s.io/fstype',
  kmsKeyID: 'kmsKeyId',
  kmsKeyArn: 'kmsKeyId',
  volumeType: 'type',
  tagSpecification: 'tagSpecification_1',
};

export const storageClassUnknownParameters = ruleForStorageClass({
  id: 'storage-class-unknown-parameters',
  level: RuleLevel.WARNING,
  reason: 'a parameter that the driver does not know keeps it from making volumes, or is ignored; which one is not documented',
  check: (manifest) => Object.keys(mapOf(manifest.parameters)).flatMap((name) => {
    if (isToken(name) || STORAGE_CLASS_PARAMETERS.includes(name) || /^tagSpecification_/.test(name)) { return []; }
    const meant = MEANT[name] ?? STORAGE_CLASS_PARAMETERS.find((known) => known.toLowerCase() === name.toLowerCase());
    return [{
      field: `parameters.${name}`,
      value: mapOf(manifest.parameters)[name],
      problem: `should be a parameter that is documented, got "${name}"`,
      fix: meant ? `write ${meant}` : `write one of ${STORAGE_CLASS_PARAMETERS.join(', ')}, or leave it out`,
    }];
  }),
});
