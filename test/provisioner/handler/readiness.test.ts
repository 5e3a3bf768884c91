import { readinessOf } from '../../../src/provisioner/handler/readiness/readiness';
import { Surroundings } from '../../../src/provisioner/handler/readiness/readiness-rule';

const API_VERSIONS: Record<string, string> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  PodDisruptionBudget: 'policy/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  APIService: 'apiregistration.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  VolumeSnapshot: 'snapshot.storage.k8s.io/v1',
  NodeClass: 'eks.amazonaws.com/v1',
  NodePool: 'karpenter.sh/v1',
  NodeClaim: 'karpenter.sh/v1',
  Widget: 'example.com/v1',
};

/** An object of generation 2. */
function object(kind: string, fields: object = {}, metadata: object = {}) {
  return { apiVersion: API_VERSIONS[kind] ?? 'v1', kind, metadata: { name: 'one', namespace: 'default', generation: 2, ...metadata }, ...fields };
}

function condition(type: string, status: string, more: object = {}) {
  return { type, status, ...more };
}

function conditions(...list: object[]) {
  return { status: { conditions: list } };
}

/** `ready`, `failed: reason`, or the reason why not yet. */
function verdict(kind: string, fields: object = {}, surroundings: Surroundings = {}, metadata: object = {}): string {
  const { ready, reason, final } = readinessOf(object(kind, fields, metadata), surroundings);
  expect(ready && reason !== '').toBe(false);
  return ready ? 'ready' : `${final ? 'failed: ' : ''}${reason}`;
}

describe('every kind', () => {
  test.each(['ConfigMap', 'Deployment', 'Widget'])('%s that is being deleted is not ready', (kind) => {
    expect(verdict(kind, {}, {}, { deletionTimestamp: '2026-01-01T00:00:00Z' })).toBe('it is being deleted');
  });

  test('must have been looked at as it is now', () => {
    const status = (observedGeneration: number) => ({ status: { observedGeneration, conditions: [condition('Ready', 'True')] } });
    expect(verdict('Widget', status(1))).toBe('generation 2 is not observed yet, the last one was 1');
    expect(verdict('Widget', status(2))).toBe('ready');
  });

  test('fails when it is stalled, and goes on while it is being worked at', () => {
    expect(verdict('Widget', conditions(condition('Ready', 'False'), condition('Stalled', 'True', { reason: 'Broken', message: 'no way' }))))
      .toBe('failed: Stalled=True Broken: no way');
    expect(verdict('Widget', conditions(condition('Ready', 'True'), condition('Reconciling', 'True')))).toBe('Reconciling=True');
    expect(verdict('Widget', conditions(condition('Ready', 'True'), condition('Reconciling', 'False'), condition('Stalled', 'False')))).toBe('ready');
  });

  test('is not stalled because an earlier generation was', () => {
    expect(verdict('Widget', conditions(condition('Ready', 'True'), condition('Stalled', 'True', { observedGeneration: 1 })))).toBe('ready');
  });
});

describe('a kind that nobody knows', () => {
  test('is ready with its condition Ready, of this generation', () => {
    expect(verdict('Widget', conditions(condition('Ready', 'True', { observedGeneration: 2 })))).toBe('ready');
    expect(verdict('Widget', conditions(condition('Ready', 'True', { observedGeneration: 1 }))))
      .toBe('condition Ready is of generation 1, the object of 2');
    expect(verdict('Widget', conditions(condition('Ready', 'Unknown', { reason: 'Waiting' }), condition('Degraded', 'False')))).toBe('Ready=Unknown Waiting');
  });

  test('is ready without one, unless it was named and nobody has said anything', () => {
    expect(verdict('Widget')).toBe('ready');
    expect(verdict('Widget', {}, { isNamed: true })).toBe('no status yet');
    expect(verdict('Widget', { status: { size: 3 } }, { isNamed: true })).toBe('ready');
  });

  test('does not flood the reason with its message', () => {
    expect(verdict('Widget', conditions(condition('Ready', 'False', { message: 'x'.repeat(5000) }))).length).toBeLessThan(330);
  });
});

test.each(['ConfigMap', 'Secret', 'ServiceAccount'])('%s is ready when it exists', (kind) => {
  expect(verdict(kind, {}, { isNamed: true })).toBe('ready');
});

describe('Deployment', () => {
  const deployment = (status: object, spec: object = {}) => verdict('Deployment', { spec: { replicas: 3, ...spec }, status: { observedGeneration: 2, ...status } });
  const done = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

  test('is ready when all replicas are updated and available and no others are left', () => {
    expect(verdict('Deployment', { spec: { replicas: 0 } })).toBe('generation 2 is not observed yet, the last one was 0');
    expect(deployment(done)).toBe('ready');
    expect(deployment({}, { replicas: 0 })).toBe('ready');
    expect(deployment({ ...done, updatedReplicas: 1 })).toBe('1 of 3 replicas are updated');
    expect(deployment({ ...done, availableReplicas: 2 })).toBe('2 of 3 replicas are available');
    expect(deployment({ ...done, replicas: 4 })).toBe('1 old replicas are not gone');
  });

  test('fails when its deadline is exceeded, of this generation', () => {
    const exceeded = {
      ...done,
      availableReplicas: 0,
      conditions: [
        condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded', message: 'has timed out', lastTransitionTime: '2026-01-01T00:00:00Z' }),
        condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'exceeded quota' }),
      ],
    };
    expect(deployment(exceeded)).toBe('failed: Progressing=False ProgressDeadlineExceeded: has timed out, ReplicaFailure=True FailedCreate: exceeded quota');
    expect(readinessOf(object('Deployment', { status: { observedGeneration: 2, ...exceeded } })).since).toBe('2026-01-01T00:00:00Z');
    expect(deployment({ ...exceeded, observedGeneration: 1 })).toMatch(/^generation 2/);
  });

  test('tells why pods cannot be made', () => {
    const failure = condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'exceeded quota' });
    expect(deployment({ conditions: [failure] })).toBe('0 of 3 replicas are updated, ReplicaFailure=True FailedCreate: exceeded quota');
  });

  test('that is paused is as ready as somebody wants it', () => {
    expect(deployment({}, { paused: true })).toBe('ready');
  });
});

describe('StatefulSet', () => {
  const set = (status: object, spec: object = {}) => verdict('StatefulSet', { spec: { replicas: 3, ...spec }, status: { observedGeneration: 2, ...status } });
  const done = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

  test('is ready when all replicas are updated and available', () => {
    expect(verdict('StatefulSet')).toMatch(/^generation 2/);
    expect(set(done)).toBe('ready');
    expect(set({ ...done, updatedReplicas: 2 })).toBe('2 of 3 replicas are updated');
    expect(set({ ...done, availableReplicas: 2 })).toBe('2 of 3 replicas are available');
    expect(set({ ...done, replicas: 5 })).toBe('2 surplus replicas are not gone');
  });

  test('updates only those above its partition', () => {
    const partition = (at: number) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: at } } });
    expect(set({ ...done, updatedReplicas: 1 }, partition(2))).toBe('ready');
    expect(set({ ...done, updatedReplicas: 0 }, partition(2))).toBe('0 of 1 replicas are updated');
    expect(set({ ...done, updatedReplicas: 0 }, partition(9))).toBe('ready');
  });

  test('with OnDelete leaves the update to others, not the start', () => {
    expect(set({ ...done, updatedReplicas: 0 }, { updateStrategy: { type: 'OnDelete' } })).toBe('ready');
    expect(set({ availableReplicas: 2 }, { updateStrategy: { type: 'OnDelete' } })).toBe('2 of 3 replicas are available');
  });
});

describe('DaemonSet', () => {
  const set = (status: object, type = 'RollingUpdate') => verdict('DaemonSet', { spec: { updateStrategy: { type } }, status: { observedGeneration: 2, ...status } });
  const done = { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 };

  test('is ready when its pods are on all nodes, if there are any', () => {
    expect(verdict('DaemonSet')).toMatch(/^generation 2/);
    expect(set({ desiredNumberScheduled: 0 })).toBe('ready');
    expect(set(done)).toBe('ready');
    expect(set({ ...done, updatedNumberScheduled: 1 })).toBe('1 of 2 pods are updated');
    expect(set({ ...done, updatedNumberScheduled: 1 }, 'OnDelete')).toBe('ready');
    expect(set({ ...done, numberAvailable: 1 })).toBe('1 of 2 pods are available');
  });
});

test.each(['ReplicaSet', 'ReplicationController'])('%s is ready when its replicas are available', (kind) => {
  const set = (status: object) => verdict(kind, { spec: { replicas: 2 }, status: { observedGeneration: 2, ...status } });
  expect(verdict(kind)).toMatch(/^generation 2/);
  expect(set({ replicas: 2, availableReplicas: 2 })).toBe('ready');
  expect(set({ replicas: 2, availableReplicas: 1 })).toBe('1 of 2 replicas are available');
  expect(set({ replicas: 3, availableReplicas: 2 })).toBe('1 surplus replicas are not gone');
});

test('Job is ready when it is complete, and fails when it has failed, whenever that was', () => {
  expect(verdict('Job', { spec: { completions: 2 }, status: { succeeded: 1, failed: 1 } })).toBe('1 of 2 completions, 1 failed pods');
  expect(verdict('Job', { spec: { parallelism: 3 } })).toBe('0 of 3 completions');
  expect(verdict('Job', conditions(condition('Complete', 'True')))).toBe('ready');
  expect(verdict('Job', { spec: { suspend: true } })).toBe('ready');
  expect(verdict('Job', conditions(condition('FailureTarget', 'True')))).toBe('0 of 1 completions');
  const failed = object('Job', conditions(condition('Failed', 'True', { reason: 'BackoffLimitExceeded', lastTransitionTime: '2020-01-01T00:00:00Z' })));
  expect(readinessOf(failed)).toEqual({ ready: false, reason: 'Failed=True BackoffLimitExceeded', final: true });
});

test('Pod is ready when it is or has succeeded, and fails when it has failed', () => {
  const pod = (phase: string | undefined, ...list: object[]) => verdict('Pod', { status: { phase, conditions: list } });
  expect(pod('Running', condition('Ready', 'True'))).toBe('ready');
  expect(pod('Succeeded', condition('Ready', 'False'))).toBe('ready');
  expect(pod('Pending', condition('PodScheduled', 'False', { reason: 'Unschedulable', message: 'no nodes' })))
    .toBe('phase Pending, PodScheduled=False Unschedulable: no nodes');
  expect(pod(undefined)).toBe('phase unknown');
  expect(verdict('Pod', { status: { phase: 'Failed', reason: 'Evicted', message: 'disk' } })).toBe('failed: phase Failed Evicted disk');
});

test('PodDisruptionBudget is ready when it was computed, whatever it allows', () => {
  expect(verdict('PodDisruptionBudget')).toMatch(/^generation 2/);
  expect(verdict('PodDisruptionBudget', {
    status: {
      observedGeneration: 2,
      disruptionsAllowed: 0,
      conditions: [condition('DisruptionAllowed', 'False', { reason: 'InsufficientPods' })],
    },
  })).toBe('ready');
  expect(verdict('PodDisruptionBudget', {
    status: {
      observedGeneration: 2,
      conditions: [condition('DisruptionAllowed', 'False', { reason: 'SyncFailed', message: 'no scale' })],
    },
  })).toBe('DisruptionAllowed=False SyncFailed: no scale');
});

describe('PersistentVolumeClaim', () => {
  const storageClasses = new Map(['Immediate', 'WaitForFirstConsumer'].map((volumeBindingMode) =>
    [volumeBindingMode, { ...object('StorageClass'), volumeBindingMode }]));
  const claim = (storageClassName: string | undefined, phase = 'Pending', metadata: object = {}, surroundings: Surroundings = { storageClasses }) =>
    verdict('PersistentVolumeClaim', { spec: { storageClassName }, status: { phase } }, surroundings, metadata);

  test('is ready when it is bound', () => {
    expect(claim('Immediate', 'Bound')).toBe('ready');
    expect(claim('Immediate')).toBe('phase Pending');
    expect(claim('WaitForFirstConsumer', 'Lost')).toBe('phase Lost');
  });

  test('of a class that waits for a pod is ready until there is one', () => {
    expect(claim('WaitForFirstConsumer')).toBe('ready');
    expect(claim('WaitForFirstConsumer', 'Pending', { annotations: { 'volume.kubernetes.io/selected-node': 'i-1' } })).toBe('phase Pending');
    expect(claim('WaitForFirstConsumer', 'Pending', {}, {})).toBe('phase Pending'); // the classes must not be read
  });

  test('without a class that exists is not ready', () => {
    expect(claim(undefined)).toBe('phase Pending, it names no StorageClass, and the cluster has no default one');
    expect(claim('typo')).toBe('phase Pending, StorageClass typo does not exist');
    expect(claim('')).toBe('phase Pending');
  });
});

test('CustomResourceDefinition is ready when it is established, and fails when its names are taken', () => {
  expect(verdict('CustomResourceDefinition')).toBe('no condition Established yet');
  expect(verdict('CustomResourceDefinition', conditions(condition('Established', 'True'), condition('NonStructuralSchema', 'True')))).toBe('ready');
  expect(verdict('CustomResourceDefinition', conditions(condition('Established', 'False', { reason: 'Installing' })))).toBe('Established=False Installing');
  expect(verdict('CustomResourceDefinition', conditions(condition('NamesAccepted', 'False', { reason: 'PluralConflict' }))))
    .toBe('failed: NamesAccepted=False PluralConflict');
});

test('APIService is ready when it is available', () => {
  expect(verdict('APIService', conditions(condition('Available', 'True')))).toBe('ready');
  expect(verdict('APIService', conditions(condition('Available', 'False', { reason: 'MissingEndpoints' })))).toBe('Available=False MissingEndpoints');
});

test('Namespace is ready when it is active', () => {
  expect(verdict('Namespace', { status: { phase: 'Active' } })).toBe('ready');
  expect(verdict('Namespace')).toBe('phase unknown');
});

test('Service waits for an address only as a load balancer', () => {
  const service = (type: string | undefined, ...ingress: object[]) => verdict('Service', { spec: { type }, status: { loadBalancer: { ingress } } });
  expect(service(undefined)).toBe('ready');
  expect(service('ExternalName')).toBe('ready');
  expect(service('LoadBalancer')).toBe('no load balancer address yet');
  expect(service('LoadBalancer', {})).toBe('no load balancer address yet');
  expect(service('LoadBalancer', { hostname: 'a.elb' })).toBe('ready');
  expect(service('LoadBalancer', { ip: '10.0.0.1' })).toBe('ready');
});

describe('Ingress', () => {
  const ingressClasses = new Map(Object.entries({ alb: 'eks.amazonaws.com/alb', own: 'ingress.k8s.aws/alb', other: 'example.com/ingress' })
    .map(([name, controller]) => [name, object('IngressClass', { spec: { controller } })]));
  const ingress = (ingressClassName: string | undefined, list: object[] = [], surroundings: Surroundings = { ingressClasses },
    metadata: object = {}) =>
    verdict('Ingress', { spec: { ingressClassName }, status: { loadBalancer: { ingress: list } } }, surroundings, metadata);

  test.each(['alb', 'own'])('of class %s waits for its load balancer', (name) => {
    expect(ingress(name)).toBe('no load balancer address yet');
    expect(ingress(name, [{ hostname: 'a.elb' }])).toBe('ready');
  });

  test('of a controller that may never write an address is ready', () => {
    expect(ingress('other')).toBe('ready');
    expect(ingress(undefined, [], {}, { annotations: { 'kubernetes.io/ingress.class': 'nginx' } })).toBe('ready');
    expect(ingress('other', [], {})).toBe('no load balancer address yet'); // the classes must not be read
  });

  test('that nobody serves is not ready', () => {
    expect(ingress('typo')).toBe('IngressClass typo does not exist');
    expect(ingress(undefined)).toBe('it names no IngressClass, and the cluster has no default one');
  });
});

test('Gateway is ready when it is programmed', () => {
  expect(verdict('Gateway', conditions(condition('Accepted', 'True'), condition('Programmed', 'True')))).toBe('ready');
  expect(verdict('Gateway', conditions(condition('Accepted', 'False', { reason: 'InvalidParameters' }), condition('Programmed', 'False'), condition('Other', 'False'))))
    .toBe('Accepted=False InvalidParameters, Programmed=False');
});

describe('HTTPRoute', () => {
  const accepted = [condition('Accepted', 'True'), condition('ResolvedRefs', 'True')];
  const route = (parentRefs: object[], ...parents: object[]) => verdict('HTTPRoute', { spec: { parentRefs }, status: { parents } });

  test('is ready when each of its parents has accepted it', () => {
    expect(route([{ name: 'web' }])).toBe('web: not accepted yet');
    expect(route([{ name: 'web' }], { parentRef: { name: 'web', namespace: 'default' }, conditions: accepted })).toBe('ready');
    expect(route([{ name: 'web' }, { name: 'api' }], { parentRef: { name: 'web' }, conditions: accepted })).toBe('api: not accepted yet');
    expect(route([{ name: 'web', sectionName: 'https' }], { parentRef: { name: 'web', sectionName: 'http' }, conditions: accepted })).toBe('web: not accepted yet');
    expect(route([{ name: 'web' }], { parentRef: { name: 'web' }, conditions: [condition('Accepted', 'True', { observedGeneration: 1 })] }))
      .toBe('web: not accepted yet');
  });

  test('tells what its parent refuses', () => {
    const unresolved = [condition('Accepted', 'True'), condition('ResolvedRefs', 'False', { reason: 'BackendNotFound' })];
    expect(route([{ name: 'web' }], { parentRef: { name: 'web' }, conditions: unresolved })).toBe('web: ResolvedRefs=False BackendNotFound');
    expect(route([{ name: 'web' }], { parentRef: { name: 'web' }, conditions: unresolved }, { parentRef: { name: 'web' }, conditions: accepted })).toBe('ready');
  });
});

test('VolumeSnapshot is ready to use', () => {
  expect(verdict('VolumeSnapshot')).toBe('not ready to use yet');
  expect(verdict('VolumeSnapshot', { status: { readyToUse: false, error: { message: 'no volume' } } })).toBe('no volume');
  expect(verdict('VolumeSnapshot', { status: { readyToUse: true } })).toBe('ready');
});

describe.each(['NodeClass', 'NodePool', 'NodeClaim'])('%s', (kind) => {
  test('needs its condition Ready, and tells all others that are not met', () => {
    expect(verdict(kind)).toBe('no condition Ready yet');
    expect(verdict(kind, { spec: { replicas: 3 }, ...conditions(condition('Ready', 'True', { observedGeneration: 2 })) })).toBe('ready');
    expect(verdict(kind, conditions(condition('Ready', 'True', { observedGeneration: 1 })))).toBe('condition Ready is of generation 1, the object of 2');
    expect(verdict(kind, conditions(condition('SubnetsReady', 'False', { reason: 'SubnetsNotFound' }), condition('Ready', 'False'))))
      .toBe('SubnetsReady=False SubnetsNotFound, Ready=False');
  });
});
