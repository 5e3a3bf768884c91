import { Manifest, objectNameOf } from '../contract';
import { PART_OF_LABEL } from './apply-set';
import { ApiKind, collectionPath } from './discovery';
import { listed } from './failure';
import { keyOf } from './members';
import { pollUntil } from './poll';
import { readinessOf } from './readiness';
import { ConnectedRun, PlacedManifest, placedKeyOf } from './run';
import { Wave, waveOf } from './waves';

/** Phase 5: waits until NodeClasses and NodePools are ready. */
export async function wait(run: ConnectedRun, objects: readonly PlacedManifest[]): Promise<void> {
  let pending = objects.filter(({ kind }) => [Wave.NODE_CLASSES, Wave.NODE_POOLS].includes(waveOf(kind.group, kind.kind)));
  await pollUntil(run.deadline, async () => {
    const current = await currentState(run, new Set(pending.map(({ kind }) => kind)));
    const unready = pending.flatMap((object) => {
      const state = current.get(placedKeyOf(object));
      const readiness = state ? readinessOf(state) : { ready: false, reason: 'it does not exist any more' };
      return readiness.ready ? [] : [{ object, reason: readiness.reason }];
    });
    pending = unready.map(({ object }) => object);
    return unready.length === 0 ? undefined
      : `not ready: ${listed(unready.map(({ object, reason }) => `${objectNameOf(object.manifest)} (${reason})`))}`;
  });
}

/** One request a kind, however many objects. */
async function currentState({ client, applySet }: ConnectedRun, kinds: Set<ApiKind>): Promise<Map<string, Manifest>> {
  const lists = await Promise.all([...kinds].map(async (kind) => {
    const { items } = await client.get<{ items: Manifest[] }>(collectionPath(kind), { query: { labelSelector: `${PART_OF_LABEL}=${applySet.id}` } });
    return items.map((item): [string, Manifest] => [keyOf({ kind, metadata: item.metadata }), { ...item, kind: kind.kind }]);
  }));
  return new Map(lists.flat());
}
