import { isKnown, mapOf, written } from './field-checks';
import { RuleLevel } from './finding';
import { ruleForStorageClass } from './storage-objects';
import { isToken } from '../private/tokens';

export const storageClassEncryption = ruleForStorageClass({
  id: 'storage-class-encryption',
  level: RuleLevel.WARNING,
  reason: 'volumes of a class are not encrypted unless it says so, or the account encrypts all of them',
  check: ({ parameters }) => {
    const { encrypted, kmsKeyId } = mapOf(parameters);
    const isUnsaid = encrypted === undefined || encrypted === null || (isKnown(encrypted) && encrypted === 'false');
    return isToken(parameters) || !isUnsaid || kmsKeyId !== undefined ? [] : [{
      field: 'parameters.encrypted', value: encrypted ?? null, problem: `should be "true", got ${written(encrypted)}`, fix: 'write encrypted: "true"',
    }];
  },
});
