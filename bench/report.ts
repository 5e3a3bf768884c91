import { Pair } from './contest';
import { Figure, Unit } from './figures';
import { aligned } from '../test/rehearsal/report';

export interface Result extends Pick<Figure, 'name' | 'unit'> {
  readonly values: Pair<number>;
}

/** For programs: one object in one line. */
export function jsonLine({ name, unit, values: { ours, peer } }: Result): string {
  return JSON.stringify({ name, value: rounded(ours), unit, baseline: rounded(peer), ratio: rounded(ours / peer) });
}

/** What `jsonLine` says. */
export interface Line {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly baseline: number;
  readonly ratio: number;
}

/** Value, baseline and ratio with their units. */
export function readableLine({ unit, value, baseline, ratio }: Omit<Line, 'name'>): string[] {
  return [readable(value, unit), readable(baseline, unit), readableRatio(ratio)];
}

/** For people. */
export function table(results: readonly Result[]): string[] {
  return aligned([
    ['figure', 'ours', 'baseline', 'ratio'],
    ...results.map(({ name, unit, values: { ours, peer } }) => [name, ...readableLine({ unit, value: ours, baseline: peer, ratio: ours / peer })]),
  ]);
}

function readable(value: number, unit: Unit): string {
  switch (unit) {
    case 's': return `${value.toFixed(2)} s`;
    case 'bytes': return value < 1e6 ? `${(value / 1e3).toFixed(1)} KB` : `${(value / 1e6).toFixed(1)} MB`;
    case 'count': return String(value);
  }
}

/** Two digits that say something, also of small ones. */
function readableRatio(ratio: number): string {
  return ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2);
}

function rounded(value: number): number {
  return Number(value.toPrecision(Math.max(4, Math.trunc(value).toString().length)));
}
