import { ApplySetState } from './apply-set';
import { keyOf, listMembers } from './members';
import { removeUntilGone } from './removal';
import { ConnectedRun, PlacedManifest, placedKeyOf } from './run';

/** Phase 6: removes the objects of the set that the chart no longer holds, of every kind the set ever held. */
export async function prune(run: ConnectedRun, objects: readonly PlacedManifest[], scope: Pick<ApplySetState, 'groupKinds' | 'namespaces' | 'order'>): Promise<void> {
  const wanted = new Set(objects.map(placedKeyOf));
  await removeUntilGone(run, async () => {
    await run.fence.check();
    const members = await listMembers(run.client, run.discovery, { ...scope, setId: run.applySet.id });
    return members.filter((member) => !wanted.has(keyOf(member)));
  }, scope);
}
