import { ApplySetState } from './apply-set';
import { DIGEST_ANNOTATION } from './digest';
import { NotYet } from './failure';
import { keyOf, listMembers, nameOf } from './members';
import { removeUntilGone } from './removal';
import { ConnectedRun, PlacedManifest, placedKeyOf } from './run';
import { appliedDigest } from './server-side-apply';

/** Phase 6: removes the objects of the set that the chart no longer holds, of every kind the set ever held. */
export async function prune(run: ConnectedRun, objects: readonly PlacedManifest[], scope: Pick<ApplySetState, 'groupKinds' | 'namespaces' | 'order'>): Promise<void> {
  const wanted = new Map(objects.map((object) => [placedKeyOf(object), object]));
  await removeUntilGone(run, async () => {
    await run.fence.check();
    const members = await listMembers(run.client, run.discovery, { ...scope, setId: run.applySet.id });
    return members.filter((member) => {
      const object = wanted.get(keyOf(member));
      // A request that the fence has stopped may have been in the middle of it.
      if (object && member.metadata.annotations?.[DIGEST_ANNOTATION] !== appliedDigest(run, object)) {
        throw new NotYet(`${nameOf(member)} was changed by another run`);
      }
      return object === undefined;
    });
  }, scope);
}
