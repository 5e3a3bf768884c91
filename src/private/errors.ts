import type { IConstruct } from 'constructs';

/**
 * Throws an error about something a user wrote.
 *
 * The message names the property, the rule, the value received and the fix; lower case, no full stop.
 */
export function fail(code: string, message: string, scope?: IConstruct): never {
  const at = scope?.node.path ? ` (at ${scope.node.path})` : '';
  const error = new Error(`${message}${at}`);
  error.name = `InvalidInput:${code}`;
  throw error;
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
