import { RuleLevel } from './finding';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';

const FIELD = 'spec.advancedSecurity.fips';
/** US East and West, GovCloud, Canada; another page of the documentation names those of the US only. */
const REGIONS = /^(us-(east|west|gov)|ca)-/;

export const nodeClassFips = ruleForNodeClass({
  id: 'node-class-fips',
  level: RuleLevel.WARNING,
  reason: 'FIPS nodes are documented for Regions of the US and Canada only; for Canada two pages of the documentation differ',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-advanced-security.html',
  check: (manifest, { region }) => fieldOf(manifest, FIELD) !== true || region === undefined || REGIONS.test(region) ? [] : [{
    field: FIELD, value: true, problem: `should be set in Regions of the US and Canada only, got true in ${region}`, fix: 'remove it, or use another Region',
  }],
});
