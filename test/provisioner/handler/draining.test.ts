import { KubernetesClient } from '../../../src/provisioner/handler/kubernetes/kubernetes-client';
import { drainingNodes, nodesOfClass } from '../../../src/provisioner/handler/removal/draining';

/** Answers lists by the ends of their paths. */
function clientWith(lists: Record<string, object[]>): KubernetesClient {
  return {
    get: async (path: string) => ({ items: Object.entries(lists).find(([end]) => path.endsWith(end))?.[1] ?? null }),
  } as unknown as KubernetesClient;
}

function nodeClaim(name: string, fields: object = {}, annotations?: object) {
  return { metadata: { name, uid: `uid of ${name}`, annotations }, ...fields };
}

function pod(name: string, metadata: object = {}) {
  return { metadata: { name, namespace: 'team', ...metadata } };
}

const ON_NODE = { status: { nodeName: 'i-1' } };

describe('nodes of a NodePool', () => {
  test('are none when all are gone', async () => {
    expect(await drainingNodes(clientWith({}), 'batch')).toEqual([]);
  });

  test('are named with the pods that hold them, and until when', async () => {
    const client = clientWith({
      nodeclaims: [nodeClaim('batch-1', ON_NODE, { 'karpenter.sh/nodeclaim-termination-timestamp': '2026-10-01T22:00:00Z' })],
      pods: [
        pod('agent', { ownerReferences: [{ kind: 'DaemonSet' }], annotations: { 'karpenter.sh/do-not-disrupt': 'true' } }),
        pod('static', { ownerReferences: [{ kind: 'Node' }] }),
        pod('db-0', { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } }),
        pod('timed', { annotations: { 'karpenter.sh/do-not-disrupt': '1h' } }),
        pod('web-1', { labels: { app: 'web' } }),
        pod('stuck', { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['example.com/hold'] }),
        pod('ending', { deletionTimestamp: new Date(Date.now() + 5000).toISOString(), annotations: { 'karpenter.sh/do-not-disrupt': 'true' } }),
        pod('free', { labels: { app: 'free' }, annotations: { 'karpenter.sh/do-not-disrupt': 'false' } }),
      ],
      poddisruptionbudgets: [
        { metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } } }, status: { disruptionsAllowed: 0 } },
        { metadata: { name: 'free' }, spec: { selector: { matchLabels: { app: 'free' } } }, status: { disruptionsAllowed: 1 } },
      ],
    });
    expect(await drainingNodes(client, 'batch')).toEqual([
      'node i-1 waits for team/db-0 (karpenter.sh/do-not-disrupt), team/timed (karpenter.sh/do-not-disrupt), '
      + 'team/web-1 (PodDisruptionBudget web allows no disruption) and 1 more, 2 other pods on their way, at the latest until 2026-10-01T22:00:00Z',
    ]);
  });

  test('tell of pods that do not end', async () => {
    const client = clientWith({ nodeclaims: [nodeClaim('batch-1', ON_NODE)], pods: [pod('stuck', { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a/b'] })] });
    expect(await drainingNodes(client, 'batch')).toEqual(['node i-1 waits for team/stuck (should have ended at 2026-01-01T00:00:00Z, finalizers a/b)']);
  });

  test('without pods tell what else they wait for', async () => {
    const conditions = [{ type: 'Drained', status: 'True' }, { type: 'VolumesDetached', status: 'Unknown', reason: 'AwaitingVolumeDetachment' }];
    const events = [{ metadata: {}, reason: 'FailedDraining', message: 'no' }];
    expect(await drainingNodes(clientWith({ nodeclaims: [nodeClaim('batch-1', { status: { nodeName: 'i-1', conditions } })], events }), 'batch'))
      .toEqual(['node i-1 VolumesDetached=Unknown AwaitingVolumeDetachment, Warning FailedDraining: no']);
    expect(await drainingNodes(clientWith({ nodeclaims: [nodeClaim('batch-1')] }), 'batch')).toEqual(['NodeClaim batch-1 is there']);
  });

  test('are counted when there are many', async () => {
    const told = await drainingNodes(clientWith({ nodeclaims: [1, 2, 3, 4].map((index) => nodeClaim(`batch-${index}`)) }), 'batch');
    expect(told).toEqual(['NodeClaim batch-1 is there', 'NodeClaim batch-2 is there', 'and 2 more nodes']);
  });
});

test('nodes of a NodeClass are those of its own name and kind', async () => {
  const claimOf = (name: string, nodeClass: string, kind = 'NodeClass') => nodeClaim(name, { spec: { nodeClassRef: { kind, name: nodeClass } } });
  const client = clientWith({ nodeclaims: [claimOf('a', 'quiet'), claimOf('b', 'loud'), claimOf('c', 'quiet', 'EC2NodeClass')] });
  expect(await nodesOfClass(client, 'quiet')).toEqual(['used by NodeClaims a']);
  expect(await nodesOfClass(client, 'other')).toEqual([]);
});
