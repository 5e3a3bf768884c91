import { checkWholeNumber, checkWord, isKnown, mapOf, Problem, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { parseQuantity } from './quantity';
import { fieldOf, Manifest } from './rule';
import { isToken } from '../private/tokens';

const EVICTION = 'spec.advancedCompute.kubelet.eviction';
const [HARD, SOFT, GRACE_PERIOD] = ['hard', 'soft', 'softGracePeriod'].map((key) => `${EVICTION}.${key}`);
/** What the kubelet watches. */
export const EVICTION_SIGNALS = ['memory.available', 'nodefs.available', 'nodefs.inodesFree', 'imagefs.available', 'imagefs.inodesFree', 'pid.available'];
/** As Go writes durations. */
const DURATION = /^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$/;

export const nodeClassEviction = ruleForNodeClass({
  id: 'node-class-eviction',
  reason: 'the kubelet evicts pods at thresholds of known signals; a soft one needs a grace period and must come before the hard one',
  check: (manifest) => [
    ...[HARD, SOFT].flatMap((field) => checkThresholds(manifest, field)),
    ...checkGracePeriods(manifest),
    ...checkOrder(manifest),
    ...checkWholeNumber(`${EVICTION}.maxPodGracePeriod`, fieldOf(manifest, `${EVICTION}.maxPodGracePeriod`), { least: 0 }),
  ],
});

interface Threshold {
  readonly amount: number;
  readonly isPercentage: boolean;
}

function parseThreshold(text: unknown): Threshold | undefined {
  if (typeof text !== 'string' || isToken(text)) { return undefined; }
  const isPercentage = text.endsWith('%');
  const amount = isPercentage ? parsePercentage(text) : amountOf(text);
  return amount === undefined || (!isPercentage && amount === 0) ? undefined : { amount, isPercentage };
}

function parsePercentage(text: string): number | undefined {
  const share = /^([0-9]+(\.[0-9]+)?)%$/.exec(text)?.[1];
  return share === undefined || Number(share) > 100 ? undefined : Number(share);
}

function checkThresholds(manifest: Manifest, field: string): Problem[] {
  return Object.entries(mapOf(fieldOf(manifest, field))).flatMap(([signal, value]) => [
    ...checkWord(`${field}.${signal}`, signal, EVICTION_SIGNALS),
    ...!isKnown(value) || parseThreshold(value) ? [] : [{
      field: `${field}.${signal}`, value, problem: `must be a quantity above 0 or a percentage up to 100%, as text, got ${written(value)}`, fix: 'write for example "100Mi" or "10%"',
    }],
  ]);
}

function checkGracePeriods(manifest: Manifest): Problem[] {
  const [soft, periods] = [fieldOf(manifest, SOFT), fieldOf(manifest, GRACE_PERIOD)];
  return [
    ...isToken(periods) ? [] : Object.keys(mapOf(soft)).filter((signal) => (mapOf(periods)[signal] ?? undefined) === undefined).map((signal) => ({
      field: `${GRACE_PERIOD}.${signal}`, value: undefined, problem: 'must be given for every soft signal, got none', fix: 'write for example "1m30s"',
    })),
    ...Object.entries(mapOf(periods)).filter(([, period]) => isKnown(period) && !(typeof period === 'string' && DURATION.test(period))).map(([signal, period]) => ({
      field: `${GRACE_PERIOD}.${signal}`, value: period, problem: `must be a duration with its unit, got ${written(period)}`, fix: 'write for example "1m30s"',
    })),
  ];
}

/** Only thresholds of one unit can be compared without the instance. */
function checkOrder(manifest: Manifest): Problem[] {
  const hard = mapOf(fieldOf(manifest, HARD));
  return Object.entries(mapOf(fieldOf(manifest, SOFT))).flatMap(([signal, value]) => {
    const [soft, last] = [parseThreshold(value), parseThreshold(hard[signal])];
    return !soft || !last || soft.isPercentage !== last.isPercentage || soft.amount > last.amount ? [] : [{
      field: `${SOFT}.${signal}`, value, problem: `must be more than the hard threshold ${written(hard[signal])}, got ${written(value)}`, fix: 'raise it, so that it comes first',
    }];
  });
}

function amountOf(text: string): number | undefined {
  const amount = parseQuantity(text);
  return amount !== undefined && amount >= 0 ? amount : undefined;
}
