/** An entry of `metadata.managedFields`. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  /** When the manager set a field last. */
  readonly time?: string;
  readonly fieldsV1?: { readonly [step: string]: any };
}

/** What `kubectl apply` compares with. Of an older day, it would make it bring back what has changed since. */
export const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** Programs that people and pipelines run, while controllers mind their fields themselves. */
const COMMAND_LINE = /^(kubectl(-.+)?|helm)$/;

/** What becomes of an object's managers when one of them succeeds the command line. */
export interface Succession {
  readonly managers: ManagedFields[];
  /** Whether the command line has nothing in the object any more. */
  readonly isComplete: boolean;
}

/**
 * Takes kubectl and Helm off the managers of an object, but for what they have set after their successor came.
 *
 * @returns Nothing, if there is nothing to take off.
 */
export function succeedCommandLine(managers: readonly ManagedFields[], successor: string): Succession | undefined {
  const since = managers.find(({ manager, operation }) => manager === successor && operation === 'Apply')?.time;
  if (since === undefined) { return undefined; }
  const ofCommandLine = managers.filter(isOfCommandLine);
  const past = new Set(ofCommandLine.filter(({ time = since }) => time <= since));
  return past.size === 0 ? undefined : { managers: managers.filter((entry) => !past.has(entry)), isComplete: past.size === ofCommandLine.length };
}

function isOfCommandLine({ manager = '', operation, fieldsV1 }: ManagedFields): boolean {
  // Under another name, kubectl is known by what it notes for its next run.
  return COMMAND_LINE.test(manager) || (operation === 'Update' && fieldsV1?.['f:metadata']?.['f:annotations']?.[`f:${LAST_APPLIED_ANNOTATION}`] !== undefined);
}
