import { createHash } from 'crypto';
import { Manifest } from './contract';

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
  const hashes = objects.map(({ manifest, content }) => ({ name: objectNameOf(manifest), kind: manifest.kind, hash: hashOf(content) }));
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

/** `Kind namespace/name`, as people read it. */
export function objectNameOf({ kind, metadata }: Identified): string {
  return `${kind} ${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}`;
}

/** The same for two manifests of one object, whatever version of the API they use. */
export function identityOf({ apiVersion = '', kind, metadata }: Identified): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}/${kind} ${metadata?.namespace ?? 'default'}/${metadata?.name}`;
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
}
