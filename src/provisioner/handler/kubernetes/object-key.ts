import { ApiKind, groupKindOf } from './discovery';

/** What tells objects of the cluster apart. */
export function keyOf({ kind, metadata }: { kind: Pick<ApiKind, 'group' | 'kind'>; metadata: { name: string; namespace?: string } }): string {
  return `${groupKindOf(kind)} ${metadata.namespace ?? ''}/${metadata.name}`;
}
