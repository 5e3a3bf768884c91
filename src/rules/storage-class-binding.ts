import { isKnown, written } from './field-checks';
import { RuleLevel } from './finding';
import { ruleForStorageClass } from './storage-objects';

export const storageClassBinding = ruleForStorageClass({
  id: 'storage-class-binding',
  level: RuleLevel.WARNING,
  reason: 'a volume that is made before its pod may be in an Availability Zone where no node can run that pod',
  check: ({ volumeBindingMode }) => (volumeBindingMode ?? undefined) !== undefined && (!isKnown(volumeBindingMode) || volumeBindingMode === 'WaitForFirstConsumer') ? [] : [{
    field: 'volumeBindingMode',
    value: volumeBindingMode ?? null,
    problem: `should be "WaitForFirstConsumer", got ${written(volumeBindingMode)}${volumeBindingMode === undefined ? ', which means Immediate' : ''}`,
    fix: 'write volumeBindingMode: "WaitForFirstConsumer"',
  }],
});
