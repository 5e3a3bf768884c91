import { ApiRequest, KubernetesClient } from './kubernetes-client';
import { shortened } from '../report/problem';

/** Requests that only explain are not repeated: there is no time left for it. */
export const ONCE: Pick<ApiRequest, 'isWorthRetrying'> = { isWorthRetrying: () => false };

/** Events are stored by name, not by time; many of one object are rare, since equal ones are counted. */
const LIMIT = '200';

/** What an event is about. Nodes are named: their own agents give another id. */
export interface EventSubject {
  readonly uid?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

interface KubernetesEvent {
  readonly metadata: { readonly creationTimestamp?: string };
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}

/** The newest warning event about an object, in one line; nothing, if there is none. */
export async function latestWarning(client: KubernetesClient, { uid, kind, name, namespace = 'default' }: EventSubject): Promise<string | undefined> {
  const subject = uid ? `involvedObject.uid=${uid}` : `involvedObject.kind=${kind},involvedObject.name=${name}`;
  const { items } = await client.get<{ items: KubernetesEvent[] | null }>(`/api/v1/namespaces/${encodeURIComponent(namespace)}/events`, {
    ...ONCE,
    query: { fieldSelector: `${subject},type=Warning`, limit: LIMIT },
  });
  const [latest] = [...items ?? []].sort((one, other) => timeOf(other) - timeOf(one));
  if (!latest) { return undefined; }
  const count = latest.series?.count ?? latest.count ?? 1;
  return `Warning ${latest.reason ?? ''}${count > 1 ? ` (${count} times)` : ''}: ${shortened(latest.message ?? '')}`;
}

function timeOf({ series, lastTimestamp, eventTime, metadata }: KubernetesEvent): number {
  return Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '') || 0;
}
