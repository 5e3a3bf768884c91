import { entriesOf, isKnown, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';

const BUNDLES = 'spec.certificateBundles';
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/;
const SHOWN = 30;

export const nodeClassCertificates = ruleForNodeClass({
  id: 'node-class-certificates',
  reason: 'certificate bundles have a name, and their data is base64 of the certificates, not their text',
  check: (manifest) => entriesOf(manifest, BUNDLES).flatMap(({ field, entry: { name, data } }) => [
    ...name !== '' ? [] : [{ field: `${field}.name`, value: name, problem: 'must not be empty, got ""', fix: 'write for example "own-authority"' }],
    // Line breaks do no harm: decoders skip them.
    ...!isKnown(data) || (typeof data === 'string' && BASE64.test(data.replace(/[\r\n]/g, ''))) ? [] : [{
      field: `${field}.data`,
      // The whole of it would fill the screen.
      value: String(data).slice(0, SHOWN),
      problem: `must be base64, got ${written(String(data).slice(0, SHOWN))}…`,
      fix: 'write the output of base64 -w0, or use NodeClass with certificateBundles',
    }],
  ]),
});
