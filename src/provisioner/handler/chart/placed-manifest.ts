import { ManifestHead, StoredManifest } from './stored-manifest';
import { objectNameOf } from '../../contract';
import { ApiKind } from '../kubernetes/discovery';
import { keyOf } from '../kubernetes/object-key';

/** An object of the chart with the kind that the server serves it as. */
export interface PlacedManifest {
  readonly manifest: StoredManifest;
  readonly kind: ApiKind;
}

/** Namespace of an object as the server will have it: none for kinds without, `default` if the chart names none. */
export function namespaceOf(manifest: ManifestHead, kind: Pick<ApiKind, 'namespaced'>): string | undefined {
  return kind.namespaced ? manifest.metadata.namespace ?? 'default' : undefined;
}

/** What tells an object of the chart apart in the cluster, where it is compared with members of ApplySets. */
export function placedKeyOf({ manifest, kind }: PlacedManifest): string {
  return keyOf({ kind, metadata: { name: manifest.metadata.name, namespace: namespaceOf(manifest, kind) } });
}

/** Why an object cannot be applied whose kind no API of the cluster has. */
export function unknownKind(manifest: ManifestHead): string {
  return `${objectNameOf(manifest)}: the cluster knows no kind ${manifest.kind} of ${manifest.apiVersion}, bring its CRD in this chart or in one that comes before`;
}
