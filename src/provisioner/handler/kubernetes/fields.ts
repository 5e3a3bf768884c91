import { Manifest } from '../../contract';

/** A field of an object by its dotted path; nothing, if it or something above it is missing. */
export function fieldOf<T>(object: Manifest, path: string): T | undefined {
  return path.split('.').reduce<any>((at, key) => at?.[key], object) ?? undefined;
}

/** A number of an object by its dotted path; 0, which the API leaves out, unless told otherwise. */
export function numberOf(object: Manifest, path: string, otherwise = 0): number {
  return fieldOf<number>(object, path) ?? otherwise;
}
