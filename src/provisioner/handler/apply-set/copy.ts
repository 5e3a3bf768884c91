import { wasApplied } from './field-manager';
import { Metadata } from '../../contract';
import { DIGEST_ANNOTATION, isDigestFor } from '../chart/digest';
import { ApiKind } from '../kubernetes/discovery';
import { keyOf } from '../kubernetes/object-key';

/**
 * Whether an object has the label of a set only because a controller has copied it, as from a Service to its EndpointSlices or from an
 * ExternalSecret to its Secret. Such objects are no members: removed, they would be made again, and removed again.
 *
 * @param isOfOthers Whether its set may be one of another tool, which marks its members in other ways.
 */
export function isCopy(kind: ApiKind, metadata: Metadata, isOfOthers = false): boolean {
  if (wasApplied(metadata)) { return false; }
  const digest = metadata.annotations?.[DIGEST_ANNOTATION];
  // Backups restore objects with their annotations, and without their managers. Annotations are copied to other objects, too.
  if (digest !== undefined) { return !isDigestFor(digest, keyOf({ kind, metadata })); }
  return !isOfOthers || hasController(metadata);
}

function hasController({ ownerReferences }: Metadata): boolean {
  return (ownerReferences as { controller?: boolean }[] | undefined)?.some(({ controller }) => controller === true) ?? false;
}
