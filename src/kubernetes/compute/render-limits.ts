import { Size, SizeRoundingBehavior } from 'cdk8s';
import { NodePoolLimits } from './node-pool-limits';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';
import { nearestWithin } from '../../private/whole-numbers';

/** Nothing where nothing is limited. */
export function renderLimits({ cpu, memory, nodes, resources = {} }: NodePoolLimits): object | undefined {
  const own = ['cpu', 'memory', 'nodes'].find((name) => name in resources);
  if (own) {
    fail('NodePoolLimits', `limits.resources must name other resources than ${own}, got "${own}": write limits.${own}`);
  }
  if (nodes !== undefined) { checkCount('limits.nodes', nodes); }
  const limits = {
    ...resources,
    cpu: cpu?.amount,
    memory: memory && `${wholeMebibytes(memory)}Mi`,
    // A token keeps its type.
    nodes: nodes === undefined || isToken(nodes) ? nodes : String(nodes),
  };
  return Object.values(limits).some((limit) => limit !== undefined) ? limits : undefined;
}

/** Refuses numbers that count no nodes. */
export function checkCount(property: string, count: number): void {
  if (isToken(count)) { return; }
  if (!Number.isSafeInteger(count) || count < 0) {
    fail('NodeCount', `${property} must be a whole number of 0 or more, got ${count}: write for example ${nearestWithin(count, { least: 0 })}`);
  }
}

function wholeMebibytes(memory: Size): number {
  const mebibytes = memory.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isInteger(mebibytes)) {
    fail('NodePoolLimits', `limits.memory must be whole MiB, got ${mebibytes}: write for example Size.mebibytes(${Math.ceil(mebibytes)})`);
  }
  return mebibytes;
}
