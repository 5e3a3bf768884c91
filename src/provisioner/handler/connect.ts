import { ApplySet } from './apply-set';
import { Discovery } from './discovery';
import { KubernetesClient } from './kubernetes-client';
import { ConnectedRun, Run } from './run';

/** Phase 2: opens the way to the API server and learns its kinds. */
export async function connect(run: Run): Promise<ConnectedRun> {
  const { ClusterName, ClusterEndpoint, ClusterCertificateAuthority, ParentNamespace, ParentName } = run.event.ResourceProperties;
  const client = new KubernetesClient({
    endpoint: ClusterEndpoint,
    certificateAuthority: Buffer.from(ClusterCertificateAuthority, 'base64').toString('utf8'),
    token: () => run.aws.clusterToken(ClusterName),
  }, run.deadline);
  return { ...run, client, discovery: await Discovery.of(client), applySet: new ApplySet(client, ParentNamespace, ParentName) };
}
