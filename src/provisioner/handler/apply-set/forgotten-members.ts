import { isCopy } from './copy';
import { Fence } from './fence';
import { noteFound } from './give-back';
import { listMembers, MemberScope, PART_OF_LABEL } from './members';
import { Metadata, objectNameOf } from '../../contract';
import { forEachConcurrently } from '../control-flow/concurrency';
import { ApiError } from '../kubernetes/api-error';
import { collectionPath } from '../kubernetes/discovery';
import { CONCURRENCY, METADATA_LIST_ONLY } from '../kubernetes/kubernetes-client';
import { PAGE } from '../kubernetes/pages';
import { Failure, NotYet } from '../report/failure';
import { fewOf } from '../report/problem';
import { ConnectedRun } from '../run';
import { ConnectionError } from '../transport/https';

/** How often a list is tried: kinds of other servers may be out of order for long. */
const ATTEMPTS = 4;
/** Answers that have nothing to do with the kind: a token that is not taken, and a server with too many requests. */
const BUSY = [401, 429];

/**
 * Refuses to take a chart for gone whose record is gone, while objects carry its label: somebody has deleted the record by hand. Without
 * it all kinds have to be looked at; what may not be listed is not found.
 */
export async function checkForgotten(run: ConnectedRun): Promise<void> {
  const { applySet, client, discovery } = run;
  const found: string[] = [];
  await discovery.renew();
  await forEachConcurrently(discovery.distinctKinds, CONCURRENCY, async (kind) => {
    let attempts = 0;
    try {
      const { items } = await client.get<{ items: { metadata: Metadata }[] | null }>(collectionPath(kind), {
        accept: METADATA_LIST_ONLY,
        query: { labelSelector: `${PART_OF_LABEL}=${applySet.id}`, limit: PAGE.metadata },
        isWorthRetrying: (error) => !(error instanceof ApiError && error.isAccessError) && ++attempts < ATTEMPTS,
      });
      const members = (items ?? []).filter(({ metadata }) => !isCopy(kind, metadata));
      found.push(...members.map(({ metadata }) => objectNameOf({ kind: kind.kind, metadata })));
    } catch (error) {
      // Of one kind it says nothing, and another invocation may get an answer.
      if (error instanceof ConnectionError || (error instanceof ApiError && BUSY.includes(error.status))) { throw new NotYet(error.message); }
      if (!(error instanceof ApiError)) { throw error; }
    }
  });
  if (found.length > 0) {
    throw new Failure(`ConfigMap ${applySet.namespace}/${applySet.name}, which says what the chart has in the cluster, is gone, while ${fewOf(found.sort())} carry its label: `
      + `deploy the chart once more before its deletion, or take the label ${PART_OF_LABEL} from what is to stay and delete the rest`);
  }
}

/**
 * Notes objects that carry the label of a chart that is only being created: its record was deleted by hand. The creation has not brought
 * them, so its rollback must let them go, whatever becomes of this invocation.
 *
 * @returns Whether there are any.
 */
export async function noteForgotten(run: ConnectedRun, places: Pick<MemberScope, 'groupKinds' | 'namespaces'>): Promise<boolean> {
  // There is no record yet that would say whether a newer request has begun.
  return noteFound({ ...run, fence: Fence.OPEN }, () => listMembers(run.client, run.discovery, { ...places, setId: run.applySet.id }));
}
