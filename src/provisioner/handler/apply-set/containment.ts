/**
 * Whether a value of the cluster has everything that was applied, with what others and defaults add to it. What the API server
 * writes in another way than the chart, such as quantities, counts as missing.
 */
export function contains(value: unknown, applied: unknown): boolean {
  if (applied === undefined) { return true; }
  if (Array.isArray(applied)) {
    return Array.isArray(value) && value.length === applied.length && applied.every((item, index) => contains(value[index], item));
  }
  if (typeof applied === 'object' && applied !== null) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      && Object.entries(applied).every(([key, item]) => contains((value as { [key: string]: unknown })[key], item));
  }
  return value === applied;
}
