import { Member, nameOf } from './members';
import { groupKindOf, objectNameOf } from '../../contract';
import { namespaceOf, PlacedManifest } from '../chart/placed-manifest';
import { ApiKind, DEFINITION } from '../kubernetes/discovery';
import { Failure } from '../report/failure';

/** What would go with something else: the names of objects, by what holds them. */
export type HeldObjects = ReadonlyMap<string, string>;

/** What would take objects of the chart along. */
export function heldObjects(objects: readonly PlacedManifest[]): HeldObjects {
  return new Map(objects.flatMap(({ manifest, kind }): [string, string][] => {
    const namespace = namespaceOf(manifest, kind);
    const name = objectNameOf({ kind: kind.kind, metadata: { name: manifest.metadata.name, namespace } });
    return holdersOf(kind, namespace).map((holder) => [holder, name]);
  }));
}

/** What members would take along. */
export function heldMembers(members: readonly Member[]): HeldObjects {
  return new Map(members.flatMap((member) => holdersOf(member.kind, member.metadata.namespace).map((holder) => [holder, nameOf(member)])));
}

/** Whether a member would take something along. */
export function holds(member: Member, held: HeldObjects): boolean {
  return held.has(keyOf(member));
}

/** Refuses that members go which would take objects along that the chart still has: what is in them may not come back with them. */
export function checkHolders(leaving: readonly Member[], held: HeldObjects): void {
  const holder = leaving.find((member) => holds(member, held));
  if (!holder) { return; }
  throw new Failure(`${nameOf(holder)} leaves the chart and would take ${held.get(keyOf(holder))} along, which the chart still has: `
    + 'keep it in the chart, or let it be retained (ObjectPolicy.retain) and deploy that before it leaves');
}

/** With what an object would go: its Namespace, and the CRD of its kind. */
function holdersOf(kind: ApiKind, namespace: string | undefined): string[] {
  return [...namespace === undefined ? [] : [`Namespace ${namespace}`], `${DEFINITION} ${kind.plural}.${kind.group}`];
}

function keyOf({ kind, metadata }: Member): string {
  return `${groupKindOf(kind)} ${metadata.name}`;
}
