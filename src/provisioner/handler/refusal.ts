import { objectNameOf } from '../contract';
import { ApiError } from './api-error';
import { log } from './log';
import { PlacedManifest } from './run';

/** What the server has against an object, with its name. */
export function refusalOf({ manifest }: PlacedManifest, error: ApiError): string {
  const advice = error.isAboutImmutableFields
    ? ': it cannot be changed in place, give the object another name or allow its replacement' : '';
  return `${objectNameOf(manifest)}: ${error.message}${advice}`;
}

/** Writes down every problem, of which an error message has room for a few. */
export function logRefusals(problems: readonly string[]): void {
  for (const problem of problems) { log('refused', { reason: problem }); }
}
