import { checkWholeNumber, checkWord, isKnown, mapOf, Problem, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';
import { CONGESTION_CONTROLS, CONGESTION_CONTROL_SYSCTL, NumericSysctl, SYSCTL_GROUPS, SYSCTL_RANGES } from './sysctl-ranges';

/** Kernel parameters of a NodeClass. */
export const SYSCTLS = 'spec.advancedCompute.kernel.sysctl';

export const nodeClassSysctls = ruleForNodeClass({
  id: 'node-class-sysctls',
  reason: 'kernel parameters of a NodeClass have ranges, and those that depend on each other are given together',
  check: (manifest) => {
    const sysctls = mapOf(fieldOf(manifest, SYSCTLS));
    return [
      ...Object.entries(sysctls).flatMap(([name, value]) => isNumeric(name) ? checkWholeNumber(`${SYSCTLS}.${name}`, value, SYSCTL_RANGES[name]) : []),
      ...checkWord(`${SYSCTLS}.${CONGESTION_CONTROL_SYSCTL}`, sysctls[CONGESTION_CONTROL_SYSCTL], CONGESTION_CONTROLS),
      ...SYSCTL_GROUPS.flatMap((group) => checkGroup(sysctls, group)),
    ];
  },
});

function checkGroup(sysctls: { readonly [name: string]: unknown }, group: readonly NumericSysctl[]): Problem[] {
  const missing = group.filter((name) => sysctls[name] === undefined || sysctls[name] === null);
  if (missing.length === group.length) { return []; }
  if (missing.length > 0) {
    return missing.map((name) => ({
      field: `${SYSCTLS}.${name}`,
      value: undefined,
      problem: `must be given together with ${group.filter((other) => other !== name).join(' and ')}, got none`,
      fix: `add it, or leave out ${group.length === 2 ? 'both' : `all ${group.length}`}`,
    }));
  }
  return group.slice(1).flatMap((name, index) => {
    const [lower, upper] = [sysctls[group[index]], sysctls[name]];
    return !isNumber(lower) || !isNumber(upper) || lower < upper ? [] : [{
      field: `${SYSCTLS}.${name}`, value: upper, problem: `must be greater than ${group[index]}, got ${written(upper)} beside ${written(lower)}`, fix: `raise it, or lower ${group[index]}`,
    }];
  });
}

function isNumeric(name: string): name is NumericSysctl {
  return Object.hasOwn(SYSCTL_RANGES, name);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && isKnown(value);
}
