import { Member } from './members';
import { groupKindOf, groupKindOfManifest, parseApiVersion } from '../../contract';
import { namespaceOf } from '../chart/placed-manifest';
import { LoadedObject } from '../chart/stored-manifest';
import { comparePlaces, Place, placesOf, waveOf } from '../chart/waves';
import { Discovery } from '../kubernetes/discovery';

/** Characters of an order. A ConfigMap takes 1 MiB, and during an update it holds two of them. */
const MAXIMUM_LENGTH = 500_000;

/**
 * When objects go that the chart has put after others, as the parent of its ApplySet remembers it: names of objects by their places,
 * such as `40/1`. All others go with the wave of their kind.
 */
export interface RemovalOrder { readonly [place: string]: readonly string[] }

/** What a chart states about the order of its objects; nothing, if there is too much of it. */
export function removalOrderOf(objects: readonly LoadedObject[], discovery: Discovery): RemovalOrder {
  const order: { [place: string]: string[] } = {};
  placesOf(objects).forEach((place, index) => {
    const { manifest } = objects[index];
    const { group } = parseApiVersion(manifest.apiVersion);
    if (comparePlaces(place, { wave: waveOf(group, manifest.kind), layer: 0 }) === 0) { return; }
    const kind = discovery.kindOf(manifest);
    const namespace = kind ? namespaceOf(manifest, kind) : manifest.metadata.namespace;
    (order[`${place.wave}/${place.layer}`] ??= []).push(nameIn(groupKindOfManifest(manifest), manifest.metadata.name, namespace));
  });
  return JSON.stringify(order).length > MAXIMUM_LENGTH ? {} : order;
}

/** An order that holds for the objects of both; where they differ, the later place counts. */
export function mergedOrder(one: RemovalOrder, other: RemovalOrder): RemovalOrder {
  const places = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(places.map((place) => [place, [...new Set([...one[place] ?? [], ...other[place] ?? []])]]));
}

/** The members that go first, as long as they are there. */
export function firstToGo(members: readonly Member[], order: RemovalOrder = {}): Member[] {
  const stated = new Map<string, Place>();
  for (const [text, names] of Object.entries(order)) {
    const [wave, layer] = text.split('/').map(Number);
    for (const name of names) {
      const known = stated.get(name);
      if (!known || comparePlaces(known, { wave, layer }) < 0) { stated.set(name, { wave, layer }); }
    }
  }
  let last: Place = { wave: 0, layer: 0 };
  let first: Member[] = [];
  for (const member of members) {
    const { kind, metadata } = member;
    const place = stated.get(nameIn(groupKindOf(kind), metadata.name, metadata.namespace)) ?? { wave: waveOf(kind.group, kind.kind), layer: 0 };
    const difference = comparePlaces(place, last);
    if (difference > 0) {
      [last, first] = [place, [member]];
    } else if (difference === 0) {
      first.push(member);
    }
  }
  return first;
}

/** Before its CRD is there, nobody knows whether a kind has namespaces: none counts as `default`. */
function nameIn(groupKind: string, name: string, namespace = 'default'): string {
  return `${groupKind} ${namespace}/${name}`;
}
