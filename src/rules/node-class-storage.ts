import { checkWholeNumber, isKnown, Problem, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { fieldOf } from './rule';
import { WholeNumbers } from '../private/whole-numbers';

const STORAGE = 'spec.ephemeralStorage';
/** The volume of a node; size in GiB, throughput in MiB per second. */
export const EPHEMERAL_STORAGE = {
  size: { least: 1, most: 59_000 },
  iops: { least: 3_000, most: 16_000 },
  throughput: { least: 125, most: 1_000 },
} satisfies { [field: string]: WholeNumbers };

const MOST: { [unit: string]: number } = { Gi: EPHEMERAL_STORAGE.size.most, G: 64_000, Ti: 58, T: 64 };
/** By a slip in its pattern the service refuses these although they are in the range. */
const REFUSED_TEBIBYTES = /^[1-4][89]$/;
const KEY = new RegExp([
  'arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[a-zA-Z0-9/_-]+', // of a key or an alias
  'alias/[a-zA-Z0-9/_-]+',
  '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  'mrk-[0-9a-f]{32}',
].map((form) => `^${form}$`).join('|'));

export const nodeClassStorage = ruleForNodeClass({
  id: 'node-class-storage',
  reason: 'size, operations and throughput of the volume of a node have limits, and the size needs a unit',
  check: (manifest) => [
    ...checkSize(`${STORAGE}.size`, fieldOf(manifest, `${STORAGE}.size`)),
    ...checkWholeNumber(`${STORAGE}.iops`, fieldOf(manifest, `${STORAGE}.iops`), EPHEMERAL_STORAGE.iops),
    ...checkWholeNumber(`${STORAGE}.throughput`, fieldOf(manifest, `${STORAGE}.throughput`), EPHEMERAL_STORAGE.throughput),
    ...checkKey(`${STORAGE}.kmsKeyID`, fieldOf(manifest, `${STORAGE}.kmsKeyID`)),
  ],
});

function checkSize(field: string, value: unknown): Problem[] {
  if (!isKnown(value)) { return []; }
  const [, amount, unit] = typeof value === 'string' ? /^([1-9][0-9]*)(Gi|G|Ti|T)$/.exec(value) ?? [] : [];
  if (unit === 'Ti' && REFUSED_TEBIBYTES.test(amount)) {
    return [{ field, value, problem: `must be written in Gi, got ${written(value)}, which EKS refuses`, fix: `write "${Number(amount) * 1024}Gi"` }];
  }
  return unit && Number(amount) <= MOST[unit] ? [] : [{
    field, value, problem: `must be 1Gi to 59000Gi, or to 64000G, 58Ti or 64T, in whole numbers with the unit, got ${written(value)}`, fix: 'write for example "80Gi"',
  }];
}

function checkKey(field: string, value: unknown): Problem[] {
  return !isKnown(value) || (typeof value === 'string' && KEY.test(value)) ? [] : [{
    field, value, problem: `must be the id or ARN of a key, or an alias or its ARN, got ${written(value)}`, fix: 'write for example "alias/nodes"',
  }];
}
