import { Budget } from './budget';
import { fail } from '../../private/errors';

const MAXIMUM_BUDGETS = 50;

/** All budgets of a pool. */
export function renderBudgets(property: string, budgets: Budget[]): object[] {
  if (budgets.length > MAXIMUM_BUDGETS) {
    fail('DisruptionBudgets', `${property} must be at most ${MAXIMUM_BUDGETS}, got ${budgets.length}: remove some, as the strictest holds`);
  }
  return budgets.map((budget) => budget._render());
}
