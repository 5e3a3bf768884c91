import { Manifest } from '../../contract';
import { shortened } from '../report/problem';

/** A condition of an object's status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly lastTransitionTime?: string;
}

export function conditionsOf(object: Manifest): Condition[] {
  return (object.status as { conditions?: Condition[] } | undefined)?.conditions ?? [];
}

export function conditionOf(object: Manifest, type: string): Condition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type);
}

/** Whether a condition is about the object as it is now; one that says nothing of generations is taken at its word. */
export function isCurrent(object: Manifest, { observedGeneration }: Condition): boolean {
  const generation = generationOf(object);
  return (observedGeneration ?? generation) >= generation;
}

export function generationOf(object: Manifest): number {
  return Number(object.metadata.generation ?? 0);
}

/** `Type=Status Reason: message`, as much of it as there is. */
export function describeCondition({ type, status, reason, message }: Condition): string {
  return `${type}=${status}${reason ? ` ${reason}` : ''}${message ? `: ${shortened(message)}` : ''}`;
}
