import { labelRangesOf } from './node-pool-requirements';
import { fieldOf, isOfKind, Manifest } from './rule';
import { isToken } from '../private/tokens';

const CAPACITY_TYPE = 'karpenter.sh/capacity-type';
const RESERVED = 'reserved';
const TERMS = 'spec.capacityReservationSelectorTerms';

/** A NodePool that asks for reserved capacity by name, with a NodeClass that is known to select none. */
export interface UnreservedPool {
  readonly manifest: Manifest;
  readonly nodeClassName: string;
  /** The requirement that asks for it. */
  readonly field: string;
  /** All capacity types that it asks for. */
  readonly capacityTypes: string[];
}

/** NodePools that can never have the reserved capacity that they ask for. */
export function unreservedPools(manifests: Manifest[]): UnreservedPool[] {
  const classes = new Map(manifests.filter((manifest) => isOfKind(manifest, 'eks.amazonaws.com', 'NodeClass')).map((manifest) => [manifest.metadata?.name, manifest]));
  return manifests.filter((manifest) => isOfKind(manifest, 'karpenter.sh', 'NodePool')).flatMap((manifest) => {
    const range = labelRangesOf(manifest).get(CAPACITY_TYPE);
    const capacityTypes = range?.values ?? [];
    const field = range?.parts.find(({ operator, values }) => operator === 'In' && values?.includes(RESERVED))?.field;
    const nodeClassName = fieldOf(manifest, 'spec.template.spec.nodeClassRef.name');
    if (field === undefined || !capacityTypes.includes(RESERVED) || typeof nodeClassName !== 'string' || isToken(nodeClassName)) { return []; }
    return selectsNone(nodeClassName, classes.get(nodeClassName)) ? [{ manifest, nodeClassName, field, capacityTypes }] : [];
  });
}

/** Nothing is known of a NodeClass that is not there, apart from the one of EKS. */
function selectsNone(name: string, nodeClass: Manifest | undefined): boolean {
  if (!nodeClass) { return name === 'default'; }
  const spec = fieldOf(nodeClass, 'spec');
  const terms = fieldOf(nodeClass, TERMS);
  return spec !== undefined && !isToken(spec) && (terms === undefined || (Array.isArray(terms) && terms.length === 0));
}
