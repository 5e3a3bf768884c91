import { Manifest } from '../../contract';
import { conditionOf, conditionsOf, describeCondition, generationOf, isCurrent } from '../kubernetes/conditions';
import { numberOf } from '../kubernetes/fields';

export interface Readiness {
  readonly ready: boolean;
  /** Why not, in the words of the conditions. */
  readonly reason: string;
  /** Whether it will not become ready by itself any more. */
  readonly final?: boolean;
  /** Time of that, where it may be about an earlier try. */
  readonly since?: string;
}

/** What the readiness of an object depends on beside itself. What could not be read is missing. */
export interface Surroundings {
  readonly storageClasses?: ReadonlyMap<string, Manifest>;
  readonly ingressClasses?: ReadonlyMap<string, Manifest>;
  /** The kind was named as one to wait for: then somebody must have said something about the object. */
  readonly isNamed?: boolean;
}

export type ReadinessRule = (object: Manifest, surroundings: Surroundings) => Readiness;

/** Rules by `Kind.group`. */
export interface ReadinessRules { readonly [groupKind: string]: ReadinessRule }

export const READY: Readiness = { ready: true, reason: '' };

export function notReady(...reasons: (string | undefined | false)[]): Readiness {
  return { ready: false, reason: reasons.filter(Boolean).join(', ') };
}

/** Never ready any more, for the reason that a condition tells. */
export function failedFor(reason: string, since?: string): Readiness {
  return { ready: false, reason, final: true, since };
}

/** Nobody has looked at the object as it is now. */
export function unobserved(object: Manifest): Readiness {
  return notReady(`generation ${generationOf(object)} is not observed yet, the last one was ${numberOf(object, 'status.observedGeneration')}`);
}

/**
 * Rule of a kind that says with a condition that it is ready.
 *
 * @param others Conditions that say why not; `*` for all of them.
 */
export function byCondition(type: string, ...others: string[]): ReadinessRule {
  return (object) => {
    const condition = conditionOf(object, type);
    if (!condition) { return notReady(`no condition ${type} yet`); }
    if (!isCurrent(object, condition)) {
      return notReady(`condition ${type} is of generation ${condition.observedGeneration}, the object of ${generationOf(object)}`);
    }
    if (condition.status === 'True') { return READY; }
    const telling = conditionsOf(object).filter((candidate) => candidate.status !== 'True'
      && (candidate.type === type || others.includes('*') || others.includes(candidate.type)));
    return notReady(...telling.map(describeCondition));
  };
}
