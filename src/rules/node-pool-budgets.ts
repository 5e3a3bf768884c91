import { fieldOf, Manifest } from './rule';
import { isToken } from '../private/tokens';

export const BUDGETS = 'spec.disruption.budgets';

/** A budget as it stands in a NodePool. */
export interface BudgetView {
  /** Its path, such as `spec.disruption.budgets[0]`. */
  readonly field: string;
  readonly nodes?: unknown;
  readonly reasons?: unknown;
  readonly schedule?: unknown;
  readonly duration?: unknown;
}

/** The budgets of a NodePool, as far as they have the form of one. */
export function budgetsOf(manifest: Manifest): BudgetView[] {
  const budgets = fieldOf(manifest, BUDGETS);
  if (!Array.isArray(budgets) || isToken(budgets)) { return []; }
  return budgets.flatMap((budget, index) => {
    if (typeof budget !== 'object' || budget === null || Array.isArray(budget) || isToken(budget)) { return []; }
    const { nodes, reasons, schedule, duration } = budget;
    return [{ field: `${BUDGETS}[${index}]`, nodes: nodes ?? undefined, reasons: reasons ?? undefined, schedule: schedule ?? undefined, duration: duration ?? undefined }];
  });
}
