import { failedFor, notReady, ReadinessRule, ReadinessRules, READY, unobserved } from './readiness-rule';
import { Manifest } from '../../contract';
import { conditionOf, conditionsOf, describeCondition, generationOf } from '../kubernetes/conditions';
import { fieldOf, numberOf } from '../kubernetes/fields';

/** For kinds whose controllers always say what they have seen. */
function onceObserved(rule: ReadinessRule): ReadinessRule {
  return (object, surroundings) => numberOf(object, 'status.observedGeneration') < generationOf(object) ? unobserved(object) : rule(object, surroundings);
}

/** As `kubectl rollout status` judges it. The deadline may have passed for an earlier try, which a change elsewhere has mended. */
const deployment = onceObserved((object) => {
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return failedFor([describeCondition(progressing), replicaFailure(object)].filter(Boolean).join(', '), progressing.lastTransitionTime);
  }
  if (fieldOf(object, 'spec.paused')) { return READY; } // nothing happens until somebody resumes it
  const [wanted, all] = [numberOf(object, 'spec.replicas', 1), numberOf(object, 'status.replicas')];
  const [updated, available] = [numberOf(object, 'status.updatedReplicas'), numberOf(object, 'status.availableReplicas')];
  if (updated < wanted) { return notReady(`${updated} of ${wanted} replicas are updated`, replicaFailure(object)); }
  if (available < updated) { return notReady(`${available} of ${updated} replicas are available`, replicaFailure(object)); }
  return all > updated ? notReady(`${all - updated} old replicas are not gone`) : READY;
});

const statefulSet = onceObserved((object) => {
  const wanted = numberOf(object, 'spec.replicas', 1);
  // With OnDelete pods are replaced when somebody deletes them.
  const toUpdate = fieldOf(object, 'spec.updateStrategy.type') === 'OnDelete' ? 0
    : wanted - numberOf(object, 'spec.updateStrategy.rollingUpdate.partition');
  const [updated, available] = [numberOf(object, 'status.updatedReplicas'), numberOf(object, 'status.availableReplicas')];
  if (updated < toUpdate) { return notReady(`${updated} of ${toUpdate} replicas are updated`); }
  if (available < wanted) { return notReady(`${available} of ${wanted} replicas are available`); }
  const surplus = numberOf(object, 'status.replicas') - wanted;
  return surplus > 0 ? notReady(`${surplus} surplus replicas are not gone`) : READY;
});

/** Without nodes that it goes to, a DaemonSet is ready. */
const daemonSet = onceObserved((object) => {
  const wanted = numberOf(object, 'status.desiredNumberScheduled');
  const toUpdate = fieldOf(object, 'spec.updateStrategy.type') === 'OnDelete' ? 0 : wanted;
  const [updated, available] = [numberOf(object, 'status.updatedNumberScheduled'), numberOf(object, 'status.numberAvailable')];
  if (updated < toUpdate) { return notReady(`${updated} of ${wanted} pods are updated`); }
  return available < wanted ? notReady(`${available} of ${wanted} pods are available`) : READY;
});

const replicaSet = onceObserved((object) => {
  const [wanted, available] = [numberOf(object, 'spec.replicas', 1), numberOf(object, 'status.availableReplicas')];
  if (available < wanted) { return notReady(`${available} of ${wanted} replicas are available`, replicaFailure(object)); }
  const surplus = numberOf(object, 'status.replicas') - wanted;
  return surplus > 0 ? notReady(`${surplus} surplus replicas are not gone`) : READY;
});

/** To have run is what a Job is for; one that is suspended runs when somebody wants it to. */
const job: ReadinessRule = (object) => {
  const failure = conditionOf(object, 'Failed');
  if (failure?.status === 'True') { return failedFor(describeCondition(failure)); }
  if (conditionOf(object, 'Complete')?.status === 'True' || fieldOf(object, 'spec.suspend')) { return READY; }
  const wanted = numberOf(object, 'spec.completions', numberOf(object, 'spec.parallelism', 1));
  const failures = numberOf(object, 'status.failed');
  return notReady(`${numberOf(object, 'status.succeeded')} of ${wanted} completions`, failures > 0 && `${failures} failed pods`);
};

const pod: ReadinessRule = (object) => {
  const phase = fieldOf<string>(object, 'status.phase');
  if (phase === 'Succeeded') { return READY; }
  if (phase === 'Failed') {
    return failedFor(['phase Failed', fieldOf<string>(object, 'status.reason'), fieldOf<string>(object, 'status.message')].filter(Boolean).join(' '));
  }
  if (conditionOf(object, 'Ready')?.status === 'True') { return READY; }
  const unmet = conditionsOf(object).filter(({ type, status }) => status !== 'True' && ['PodScheduled', 'Initialized', 'Ready'].includes(type));
  return notReady(`phase ${phase ?? 'unknown'}`, ...unmet.map(describeCondition));
};

/** How many pods may be evicted is no matter of readiness: none at all may be what the budget is for. */
const podDisruptionBudget = onceObserved((object) => {
  const allowed = conditionOf(object, 'DisruptionAllowed');
  return allowed?.reason === 'SyncFailed' ? notReady(describeCondition(allowed)) : READY;
});

/** Why pods cannot be made, such as a quota or a policy. */
function replicaFailure(object: Manifest): string | undefined {
  const failure = conditionOf(object, 'ReplicaFailure');
  return failure?.status === 'True' ? describeCondition(failure) : undefined;
}

export const WORKLOAD_RULES: ReadinessRules = {
  'Deployment.apps': deployment,
  'StatefulSet.apps': statefulSet,
  'DaemonSet.apps': daemonSet,
  'ReplicaSet.apps': replicaSet,
  'ReplicationController': replicaSet,
  'Job.batch': job,
  'Pod': pod,
  'PodDisruptionBudget.policy': podDisruptionBudget,
};
