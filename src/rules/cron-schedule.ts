/** One of the five fields of a schedule. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words for its numbers, from the least on. */
  readonly words: string[];
}

/** The times that a field stands for. */
interface Times {
  readonly numbers: number[];
  /** Written with a star. */
  readonly isAny: boolean;
}

/** What is wrong with a schedule, and what to write instead. */
export interface ScheduleProblem {
  readonly problem: string;
  readonly fix: string;
}

const FIELDS: Field[] = [
  { name: 'minute', least: 0, most: 59, words: [] },
  { name: 'hour', least: 0, most: 23, words: [] },
  { name: 'day of month', least: 1, most: 31, words: [] },
  { name: 'month', least: 1, most: 12, words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', least: 0, most: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const DESCRIPTORS = ['@annually', '@yearly', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EXAMPLE = 'write for example "0 9 * * 1-5" (at 9:00 UTC from Monday to Friday)';

// Budgets of many pools count at the same times.
const PROBLEMS = new Map<string, ScheduleProblem | undefined>();

/**
 * What is wrong with the schedule of a budget; nothing if Karpenter can use it.
 *
 * Karpenter reads schedules with robfig/cron v3, five fields in UTC. What its CRD lets through beyond that makes a budget
 * count as 0; a day that never comes makes it count always.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3
 */
export function scheduleProblem(schedule: string): ScheduleProblem | undefined {
  if (!PROBLEMS.has(schedule)) { PROBLEMS.set(schedule, findProblem(schedule)); }
  return PROBLEMS.get(schedule);
}

function findProblem(schedule: string): ScheduleProblem | undefined {
  const got = `got ${JSON.stringify(schedule)}`;
  if (schedule.startsWith('@')) {
    return DESCRIPTORS.includes(schedule) ? undefined : { problem: `must be five fields or one of ${DESCRIPTORS.join(', ')}, ${got}`, fix: EXAMPLE };
  }
  if (/^\s*(CRON_)?TZ=/.test(schedule)) {
    return { problem: `must have no time zone, because it counts in UTC, ${got}`, fix: 'leave the time zone out, and write the hours of UTC' };
  }
  // The CRD knows no other white space, and no line breaks.
  const texts = schedule.split(/[ \t]+/).filter((text) => text !== '');
  if (texts.length !== FIELDS.length) {
    return { problem: `must have five fields (${FIELDS.map(({ name }) => name).join(', ')}), ${got} with ${texts.length}`, fix: EXAMPLE };
  }
  const fields = texts.map((text, index) => timesOf(text, FIELDS[index]));
  const wrong = fields.findIndex((field) => field === undefined);
  if (wrong >= 0) { return { problem: `${rangeOf(FIELDS[wrong])}, got "${texts[wrong]}" in "${schedule}"`, fix: fixFor(texts[wrong], FIELDS[wrong]) }; }
  return neverComes(fields as Times[])
    ? { problem: `must name a day that some month has, ${got}, which never comes, so that the budget would always count`, fix: 'write a day that exists' }
    : undefined;
}

function rangeOf({ name, least, most, words }: Field): string {
  const ends = words.length > 0 ? ` or ${words[0].toUpperCase()} to ${words[words.length - 1].toUpperCase()}` : '';
  return `${name} must be "*", numbers of ${least} to ${most}${ends}, ranges (2-4), steps (*/2) or lists (1,3) of them`;
}

function fixFor(text: string, { name, words }: Field): string {
  return name === 'day of week' && text.includes('7') && words.length > 0 ? 'write 0 or SUN for Sunday' : EXAMPLE;
}

/** Nothing where the text is none that the field can have. */
function timesOf(text: string, field: Field): Times | undefined {
  const parts = text.split(',').filter((part) => part !== '').map((part) => rangeTimes(part, field));
  if (parts.length === 0 || parts.includes(undefined)) { return undefined; }
  return { numbers: parts.flatMap((part) => part!.numbers), isAny: parts.some((part) => part!.isAny) };
}

function rangeTimes(text: string, field: Field): Times | undefined {
  const [, from, to, by] = /^([^-/]+)(?:-([^-/]+))?(?:\/([^-/]+))?$/.exec(text) ?? [];
  if (from === undefined) { return undefined; }
  const isStar = from === '*' || from === '?';
  // "*-5" is taken for "*".
  if (isStar && to !== undefined) { return undefined; }
  const step = by === undefined ? 1 : numberOf(by);
  const first = isStar ? field.least : numberOf(from, field);
  const last = to !== undefined ? numberOf(to, field) : isStar || by !== undefined ? field.most : first;
  if (!step || first === undefined || last === undefined || first < field.least || last > field.most || first > last) { return undefined; }
  const numbers = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
  return { numbers, isAny: isStar && step === 1 };
}

function numberOf(text: string, field?: Field): number | undefined {
  const word = field?.words.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) { return word + field!.least; }
  const number = /^\+?[0-9]+$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** With days of the week given, any of them will do. */
function neverComes([, , days, months, weekdays]: Times[]): boolean {
  return weekdays.isAny && months.numbers.every((month) => days.numbers.every((day) => day > DAYS_OF_MONTHS[month - 1]));
}
