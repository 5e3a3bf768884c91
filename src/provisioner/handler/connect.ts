import { ApplySet } from './apply-set/apply-set';
import { Fence } from './apply-set/fence';
import { RenamedSet } from './apply-set/renamed-set';
import { Discovery } from './kubernetes/discovery';
import { KubernetesClient } from './kubernetes/kubernetes-client';
import { ConnectedRun, Run } from './run';

/** Phase 2: opens the way to the API server and learns its kinds. */
export async function connect(run: Run): Promise<ConnectedRun> {
  const { ClusterName, ClusterEndpoint, ClusterCertificateAuthority, ParentNamespace, ParentName } = run.event.ResourceProperties;
  const client = new KubernetesClient({
    endpoint: ClusterEndpoint,
    certificateAuthority: Buffer.from(ClusterCertificateAuthority, 'base64').toString('utf8'),
    token: () => run.aws.clusterToken(ClusterName),
    redact: (text) => run.redaction.redact(text),
  }, run.deadline);
  const applySet = new ApplySet(client, ParentNamespace, ParentName);
  const renamedSet = RenamedSet.of(client, run.event);
  const fence = new Fence(async () => {
    await renamedSet?.check();
    return applySet.isCurrent(run.event.RequestId);
  });
  return { ...run, client, discovery: await Discovery.of(client, ClusterEndpoint), applySet, renamedSet, fence };
}
