import { listOf, written } from './field-checks';
import { RuleLevel } from './finding';
import { ruleForNodeClass } from './node-class-rule';
import { PROXY_EXCEPTIONS } from './proxy-limits';
import { fieldOf } from './rule';
import { isToken } from '../private/tokens';

const EXCEPTIONS = 'spec.advancedNetworking.noProxy';

export const nodeClassProxyExceptions = ruleForNodeClass({
  id: 'node-class-proxy-exceptions',
  level: RuleLevel.WARNING,
  reason: 'nodes behind a proxy must reach themselves, instance metadata, names within the VPC and the endpoint of the cluster without it',
  check: (manifest) => {
    const exceptions = listOf(manifest, EXCEPTIONS);
    if (fieldOf(manifest, 'spec.advancedNetworking.httpsProxy') === undefined) { return []; }
    // What is only known at deployment may be one of them.
    if (isToken(fieldOf(manifest, EXCEPTIONS)) || exceptions?.some(isToken)) { return []; }
    const missing = PROXY_EXCEPTIONS.filter((host) => !exceptions?.includes(host));
    return missing.length === 0 ? [] : [{
      field: EXCEPTIONS,
      value: exceptions,
      problem: `should hold ${PROXY_EXCEPTIONS.join(', ')}, got ${written(exceptions)}`,
      fix: `add ${missing.join(', ')}`,
    }];
  },
});
