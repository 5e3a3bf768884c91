import { LAST_APPLIED_ANNOTATION, ManagedFields, succeedCommandLine } from './command-line-managers';
import { FIELD_MANAGER } from './field-manager';
import { Member, nameOf, pathOf } from './members';
import { Metadata } from '../../contract';
import { forEachConcurrently } from '../control-flow/concurrency';
import { pollUntil } from '../control-flow/poll';
import { isConflict } from '../kubernetes/api-error';
import { CONCURRENCY, KubernetesClient, METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { log } from '../report/log';

/** How often in a row others may change an object between a look at it and the write. */
const ATTEMPTS = 10;

/**
 * Makes the chart the successor of kubectl and Helm in objects that it adopted. Before that a change of a field that they had set
 * would be a conflict, and one that leaves the chart would stay. Done when the adoption can no longer be rolled back: until then
 * their names say what the object was like before. No value changes; what the chart never named stays, and is nobody's.
 */
export async function succeedManagers(client: KubernetesClient, adopted: readonly Member[]): Promise<void> {
  const watchTime = client.deadline.watch(() => `of ${adopted.length} objects some have not changed hands yet`);
  await forEachConcurrently(adopted, CONCURRENCY, async (member) => {
    watchTime();
    await succeed(client, member);
  });
}

async function succeed(client: KubernetesClient, member: Member): Promise<void> {
  await pollUntil(client.deadline, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (await trySucceeding(client, member)) { return undefined; }
    }
    return `${nameOf(member)} is changed by others all the time`;
  });
}

/** Whether nobody changed the object meanwhile. */
async function trySucceeding(client: KubernetesClient, member: Member): Promise<boolean> {
  const current = await client.request<{ metadata: Metadata } | undefined>('GET', pathOf(member), { absent: 404, accept: METADATA_ONLY });
  const succession = succeedCommandLine((current?.metadata.managedFields ?? []) as ManagedFields[], FIELD_MANAGER);
  if (!succession) { return true; }
  const { managers: managedFields, isComplete } = succession;
  const { resourceVersion } = current!.metadata;
  try {
    await client.request('PATCH', pathOf(member), {
      contentType: 'application/merge-patch+json',
      accept: METADATA_ONLY,
      query: { fieldManager: FIELD_MANAGER },
      body: { metadata: { resourceVersion, managedFields, ...isComplete && { annotations: { [LAST_APPLIED_ANNOTATION]: null } } } },
      // The managers that were read are those of an older version.
      isWorthRetrying: (error) => !isConflict(error),
    });
  } catch (error) {
    if (isConflict(error)) { return false; }
    throw error;
  }
  log('took over from kubectl', { object: nameOf(member) });
  return true;
}
