import { ChartObject, Manifest } from '../contract';
import { definedGroupKind, DEFINITION, groupKindOf, groupKindOfManifest, parseApiVersion } from './discovery';

/**
 * What must exist before what: CRDs and namespaces, NodeClasses, NodePools, classes that others name, the rest, and custom resources,
 * whose operators are among the rest. Clusters remember the numbers: they must not change.
 */
export enum Wave { FOUNDATION = 0, NODE_CLASSES = 10, NODE_POOLS = 20, CLASSES = 30, REST = 40, CUSTOM = 50 }

/** When an object is applied. Removal goes through the places backwards. */
export interface Place {
  readonly wave: Wave;
  /** Within the wave, by what the chart puts after what. */
  readonly layer: number;
}

/**
 * Kinds that objects refer to by name, and whose controllers need them to the end: an Ingress without its class is stuck.
 *
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4341
 */
const CLASSES = new Set([
  'IngressClass.networking.k8s.io', 'IngressClassParams.eks.amazonaws.com', 'StorageClass.storage.k8s.io', 'VolumeAttributesClass.storage.k8s.io',
  'PriorityClass.scheduling.k8s.io', 'RuntimeClass.node.k8s.io',
]);

/** Groups of Kubernetes itself, beside those without a dot. Others that end in `.k8s.io` are brought by CRDs. */
const BUILT_IN_GROUPS = new Set([
  'admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination', 'discovery',
  'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node', 'rbac.authorization', 'resource', 'scheduling', 'storage',
  'storagemigration',
].map((name) => `${name}.k8s.io`));

/** Wave of a kind. */
export function waveOf(group: string, kind: string): Wave {
  const groupKind = groupKindOf({ group, kind });
  switch (groupKind) {
    case 'Namespace':
    case DEFINITION:
      return Wave.FOUNDATION;
    case 'NodeClass.eks.amazonaws.com':
      return Wave.NODE_CLASSES;
    case 'NodePool.karpenter.sh':
      return Wave.NODE_POOLS;
    default:
      if (CLASSES.has(groupKind)) { return Wave.CLASSES; }
      return !group.includes('.') || BUILT_IN_GROUPS.has(group) ? Wave.REST : Wave.CUSTOM;
  }
}

/** Groups objects into steps that can be applied one after another, everything in a step at the same time. */
export function stepsOf(objects: readonly ChartObject[]): ChartObject[][] {
  const places = placesOf(objects);
  const steps = new Map<string, { place: Place; objects: ChartObject[] }>();
  objects.forEach((object, index) => {
    const place = places[index];
    const key = `${place.wave}/${place.layer}`;
    const step = steps.get(key) ?? { place, objects: [] };
    step.objects.push(object);
    steps.set(key, step);
  });
  return [...steps.values()].sort((a, b) => comparePlaces(a.place, b.place)).map((step) => step.objects);
}

/** When each object is applied. A dependency that the chart states weighs more than the wave of the kind. */
export function placesOf(objects: readonly ChartObject[]): Place[] {
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
  return objects.map((_, index) => placeOf(index, []));
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

function later(a: Place, b: Place): Place {
  return comparePlaces(a, b) >= 0 ? a : b;
}

export function comparePlaces(a: Place, b: Place): number {
  return a.wave - b.wave || a.layer - b.layer;
}
