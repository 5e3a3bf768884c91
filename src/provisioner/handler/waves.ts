import { ChartObject, Manifest } from '../contract';
import { definedGroupKind, DEFINITION, groupKindOf, groupKindOfManifest, parseApiVersion } from './discovery';

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
export function stepsOf(objects: readonly ChartObject[]): ChartObject[][] {
  const providers = providersIn(objects);
  const places = new Map<number, Place>();
  const placeOf = (index: number, under: readonly number[]): Place => {
    const known = places.get(index);
    if (known) { return known; }
    const { manifest, after = [] } = objects[index];
    const place = [...after, ...needsOf(manifest).flatMap((need) => providers.get(need) ?? [])]
      .filter((dependency) => dependency !== index && !under.includes(dependency))
      .map((dependency) => placeOf(dependency, [...under, index]))
      .map(({ wave, layer }) => ({ wave, layer: layer + 1 }))
      .reduce(later, { wave: waveOf(parseApiVersion(manifest.apiVersion).group, manifest.kind), layer: 0 });
    places.set(index, place);
    return place;
  };
  const steps = new Map<string, { place: Place; objects: ChartObject[] }>();
  objects.forEach((object, index) => {
    const place = placeOf(index, []);
    const key = `${place.wave}/${place.layer}`;
    const step = steps.get(key) ?? { place, objects: [] };
    step.objects.push(object);
    steps.set(key, step);
  });
  return [...steps.values()]
    .sort((a, b) => a.place.wave - b.place.wave || a.place.layer - b.place.layer)
    .map((step) => step.objects);
}

/** Namespaces and kinds that objects of the chart bring. */
function providersIn(objects: readonly ChartObject[]): Map<string, number> {
  return new Map(objects.flatMap(({ manifest }, index): [string, number][] => {
    const definition = definedGroupKind(manifest);
    if (definition) { return [[`kind ${definition}`, index]]; }
    return manifest.apiVersion === 'v1' && manifest.kind === 'Namespace' ? [[`namespace ${manifest.metadata.name}`, index]] : [];
  }));
}

function needsOf(manifest: Manifest): string[] {
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
