import { Manifest } from '../contract';
import { PART_OF_LABEL } from './apply-set';
import { ApiKind, collectionPath } from './discovery';
import { listed, NotYet } from './failure';
import { keyOf } from './members';
import { readinessOf } from './readiness';
import { ConnectedRun, describe, PlacedManifest, placedKeyOf } from './run';
import { Wave, waveOf } from './waves';

const FIRST_POLL = 100;
const SLOWEST_POLL = 3_000;

/** Phase 5: waits until NodeClasses and NodePools are ready. */
export async function wait(run: ConnectedRun, objects: readonly PlacedManifest[]): Promise<void> {
  let pending = objects.filter(({ kind }) => [Wave.NODE_CLASSES, Wave.NODE_POOLS].includes(waveOf(kind.group, kind.kind)));
  for (let pause = FIRST_POLL; ; pause = Math.min(pause * 1.5, SLOWEST_POLL)) {
    const current = await currentState(run, new Set(pending.map(({ kind }) => kind)));
    const unready = pending.flatMap((object) => {
      const state = current.get(placedKeyOf(object));
      const readiness = state ? readinessOf(state) : { ready: false, reason: 'it does not exist any more' };
      return readiness.ready ? [] : [{ object, reason: readiness.reason }];
    });
    if (unready.length === 0) { return; }
    pending = unready.map(({ object }) => object);
    if (!await run.deadline.sleep(pause)) {
      throw new NotYet(`not ready: ${listed(unready.map(({ object, reason }) => `${describe(object.manifest)} (${reason})`))}`);
    }
  }
}

/** One request a kind, however many objects. */
async function currentState({ client, applySet }: ConnectedRun, kinds: Set<ApiKind>): Promise<Map<string, Manifest>> {
  const lists = await Promise.all([...kinds].map(async (kind) => {
    const { items } = await client.get<{ items: Manifest[] }>(collectionPath(kind), { query: { labelSelector: `${PART_OF_LABEL}=${applySet.id}` } });
    return items.map((item): [string, Manifest] => [keyOf({ kind, metadata: item.metadata }), { ...item, kind: kind.kind }]);
  }));
  return new Map(lists.flat());
}
