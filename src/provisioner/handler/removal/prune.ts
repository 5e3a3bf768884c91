import { removeUntilGone } from './removal';
import { objectNameOf } from '../../contract';
import { Plan } from '../apply/plan';
import { ApplySetState } from '../apply-set/apply-set';
import { leave } from '../apply-set/give-back';
import { heldObjects } from '../apply-set/holders';
import { listMembers, Member, nameOf } from '../apply-set/members';
import { appliedDigest } from '../apply-set/server-side-apply';
import { DIGEST_ANNOTATION } from '../chart/digest';
import { PlacedManifest, placedKeyOf } from '../chart/placed-manifest';
import { keyOf } from '../kubernetes/object-key';
import { NotYet } from '../report/failure';
import { ConnectedRun } from '../run';

/**
 * Phase 6: removes the objects of the set that the chart no longer holds, of every kind the set ever held. It sees all members, and
 * so it is also the last look at those that stay: a request that the fence has stopped may have been in the middle of something.
 */
export async function prune(run: ConnectedRun, objects: readonly PlacedManifest[], plan: Plan,
  scope: Pick<ApplySetState, 'groupKinds' | 'namespaces' | 'order'>): Promise<void> {

  const wanted = new Map(objects.map((object) => [placedKeyOf(object), object]));
  const unwanted = async () => {
    await run.fence.check();
    const members = await listMembers(run.client, run.discovery, { ...scope, setId: run.applySet.id });
    const unseen = new Set(wanted.keys());
    for (const member of members) {
      const object = wanted.get(keyOf(member));
      if (object) { checkUndisturbed(run, object, member); }
      unseen.delete(keyOf(member));
    }
    const missing = [...unseen].map((key) => wanted.get(key)!);
    await run.renamedSet?.checkMissing(missing);
    // Some objects go by themselves, but not while they are left alone.
    const lost = missing.find((object) => plan.get(object)?.isUpToDate);
    if (lost) { throw new NotYet(`${objectNameOf(lost.manifest)} was removed meanwhile`); }
    return members.filter((member) => !wanted.has(keyOf(member)));
  };
  const held = heldObjects(objects);
  // The previous owner may want them back.
  if (run.isMove) { return leave(run, unwanted, held); }
  // What the chart has more than with its last success was brought by a deployment that failed.
  await removeUntilGone(run, unwanted, { order: scope.order, retains: run.returnsTo !== 'last', held });
}

function checkUndisturbed(run: ConnectedRun, object: PlacedManifest, member: Member): void {
  if (member.metadata.deletionTimestamp !== undefined) { throw new NotYet(`${nameOf(member)} is on its way out`); }
  if (member.metadata.annotations?.[DIGEST_ANNOTATION] !== appliedDigest(run, object)) {
    throw new NotYet(`${nameOf(member)} was changed by another run`);
  }
}
