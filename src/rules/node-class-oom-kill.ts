import { RuleLevel } from './finding';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';

const FIELD = 'spec.advancedCompute.kubelet.singleProcessOOMKill';
/** Minor version of Kubernetes 1 in which the setting came. */
const SINCE = 32;

export const nodeClassOomKill = ruleForNodeClass({
  id: 'node-class-oom-kill',
  level: RuleLevel.WARNING,
  reason: 'singleProcessOOMKill has no effect before Kubernetes 1.32',
  check: (manifest, { version }) => {
    const minor = /^1\.([0-9]+)$/.exec(version ?? '')?.[1];
    const value = fieldOf(manifest, FIELD);
    return value === undefined || minor === undefined || Number(minor) >= SINCE ? [] : [{
      field: FIELD, value, problem: `needs Kubernetes 1.${SINCE} to have an effect, got ${version}`, fix: 'raise the version, or remove the setting',
    }];
  },
});
