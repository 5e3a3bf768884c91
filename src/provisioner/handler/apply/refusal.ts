import { groupKindOf, objectNameOf } from '../../contract';
import { PlacedManifest } from '../chart/placed-manifest';
import { ApiError } from '../kubernetes/api-error';
import { DEFINITION } from '../kubernetes/discovery';
import { log } from '../report/log';

/** Kinds whose objects hold what would be lost with them. */
const IRREPLACEABLE = ['Namespace', 'PersistentVolume', 'PersistentVolumeClaim', DEFINITION];
/** Characters of a value in a message: some are whole structures. */
const VALUE_LENGTH = 60;

/** Whether an object is never made anew, whatever is allowed. */
export function isIrreplaceable({ kind }: Pick<PlacedManifest, 'kind'>): boolean {
  return IRREPLACEABLE.includes(groupKindOf(kind));
}

/** What the server has against an object, with its name and the ways out. */
export function refusalOf(object: PlacedManifest, error: ApiError, isForeign = false): string {
  return `${objectNameOf(object.manifest)}: ${withoutStructures(error.message)}${adviceOn(object, error, isForeign)}`;
}

function adviceOn(object: PlacedManifest, error: ApiError, isForeign: boolean): string {
  if (error.isAboutManagers) {
    return ': leave these fields out of the chart, let whoever has them give them up, or take them over with forceConflicts';
  }
  if (!error.isAboutImmutableFields) { return ''; }
  const cannot = ': it cannot be changed in place, ';
  if (isIrreplaceable(object)) { return `${cannot}and objects of this kind are never replaced, as what is in them would be lost: give the object another name`; }
  if (isForeign) { return `${cannot}and is not replaced, as it was there before the chart: delete it, or give the object of the chart another name`; }
  return `${cannot}give the object another name, or allow its replacement with replaceImmutable or ObjectPolicy.replace`;
}

/** Values say what is wrong as long as they are short: a whole pod would say what is in its environment. */
function withoutStructures(message: string): string {
  return message
    .replace(/(Invalid|Unsupported) value: ("(?:[^"\\]|\\.)*"|[\w.]+\{.*\}|.*?): /gs, (match, what: string, value: string) => value.length > VALUE_LENGTH ? `${what} value: ` : match)
    .replace(/&?value\.valueUnstructured\{Value:(.*?)\}/gs, (_, value: string) => value.length > VALUE_LENGTH ? 'another value' : value);
}

/** Writes down every problem, of which an error message has room for a few. */
export function logRefusals(problems: readonly string[]): void {
  for (const problem of problems) { log('refused', { reason: problem }); }
}
