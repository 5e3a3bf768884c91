import { byCondition, failedFor, notReady, ReadinessRule, ReadinessRules, READY } from './readiness-rule';
import { conditionOf, describeCondition } from '../kubernetes/conditions';
import { DEFINITION } from '../kubernetes/discovery';
import { fieldOf } from '../kubernetes/fields';

/** The scheduler's note that a pod wants the volume on some node. */
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

const byEstablished = byCondition('Established', 'NamesAccepted');

/** Names that another CRD has do not become free by waiting. */
const definition: ReadinessRule = (object, surroundings) => {
  const accepted = conditionOf(object, 'NamesAccepted');
  return accepted?.status === 'False' ? failedFor(describeCondition(accepted)) : byEstablished(object, surroundings);
};

const namespace: ReadinessRule = (object) => {
  const phase = fieldOf<string>(object, 'status.phase');
  return phase === 'Active' ? READY : notReady(`phase ${phase ?? 'unknown'}`);
};

/**
 * A volume that waits for its first pod is as ready as it gets without one. The class tells, not the event that says so:
 * events come late, go after an hour, and may be lost. Once a pod wants the volume, it has to be bound.
 */
const claim: ReadinessRule = (object, { storageClasses }) => {
  const phase = fieldOf<string>(object, 'status.phase');
  if (phase === 'Bound') { return READY; }
  const className = fieldOf<string>(object, 'spec.storageClassName');
  // The default class was filled in when the object was made; an empty name asks for volumes that somebody makes by hand.
  if (className === undefined) { return notReady(`phase ${phase}, it names no StorageClass, and the cluster has no default one`); }
  if (className === '' || !storageClasses) { return notReady(`phase ${phase}`); }
  const storageClass = storageClasses.get(className);
  if (!storageClass) { return notReady(`phase ${phase}, StorageClass ${className} does not exist`); }
  const waits = storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !object.metadata.annotations?.[SELECTED_NODE];
  return phase === 'Pending' && waits ? READY : notReady(`phase ${phase}`);
};

const snapshot: ReadinessRule = (object) =>
  fieldOf(object, 'status.readyToUse') === true ? READY : notReady(fieldOf<string>(object, 'status.error.message') ?? 'not ready to use yet');

/**
 * NodePools are ready without nodes, those of static capacity too: whether EC2 has instances, or a reservation has begun, is no
 * reason to roll a deployment back.
 */
const byReady = byCondition('Ready', '*');

export const INFRASTRUCTURE_RULES: ReadinessRules = {
  [DEFINITION]: definition,
  'APIService.apiregistration.k8s.io': byCondition('Available'),
  'Namespace': namespace,
  'PersistentVolumeClaim': claim,
  'VolumeSnapshot.snapshot.storage.k8s.io': snapshot,
  'NodeClass.eks.amazonaws.com': byReady,
  'NodePool.karpenter.sh': byReady,
  'NodeClaim.karpenter.sh': byReady,
};
