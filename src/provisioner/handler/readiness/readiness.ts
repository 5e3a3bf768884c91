import { INFRASTRUCTURE_RULES } from './infrastructure-readiness';
import { NETWORKING_RULES } from './networking-readiness';
import { byCondition, failedFor, notReady, Readiness, ReadinessRule, ReadinessRules, READY, Surroundings, unobserved } from './readiness-rule';
import { WORKLOAD_RULES } from './workload-readiness';
import { groupKindOfManifest, Manifest } from '../../contract';
import { conditionOf, conditionsOf, describeCondition, generationOf, isCurrent } from '../kubernetes/conditions';
import { fieldOf } from '../kubernetes/fields';

/** Kinds that do not simply have a condition Ready. */
const RULES: ReadinessRules = { ...WORKLOAD_RULES, ...NETWORKING_RULES, ...INFRASTRUCTURE_RULES };

/** Kinds without a state: their objects are ready as soon as they exist, and their contents need not be read. */
const STATELESS = new Set([
  'ConfigMap', 'Secret', 'ServiceAccount', 'LimitRange', 'Endpoints', 'EndpointSlice.discovery.k8s.io', 'CronJob.batch',
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => `${kind}.rbac.authorization.k8s.io`),
  ...['StorageClass', 'VolumeAttributesClass', 'CSIDriver'].map((kind) => `${kind}.storage.k8s.io`),
  ...['IngressClass', 'NetworkPolicy'].map((kind) => `${kind}.networking.k8s.io`),
  ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => `${kind}.admissionregistration.k8s.io`),
  'PriorityClass.scheduling.k8s.io', 'VolumeSnapshotClass.snapshot.storage.k8s.io', 'IngressClassParams.eks.amazonaws.com',
]);

export function isStateless(groupKind: string): boolean {
  return STATELESS.has(groupKind);
}

/** Whether an object is ready, judged by its state for the generation that was applied. */
export function readinessOf(object: Manifest, surroundings: Surroundings = {}): Readiness {
  if (object.metadata.deletionTimestamp) { return notReady('it is being deleted'); }
  const groupKind = groupKindOfManifest(object);
  if (isStateless(groupKind)) { return READY; }
  const observed = fieldOf<number>(object, 'status.observedGeneration');
  if (observed !== undefined && observed < generationOf(object)) { return unobserved(object); }
  return standardReadiness(object) ?? (RULES[groupKind] ?? defaultRule)(object, surroundings);
}

/** The two conditions that mean the same for every kind that has them. */
function standardReadiness(object: Manifest): Readiness | undefined {
  const [stalled, reconciling] = ['Stalled', 'Reconciling'].map((type) => conditionsOf(object)
    .find((condition) => condition.type === type && condition.status === 'True' && isCurrent(object, condition)));
  if (stalled) { return failedFor(describeCondition(stalled), stalled.lastTransitionTime); }
  return reconciling && notReady(describeCondition(reconciling));
}

const byReady = byCondition('Ready');

/** An object of an unknown kind that has no condition Ready can be judged by nothing but its existence. */
const defaultRule: ReadinessRule = (object, surroundings) => {
  if (conditionOf(object, 'Ready')) { return byReady(object, surroundings); }
  return surroundings.isNamed && object.status === undefined ? notReady('no status yet') : READY;
};
