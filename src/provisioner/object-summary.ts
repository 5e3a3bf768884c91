import { createHash } from 'crypto';
import { Manifest, objectNameOf } from './contract';

/** Length of the hashes: enough to see a change. */
const HASH_LENGTH = 8;

export interface SummarizedObject {
  readonly manifest: Manifest;
  /** Everything that makes up the content. */
  readonly content: unknown;
}

/**
 * What is in a chart, for `cdk diff`: an entry an object, with a hash of its content. When that would be too much, an
 * entry a kind, and at last one for all.
 */
export function summarize(objects: readonly SummarizedObject[], maximumLength: number): { [object: string]: string } {
  const named = objects.map(({ manifest, content }) => ({
    name: objectNameOf(manifest), kind: manifest.kind, group: groupOf(manifest), hash: hashOf(content),
  }));
  // Kinds of different groups may share a name.
  const groups = new Map<string, Set<string>>();
  for (const { name, group } of named) { groups.set(name, (groups.get(name) ?? new Set()).add(group)); }
  const hashes = named.map((object) => groups.get(object.name)!.size > 1 ? { ...object, name: object.name.replace(' ', `.${object.group} `) } : object);
  const byObject = Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]));
  const kinds = [...new Set(hashes.map(({ kind }) => kind))].sort();
  const byKind = Object.fromEntries(kinds.map((kind) => {
    const ofKind = hashes.filter((object) => object.kind === kind);
    return [kind, `${ofKind.length} objects ${hashOf(ofKind)}`];
  }));
  const total = { all: `${objects.length} objects ${hashOf(hashes)}` };
  return [byObject, byKind].find((summary) => JSON.stringify(summary).length <= maximumLength) ?? total;
}

/** What says which object of the cluster a manifest is. */
export interface Identified {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** The same for two manifests of one object, whatever version of the API they use. */
export function identityOf(manifest: Identified): string {
  const { kind = '', metadata } = manifest;
  const place = CLUSTER_SCOPED_KINDS.has(kind) ? '' : `${metadata?.namespace ?? 'default'}/`;
  return `${groupOf(manifest)}/${kind} ${place}${metadata?.name}`;
}

/** Well-known kinds without a namespace, to which cdk8s gives the chart's all the same. */
const CLUSTER_SCOPED_KINDS = new Set([
  'APIService', 'ClusterNetworkPolicy', 'ClusterRole', 'ClusterRoleBinding', 'CSIDriver', 'CustomResourceDefinition', 'GatewayClass',
  'IngressClass', 'IngressClassParams', 'MutatingWebhookConfiguration', 'Namespace', 'NodeClass', 'NodePool', 'PersistentVolume',
  'PriorityClass', 'RuntimeClass', 'StorageClass', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration', 'VolumeAttributesClass', 'VolumeSnapshotClass',
]);

function groupOf({ apiVersion = '' }: Identified): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
}
