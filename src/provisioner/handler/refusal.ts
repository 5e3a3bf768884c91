import { objectNameOf } from '../contract';
import { ApiError } from './api-error';
import { PlacedManifest } from './run';

/** What the server has against an object, with its name. */
export function refusalOf({ manifest }: PlacedManifest, error: ApiError): string {
  const advice = error.isAboutImmutableFields
    ? ': it cannot be changed in place, give the object another name or allow its replacement' : '';
  return `${objectNameOf(manifest)}: ${error.message}${advice}`;
}
