import { LoadedObject, ManifestHead } from './stored-manifest';
import { groupKindOf, groupKindOfManifest, IndexRange, parseApiVersion } from '../../contract';
import { DEFINITION } from '../kubernetes/discovery';

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

/**
 * Groups objects into steps that can be applied one after another, everything in a step at the same time.
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
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map((step) => step.objects);
}

/** Objects that others wait for: thousands may wait for the same thousands. */
interface Requirement {
  unmet: number;
  /** The last place of those that were met. */
  place: Place;
  readonly waiting: number[];
}

/** When each object is applied. A dependency that the chart states weighs more than the wave of the kind. */
export function placesOf(objects: readonly LoadedObject[]): Place[] {
  const providers = providersIn(objects);
  const needs = objects.map(({ manifest }, index) => needsOf(manifest)
    .flatMap((need) => providers.get(need) ?? [])
    .filter((provider) => provider !== index));
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

function later(a: Place, b: Place): Place {
  return comparePlaces(a, b) >= 0 ? a : b;
}

export function comparePlaces(a: Place, b: Place): number {
  return a.wave - b.wave || a.layer - b.layer;
}
