import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { IndexRange } from './contract';

/** Constructs outside a chart that something in it depends on. */
export function dependenciesOf(chart: Chart): IConstruct[] {
  const targets = chart.node.findAll().flatMap((construct) => construct.node.dependencies);
  return [...new Set(targets.filter((target) => !target.node.scopes.includes(chart)))];
}

/**
 * Dependencies between constructs of a chart, as dependencies between the objects in them.
 *
 * Objects below a construct are next to each other. So a dependency on all of them is one range, not thousands of numbers
 * with each of thousands of objects.
 *
 * @param constructs What renders the objects, in the order of the tree; several times, if it renders several.
 * @returns What must come before each object.
 */
export function orderOf(chart: Chart, constructs: readonly IConstruct[]): IndexRange[][] {
  const below = new Map<IConstruct, { readonly first: number; last: number }>();
  constructs.forEach((construct, index) => {
    for (const scope of construct.node.scopes) {
      const range = below.get(scope);
      if (range) { range.last = index; } else { below.set(scope, { first: index, last: index }); }
    }
  });
  const targets = new Map(chart.node.findAll().map((source): [IConstruct, IndexRange[]] => [
    source,
    source.node.dependencies.filter((target) => target.node.scopes.includes(chart))
      .flatMap((target) => below.get(target) ?? []).map(({ first, last }) => [first, last]),
  ]));
  return constructs.map((construct, index) =>
    merged(construct.node.scopes.flatMap((scope) => targets.get(scope) ?? []).flatMap((range) => without(range, index))));
}

/** An object does not wait for itself. */
function without([first, last]: IndexRange, index: number): IndexRange[] {
  if (index < first || index > last) { return [[first, last]]; }
  const parts: IndexRange[] = [[first, index - 1], [index + 1, last]];
  return parts.filter(([from, to]) => from <= to);
}

function merged(ranges: IndexRange[]): IndexRange[] {
  if (ranges.length < 2) { return ranges; }
  const result: IndexRange[] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = result[result.length - 1];
    if (before && first <= before[1] + 1) {
      result[result.length - 1] = [before[0], Math.max(before[1], last)];
    } else {
      result.push([first, last]);
    }
  }
  return result;
}

/** Circles in an order, each as the indexes of its objects, the first one again at its end. */
export function circlesIn(order: readonly IndexRange[][]): number[][] {
  const unordered = unorderable(order);
  // Each of them waits for another of them. Whoever follows that runs into a circle.
  const nextOf = (index: number): number => {
    for (const [first, last] of order[index]) {
      for (let at = first; at <= last; at++) {
        if (unordered.has(at)) { return at; }
      }
    }
    throw new Error(`object ${index} waits for nothing`);
  };
  const circles: number[][] = [];
  const seen = new Set<number>();
  for (const start of unordered) {
    const trail = new Map<number, number>();
    let index = start;
    for (; !seen.has(index); index = nextOf(index)) {
      seen.add(index);
      trail.set(index, trail.size);
    }
    const entry = trail.get(index);
    if (entry !== undefined) { circles.push([...[...trail.keys()].slice(entry), index]); }
  }
  return circles;
}

/** Objects whose turn never comes: those in a circle, and those after one. Ranges count once, however many wait for them. */
function unorderable(order: readonly IndexRange[][]): Set<number> {
  const ranges = new Map<string, { unmet: number; readonly waiting: number[] }>();
  const rangesWith = order.map((): { unmet: number; readonly waiting: number[] }[] => []);
  order.forEach((before, index) => before.forEach(([first, last]) => {
    const key = `${first}-${last}`;
    let range = ranges.get(key);
    if (!range) {
      ranges.set(key, range = { unmet: last - first + 1, waiting: [] });
      for (let at = first; at <= last; at++) { rangesWith[at].push(range); }
    }
    range.waiting.push(index);
  }));
  const unmet = order.map((before) => before.length);
  const ready = [...order.keys()].filter((index) => unmet[index] === 0);
  const left = new Set(order.keys());
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    left.delete(index);
    for (const range of rangesWith[index]) {
      range.unmet--;
      if (range.unmet === 0) { ready.push(...range.waiting.filter((waiting) => --unmet[waiting] === 0)); }
    }
  }
  return left;
}
