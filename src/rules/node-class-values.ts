import { checkWord } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';

const WORDS: { readonly [field: string]: readonly string[] } = {
  'spec.snatPolicy': ['Random', 'Disabled'],
  'spec.networkPolicy': ['DefaultAllow', 'DefaultDeny'],
  'spec.networkPolicyEventLogs': ['Enabled', 'Disabled'],
  'spec.advancedNetworking.ipv4PrefixSize': ['Auto', '32'],
  'spec.advancedSecurity.kernelLockdown': ['integrity', 'none'],
  'spec.advancedCompute.hugepages.transparent.enabled': ['always', 'madvise', 'never'],
  'spec.advancedCompute.hugepages.transparent.defrag': ['always', 'defer', 'defer+madvise', 'madvise', 'never'],
};

export const nodeClassValues = ruleForNodeClass({
  id: 'node-class-values',
  reason: 'fields that choose between a few words take only those, as text: ipv4PrefixSize is "32" and not 32',
  check: (manifest) => Object.entries(WORDS).flatMap(([field, words]) => checkWord(field, fieldOf(manifest, field), words)),
});
