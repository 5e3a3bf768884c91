import { Metadata } from '../../contract';

/** Field manager of all that charts apply. */
export const FIELD_MANAGER = 'cdk-eks-auto-mode';

/** Whether a chart has applied an object, be it this one or another. */
export function wasApplied({ managedFields }: Metadata): boolean {
  const managers = managedFields as { manager?: string; operation?: string }[] | undefined;
  return managers?.some(({ manager, operation }) => manager === FIELD_MANAGER && operation === 'Apply') ?? false;
}
