import { IndexRange } from '../contract';
import { DEFINITION, groupKindOf, groupKindOfManifest, parseApiVersion } from './discovery';
import { LoadedObject, ManifestHead } from './stored-manifest';

/**
 * What must exist before what: CRDs and namespaces, NodeClasses, NodePools, the rest, and custom resources, whose
 * operators are among the rest.
 */
export enum Wave { FOUNDATION, NODE_CLASSES, NODE_POOLS, REST, CUSTOM }

/** Wave of a kind. Deletion goes through the waves backwards. */
export function waveOf(group: string, kind: string): Wave {
  switch (groupKindOf({ group, kind })) {
    case 'Namespace':
    case DEFINITION:
      return Wave.FOUNDATION;
    case 'NodeClass.eks.amazonaws.com':
      return Wave.NODE_CLASSES;
    case 'NodePool.karpenter.sh':
      return Wave.NODE_POOLS;
    default:
      return isBuiltIn(group) ? Wave.REST : Wave.CUSTOM;
  }
}

/**
 * Groups objects into steps that can be applied one after another, everything in a step at the same time. A dependency
 * that the chart states weighs more than the wave of the kind.
 */
export function stepsOf(objects: readonly LoadedObject[]): LoadedObject[][] {
  const steps = new Map<string, { place: Place; objects: LoadedObject[] }>();
  placesOf(objects).forEach((place, index) => {
    const key = `${place.wave}/${place.layer}`;
    const step = steps.get(key) ?? { place, objects: [] };
    step.objects.push(objects[index]);
    steps.set(key, step);
  });
  return [...steps.values()]
    .sort((a, b) => a.place.wave - b.place.wave || a.place.layer - b.place.layer)
    .map((step) => step.objects);
}

/** Objects that others wait for: thousands may wait for the same thousands. */
interface Requirement {
  unmet: number;
  /** The last place of those that were met. */
  place: Place;
  readonly waiting: number[];
}

function placesOf(objects: readonly LoadedObject[]): Place[] {
  const providers = providersIn(objects);
  const needs = objects.map(({ manifest }, index) => needsOf(manifest).flatMap((need) => providers.get(need) ?? []).filter((provider) => provider !== index));
  const requirements = new Map<string, Requirement>();
  const requirementsWith = objects.map((): Requirement[] => []);
  const requirementOf = ([first, last]: IndexRange): Requirement => {
    let requirement = requirements.get(`${first}-${last}`);
    if (!requirement) {
      requirement = { unmet: last - first + 1, place: { wave: Wave.FOUNDATION, layer: 0 }, waiting: [] };
      requirements.set(`${first}-${last}`, requirement);
      for (let index = first; index <= last; index++) { requirementsWith[index].push(requirement); }
    }
    return requirement;
  };
  const places = objects.map(({ manifest }): Place => ({ wave: waveOf(parseApiVersion(manifest.apiVersion).group, manifest.kind), layer: 0 }));
  const unmet = objects.map(({ after = [] }, index) => {
    const ranges = [...after, ...needs[index].map((provider): IndexRange => [provider, provider])];
    for (const range of ranges) { requirementOf(range).waiting.push(index); }
    return ranges.length;
  });

  const left = new Set(objects.keys());
  const ready = [...left].filter((index) => unmet[index] === 0);
  while (left.size > 0) {
    // In a circle, which synthesis refuses, what an object cannot exist without counts for more than what was stated.
    const index = ready.pop() ?? [...left].find((candidate) => !needs[candidate].some((provider) => left.has(provider))) ?? [...left][0];
    if (!left.delete(index)) { continue; }
    for (const requirement of requirementsWith[index]) {
      requirement.place = later(requirement.place, places[index]);
      if (--requirement.unmet > 0) { continue; }
      const { wave, layer } = requirement.place;
      for (const waiting of requirement.waiting) {
        if (left.has(waiting)) { places[waiting] = later(places[waiting], { wave, layer: layer + 1 }); }
        if (--unmet[waiting] === 0) { ready.push(waiting); }
      }
    }
  }
  return places;
}

/** Namespaces and kinds that objects of the chart bring. */
function providersIn(objects: readonly LoadedObject[]): Map<string, number> {
  return new Map(objects.flatMap(({ manifest }, index): [string, number][] => {
    if (manifest.definition) { return [[`kind ${manifest.definition.groupKind}`, index]]; }
    return manifest.apiVersion === 'v1' && manifest.kind === 'Namespace' ? [[`namespace ${manifest.metadata.name}`, index]] : [];
  }));
}

function needsOf(manifest: ManifestHead): string[] {
  return [`kind ${groupKindOfManifest(manifest)}`, `namespace ${manifest.metadata.namespace}`];
}

/** Groups of Kubernetes itself. */
function isBuiltIn(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

interface Place { readonly wave: Wave; readonly layer: number }

function later(a: Place, b: Place): Place {
  return a.wave > b.wave || (a.wave === b.wave && a.layer >= b.layer) ? a : b;
}
