import { Manifest } from '../contract';

export interface Readiness {
  readonly ready: boolean;
  /** Why not, in the words of the conditions. */
  readonly reason: string;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

/** Condition that says a kind is ready, if it is not `Ready`. */
const CONDITION: { readonly [kind: string]: string } = { CustomResourceDefinition: 'Established' };

/** Whether an object is ready, judged by the condition of its kind for the generation that was applied. */
export function readinessOf(object: Manifest): Readiness {
  const conditions = (object.status as { conditions?: Condition[] } | undefined)?.conditions ?? [];
  const generation = Number(object.metadata.generation ?? 0);
  const type = CONDITION[object.kind] ?? 'Ready';
  const condition = conditions.find((candidate) => candidate.type === type);
  if (!condition) { return { ready: false, reason: `no condition ${type} yet` }; }
  if ((condition.observedGeneration ?? generation) < generation) {
    return { ready: false, reason: `condition ${type} is of generation ${condition.observedGeneration}, the object of ${generation}` };
  }
  const unmet = conditions.filter(({ status }) => status !== 'True').map(({ type: name, status, reason, message }) =>
    `${name}=${status}${reason ? ` ${reason}` : ''}${message ? `: ${message}` : ''}`);
  return { ready: condition.status === 'True', reason: unmet.join(', ') };
}
