import { Manifest, Metadata } from '../../contract';
import { conditionsOf, describeCondition } from '../kubernetes/conditions';
import { fieldOf } from '../kubernetes/fields';
import { KubernetesClient, METADATA_LIST_ONLY } from '../kubernetes/kubernetes-client';
import { LabelSelector, matches } from '../kubernetes/label-selector';
import { latestWarning, ONCE } from '../kubernetes/warning';
import { fewOf } from '../report/problem';

const NODE_CLAIMS = '/apis/karpenter.sh/v1/nodeclaims';
const LIMIT = '500';
/** Nodes that are looked at: the others will hang for the same reasons. */
const NODES = 2;
/** A pod that has not ended a minute after its grace period is stuck. */
const STUCK_AFTER = 60_000;

interface PodMetadata extends Metadata {
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: { readonly kind: string }[];
}

/** What keeps the nodes of a NodePool from going: it stays until they are gone. */
export async function drainingNodes(client: KubernetesClient, nodePool: string): Promise<string[]> {
  const claims = await list<Manifest>(client, NODE_CLAIMS, { labelSelector: `karpenter.sh/nodepool=${nodePool}` });
  const told = await Promise.all(claims.slice(0, NODES).map(async (claim) => describeClaim(client, claim)));
  return claims.length > NODES ? [...told, `and ${claims.length - NODES} more nodes`] : told;
}

/** Nodes that still use a NodeClass: it stays until they are gone. */
export async function nodesOfClass(client: KubernetesClient, nodeClass: string): Promise<string[]> {
  const claims = (await list<Manifest>(client, NODE_CLAIMS)).filter((claim) => fieldOf(claim, 'spec.nodeClassRef.kind') === 'NodeClass'
    && fieldOf(claim, 'spec.nodeClassRef.name') === nodeClass);
  return claims.length > 0 ? [`used by NodeClaims ${fewOf(claims.map(({ metadata }) => metadata.name))}`] : [];
}

async function describeClaim(client: KubernetesClient, claim: Manifest): Promise<string> {
  const node = fieldOf<string>(claim, 'status.nodeName');
  const end = claim.metadata.annotations?.['karpenter.sh/nodeclaim-termination-timestamp'];
  const waiting = node ? await podsThatHold(client, node) : undefined;
  const unmet = conditionsOf(claim).filter(({ type, status }) => status !== 'True'
    && ['Launched', 'Registered', 'Drained', 'VolumesDetached', 'InstanceTerminating'].includes(type));
  const warning = waiting ? undefined
    : await latestWarning(client, node ? { kind: 'Node', name: node } : { uid: String(claim.metadata.uid) }).catch(() => undefined);
  const told = [waiting ?? unmet.map(describeCondition).join(', '), warning].filter(Boolean).join(', ');
  return `${node ? `node ${node}` : `NodeClaim ${claim.metadata.name}`}${told ? ` ${told}` : ' is there'}${end ? `, at the latest until ${end}` : ''}`;
}

/** Pods that have to go from a node, with the reasons of those that do not; nothing, if there are none. */
async function podsThatHold(client: KubernetesClient, node: string): Promise<string | undefined> {
  const pods = (await list<{ metadata: PodMetadata }>(client, '/api/v1/pods', {
    fieldSelector: `spec.nodeName=${node},status.phase!=Succeeded,status.phase!=Failed`,
  }, METADATA_LIST_ONLY)).map(({ metadata }) => metadata)
    .filter(({ ownerReferences = [] }) => !ownerReferences.some(({ kind }) => kind === 'DaemonSet' || kind === 'Node'));
  if (pods.length === 0) { return undefined; }
  const budgets = new Map(await Promise.all([...new Set(pods.map(({ namespace }) => namespace!))].map(async (namespace) =>
    [namespace, await exhaustedBudgets(client, namespace)] as const)));
  const held = pods.flatMap((pod) => {
    const reason = reasonToStay(pod, budgets.get(pod.namespace!)!);
    return reason ? [`${pod.namespace}/${pod.name} (${reason})`] : [];
  });
  const others = pods.length - held.length;
  const text = [...held.length > 0 ? [fewOf(held)] : [], ...others > 0 ? [`${others}${held.length > 0 ? ' other' : ''} pods on their way`] : []];
  return `waits for ${text.join(', ')}`;
}

function reasonToStay({ deletionTimestamp, annotations, labels, finalizers }: PodMetadata, budgets: Manifest[]): string | undefined {
  if (deletionTimestamp) {
    if (Date.now() - Date.parse(deletionTimestamp) < STUCK_AFTER) { return undefined; }
    return `should have ended at ${deletionTimestamp}${Array.isArray(finalizers) ? `, finalizers ${finalizers.join(', ')}` : ''}`;
  }
  // A duration is possible too.
  if ((annotations?.['karpenter.sh/do-not-disrupt'] ?? 'false') !== 'false') { return 'karpenter.sh/do-not-disrupt'; }
  const budget = budgets.find((candidate) => matches(fieldOf<LabelSelector>(candidate, 'spec.selector') ?? {}, labels));
  return budget && `PodDisruptionBudget ${budget.metadata.name} allows no disruption`;
}

async function exhaustedBudgets(client: KubernetesClient, namespace: string): Promise<Manifest[]> {
  const budgets = await list<Manifest>(client, `/apis/policy/v1/namespaces/${encodeURIComponent(namespace)}/poddisruptionbudgets`);
  return budgets.filter((budget) => fieldOf(budget, 'status.disruptionsAllowed') === 0);
}

/** The first page is enough: names are cut to a few anyway. */
async function list<T>(client: KubernetesClient, path: string, query: { readonly [key: string]: string } = {}, accept?: string): Promise<T[]> {
  const { items } = await client.get<{ items: T[] | null }>(path, { ...ONCE, accept, query: { ...query, limit: LIMIT } });
  return items ?? [];
}
