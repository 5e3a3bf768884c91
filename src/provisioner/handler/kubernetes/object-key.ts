import { ApiKind } from './discovery';
import { groupKindOf } from '../../contract';

/** What tells objects of the cluster apart. */
export function keyOf({ kind, metadata }: { kind: Pick<ApiKind, 'group' | 'kind'>; metadata: { name: string; namespace?: string } }): string {
  return `${groupKindOf(kind)} ${metadata.namespace ?? ''}/${metadata.name}`;
}
