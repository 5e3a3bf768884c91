import { groupKindOfManifest, Manifest } from './contract';

/** What is to be said of kinds that are waited for and that a chart has no object of. */
export interface AwaitedKinds {
  /** Kinds that are certainly meant otherwise. */
  readonly problems: readonly string[];
  /** Kinds that may come later, or be of another chart with the same options. */
  readonly absent: readonly string[];
}

/** Compares kinds that are waited for with those of a chart: of a kind that is not there nothing is waited for, and that is no failure. */
export function compareAwaitedKinds(groupKinds: readonly string[], manifests: readonly Manifest[]): AwaitedKinds {
  const present = new Set(manifests.map(groupKindOfManifest));
  const missing = groupKinds.filter((groupKind) => !present.has(groupKind));
  const meant = new Map(missing.map((groupKind) => [groupKind, [...present].filter((other) => kindOf(other) === kindOf(groupKind))]));
  return {
    problems: missing.filter((groupKind) => meant.get(groupKind)!.length > 0).map((groupKind) =>
      `waitFor must name kinds as the chart has them, with their group, got "${groupKind}": write ${meant.get(groupKind)!.map((other) => `"${other}"`).join(' or ')}`),
    absent: missing.filter((groupKind) => meant.get(groupKind)!.length === 0),
  };
}

/** As people mistake it: without its group, in other case, or in the plural. */
function kindOf(groupKind: string): string {
  return groupKind.split('.')[0].toLowerCase().replace(/(?<=ss)es$|(?<!s)s$/, '').replace(/ie$/, 'y');
}
