import { ChartObject } from '../contract';
import { parseApiVersion } from './discovery';

/** What must exist before what: CRDs and namespaces, NodeClasses, NodePools, the rest. */
export enum Wave { FOUNDATION, NODE_CLASSES, NODE_POOLS, REST }

/** Wave of a kind. Deletion goes through the waves backwards. */
export function waveOf(group: string, kind: string): Wave {
  switch (kind === 'Namespace' && group === '' ? kind : `${kind}.${group}`) {
    case 'Namespace':
    case 'CustomResourceDefinition.apiextensions.k8s.io':
      return Wave.FOUNDATION;
    case 'NodeClass.eks.amazonaws.com':
      return Wave.NODE_CLASSES;
    case 'NodePool.karpenter.sh':
      return Wave.NODE_POOLS;
    default:
      return Wave.REST;
  }
}

/**
 * Groups objects into steps that can be applied one after another, everything in a step at the same time. A dependency
 * that the chart states weighs more than the wave of the kind.
 */
export function stepsOf(objects: readonly ChartObject[]): ChartObject[][] {
  const places = new Map<number, Place>();
  const placeOf = (index: number, under: readonly number[]): Place => {
    const known = places.get(index);
    if (known) { return known; }
    const { manifest, after = [] } = objects[index];
    const place = after
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

interface Place { readonly wave: Wave; readonly layer: number }

function later(a: Place, b: Place): Place {
  return a.wave > b.wave || (a.wave === b.wave && a.layer >= b.layer) ? a : b;
}
