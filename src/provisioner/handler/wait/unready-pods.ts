import { Manifest } from '../../contract';
import { conditionOf, describeCondition } from '../kubernetes/conditions';
import { fieldOf } from '../kubernetes/fields';
import { KubernetesClient } from '../kubernetes/kubernetes-client';
import { LabelSelector, queryOf } from '../kubernetes/label-selector';
import { latestWarning, ONCE } from '../kubernetes/warning';
import { shortened } from '../report/problem';

const LIMIT = '100';

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode: number };
}

/** Why pods of a workload are not ready: the workload itself only counts them. One pod speaks for the others. */
export async function unreadyPods(client: KubernetesClient, namespace: string, selector: LabelSelector): Promise<string[]> {
  const { items } = await client.get<{ items: Manifest[] | null }>(`/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`, {
    ...ONCE,
    query: { labelSelector: queryOf(selector), limit: LIMIT },
  });
  const unready = (items ?? []).filter((pod) => conditionOf(pod, 'Ready')?.status !== 'True' && fieldOf(pod, 'status.phase') !== 'Succeeded');
  const telling = unready.find((pod) => describePod(pod) !== undefined) ?? unready[0];
  if (!telling) { return []; }
  const { name, uid } = telling.metadata;
  const warning = await latestWarning(client, { uid: String(uid), namespace });
  const state = [describePod(telling), warning].filter(Boolean).join(', ');
  return [`pod ${name}: ${state || `phase ${fieldOf(telling, 'status.phase') ?? 'unknown'}`}`];
}

function describePod(pod: Manifest): string | undefined {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False') { return describeCondition(scheduled); }
  const containers = ['initContainerStatuses', 'containerStatuses'].flatMap((list) => fieldOf<ContainerStatus[]>(pod, `status.${list}`) ?? []);
  return containers.filter(({ ready }) => !ready).map(describeContainer).find(Boolean);
}

/** What a container waits for says less than how it ended before. */
function describeContainer({ name, state, lastState, restartCount }: ContainerStatus): string | undefined {
  const ended = state?.terminated ?? lastState?.terminated;
  const isFailure = ended && ended.exitCode !== 0;
  const told = [
    state?.waiting && state.waiting.reason !== 'PodInitializing' && state.waiting.reason !== 'ContainerCreating'
      && [state.waiting.reason, shortened(state.waiting.message ?? '')].filter(Boolean).join(' '),
    isFailure && `ended with exit code ${ended.exitCode} (${ended.reason})${restartCount ? ` and was started again ${restartCount} times` : ''}`,
  ].filter(Boolean).join(', ');
  return told ? `container ${name} ${told}` : undefined;
}
