import { Chart, Cron, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { keys, mostly, names, values } from './boundaries';
import {
  BooleanLabel, Budget, Disruption, DisruptionReason, IntegerLabel, NodeClass, NodeLabel, NodePool, NodePoolLimits, NodePoolOptions, Requirement,
  StaticNodePool, StaticNodePoolOptions, Taint, TextLabel,
} from '../../../src';

/**
 * Something of the typed API that is made later: what is refused is refused then. Shows itself as the code that it stands for,
 * so that a case that fails can be read and shrunk.
 */
type Made<T> = () => T;

/** Makes a NodePool in a chart. */
export type Build = (chart: Chart) => void;

function made<A extends unknown[], T>(code: string, make: (...input: A) => T): (...input: A) => T {
  return Object.assign(make, { [fc.toStringMethod]: () => code });
}

function show(...parts: unknown[]): string {
  return parts.map((part) => fc.stringify(part)).join(' ');
}

function optional<T>(arbitrary: fc.Arbitrary<Made<T>>): fc.Arbitrary<Made<T | undefined>> {
  return fc.oneof({ weight: 2, arbitrary }, { weight: 1, arbitrary: fc.constant(made('none', () => undefined)) });
}

function several<T>(arbitrary: fc.Arbitrary<Made<T>>, maxLength: number): fc.Arbitrary<Made<T[]>> {
  return fc.array(arbitrary, { maxLength }).map((list) => made(show(list), () => list.map((make) => make())));
}

/** Values of the field types of cdk8s and others, each with the code that shows it. */
function oneOf<T>(good: T[], odd: T[]): fc.Arbitrary<Made<T>> {
  return mostly(good, odd).map((value) => made(value instanceof Duration ? value.toHumanString() : show(value), () => value));
}

function allOf<T extends object>(thunks: { [K in keyof T]: Made<T[K]> }): T {
  return Object.fromEntries(Object.entries(thunks).map(([name, make]) => [name, (make as Made<unknown>)()])) as T;
}

type Label = TextLabel | IntegerLabel | BooleanLabel;

const labels: fc.Arbitrary<Made<Label>> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...Object.entries(NodeLabel) as [string, Label][]).map(([name, label]) => made(`NodeLabel.${name}`, () => label)),
  },
  { weight: 1, arbitrary: keys.map((key) => made(`TextLabel.of(${show(key)})`, (): Label => TextLabel.of(key))) },
  { weight: 1, arbitrary: keys.map((key) => made(`IntegerLabel.of(${show(key)})`, (): Label => IntegerLabel.of(key))) },
);
const texts = fc.oneof(
  { weight: 30, arbitrary: fc.array(values, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<string[]>([]) },
);
const numbers = fc.array(mostly([1, 2, 4, 8, 32], [0, -1, 1.5, 2 ** 31, Number.MAX_SAFE_INTEGER, 2 ** 53]), { minLength: 2, maxLength: 3 });
const minimums = mostly<number | undefined>([undefined], [0, 1, 1, 1, 2, 50, 51]);

const requirements = fc.tuple(labels, texts, numbers, fc.nat(8), minimums).map(([label, words, counts, choice, minValues]) =>
  made(`${show(label, words, counts)} #${choice} minValues ${minValues}`, () => {
    const requirement = requirementOf(label(), words, counts, choice);
    return minValues === undefined ? requirement : requirement.minValues(minValues);
  }));

function requirementOf(label: Label, words: string[], counts: number[], choice: number): Requirement {
  if (label instanceof BooleanLabel) { return label.is(choice % 2 === 0); }
  if (label instanceof TextLabel) {
    return [() => label.in(...words), () => label.notIn(...words), () => label.exists(), () => label.doesNotExist()][choice % 4]();
  }
  const [first, second] = counts;
  return [
    () => label.in(...counts), () => label.notIn(first), () => label.gt(first), () => label.gte(first), () => label.lt(first),
    () => label.lte(first), () => label.between(Math.min(first, second), Math.max(first, second)), () => label.exists(), () => label.doesNotExist(),
  ][choice]();
}

const taints = fc.tuple(fc.constantFrom('noSchedule', 'preferNoSchedule', 'noExecute'), keys, fc.option(values, { nil: undefined }))
  .map(([effect, key, value]) => made(`Taint.${effect} ${show(key, value)}`, () => Taint[effect as 'noSchedule'](key, value)));

const YEARS = Duration.days(365 * 300);
const durations = oneOf(
  [Duration.hours(1), Duration.minutes(90), Duration.seconds(30), Duration.days(7)],
  [
    Duration.seconds(0), Duration.days(20), Duration.hours(480), Duration.seconds(480 * 3600 + 1), Duration.days(21), Duration.days(22),
    Duration.millis(1500), YEARS,
  ],
);

const MINUTES = ['0', '*/15', '*', '0-5'];
const HOURS = ['9', '*', '0-23/2'];
const DAYS = ['*', '1', '31', '?'];
const MONTHS = ['*', '6', '2', 'JAN'];
const WEEKDAYS = ['*', '1-5', '0', 'SUN'];
const schedules = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(
      fc.constantFrom(...MINUTES), fc.constantFrom(...HOURS), fc.constantFrom(...DAYS), fc.constantFrom(...MONTHS), fc.constantFrom(...WEEKDAYS),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      mostly(MINUTES, ['60', '5-0']), mostly(HOURS, ['24']), mostly(DAYS, ['0', '32']), mostly(MONTHS, ['13']), mostly(WEEKDAYS, ['7', '6-7']),
    ),
  },
).map(([minute, hour, day, month, weekDay]) => new Cron({ minute, hour, day, month, weekDay }));
const windowLengths = mostly([Duration.hours(8), Duration.minutes(90)], [Duration.seconds(90), Duration.seconds(0), Duration.days(1), YEARS]);
const windows = fc.tuple(schedules, windowLengths).map(([schedule, duration]) =>
  made(`${schedule.expressionString} for ${duration.toHumanString()}`, () => ({ schedule, duration })));
const reasonLists = mostly<DisruptionReason[] | undefined>(
  [undefined, [DisruptionReason.EMPTY]], [[], Object.values(DisruptionReason), [DisruptionReason.EMPTY, DisruptionReason.EMPTY]],
);
const budgets = fc.tuple(fc.constantFrom('percent', 'nodes'), mostly([0, 1, 10, 100], [-1, 101, 1.5, 2 ** 31 - 1, 2 ** 31]), reasonLists, optional(windows))
  .map(([unit, count, reasons, window]) => made(`Budget.${unit} ${show(count, reasons, window)}`, () =>
    Budget[unit as 'percent'](count, { reasons, ...window() })));

const disruptions = fc.tuple(
  fc.constantFrom('whenEmpty', 'whenEmptyOrUnderutilized', 'balanced', 'neverConsolidate'), optional(durations), optional(several(budgets, 3)),
).map(([policy, after, list]) => made(`Disruption.${policy} ${show(after, list)}`, () =>
  Disruption[policy as 'whenEmpty']({ after: after(), budgets: list() })));

const limits: fc.Arbitrary<Made<NodePoolLimits>> = fc.record({
  cpu: optional(oneOf([Cpu.units(0), Cpu.units(1.5), Cpu.millis(500), Cpu.units(1000)], [Cpu.units(-1)])),
  memory: optional(oneOf([Size.mebibytes(0), Size.gibibytes(64), Size.kibibytes(2048)], [Size.kibibytes(1536)])),
  nodes: oneOf<number | undefined>([undefined, 5, 0], [-1, 1.5]),
  resources: fc.dictionary(
    mostly(['nvidia.com/gpu', 'ephemeral-storage'], ['cpu', 'gpu', 'a b', '']), mostly(['8', '1Ti'], ['-1', 'x', '', '1e1.5', '1.5']), { maxKeys: 1 },
  ).map((resources) => made(show(resources), () => resources)),
}).map((thunks) => made(show(thunks), () => allOf<NodePoolLimits>(thunks)));

const maps = fc.dictionary(keys, values, { maxKeys: 2 }).map((map) => made(show(map), () => map));
const template = {
  nodeClass: optional(mostly(['own', 'default'], ['', 'A b']).map((name) => made(show(name), () => NodeClass.fromNodeClassName(name)))),
  requirements: optional(several(requirements, 2)),
  taints: optional(several(taints, 2)),
  startupTaints: optional(several(taints, 1)),
  labels: optional(maps),
  annotations: optional(maps),
  expireAfter: optional(durations),
  terminationGracePeriod: optional(durations),
};

const nodePools = fc.tuple(names, fc.record({
  ...template,
  limits: optional(limits),
  disruption: optional(disruptions),
  weight: optional(oneOf([1, 100], [0, 101, 1.5])),
})).map(([name, thunks]) => made(`NodePool ${show(name, thunks)}`, (chart: Chart) => {
  new NodePool(chart, 'Pool', { metadata: { name }, ...allOf<NodePoolOptions>(thunks) });
}));

const staticNodePools = fc.tuple(names, fc.record({
  ...template,
  replicas: oneOf([0, 3], [-1, 1.5, 2 ** 31]),
  nodeLimit: optional(oneOf([5, 3], [2, 0, -1])),
  budgets: optional(several(budgets, 3)),
})).map(([name, thunks]) => made(`StaticNodePool ${show(name, thunks)}`, (chart: Chart) => {
  new StaticNodePool(chart, 'Pool', { metadata: { name }, ...allOf<StaticNodePoolOptions>(thunks) });
}));

/** A NodePool of either kind from the typed API. */
export const typedNodePool: fc.Arbitrary<Build> = fc.oneof({ weight: 3, arbitrary: nodePools }, { weight: 1, arbitrary: staticNodePools });
