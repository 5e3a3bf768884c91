import { groupKindOf, WAIT_ANNOTATION } from '../../contract';
import { PlacedManifest } from '../chart/placed-manifest';
import { Wave, waveOf } from '../chart/waves';
import { DEFINITION } from '../kubernetes/discovery';

const ALL = '*';
const DEFAULT_KINDS = ['NodeClass.eks.amazonaws.com', 'NodePool.karpenter.sh'];

/** What is expected of an object before the chart counts as provisioned. */
export interface Expectation {
  readonly awaited: boolean;
  /** Its own kind was named, or the object itself, and its state is said by a controller that nobody knows here. */
  readonly named: boolean;
}

/**
 * Whether an object is waited for: as its annotation says, otherwise as the chart does.
 *
 * @param kinds `Kind.group` or `*`; what is no kind, such as `none`, names nothing. NodeClasses and NodePools if there is no list.
 */
export function expectationOf({ manifest, kind }: PlacedManifest, kinds: readonly string[] = DEFAULT_KINDS): Expectation {
  const groupKind = groupKindOf(kind);
  // CRDs were waited for when they were applied: nothing of their kinds could follow otherwise.
  if (groupKind === DEFINITION) { return { awaited: false, named: false }; }
  const wish = manifest.metadata.annotations?.[WAIT_ANNOTATION];
  const named = wish === 'true' || kinds.includes(groupKind);
  return { awaited: wish !== 'false' && (named || kinds.includes(ALL)), named: named && waveOf(kind.group, kind.kind) === Wave.CUSTOM };
}
