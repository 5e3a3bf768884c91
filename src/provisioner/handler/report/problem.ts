/** Characters of one message of somebody else's: a few of them fit into what CloudFormation shows. */
const MESSAGE_LENGTH = 300;

/** Something that is not as it should be yet. */
export interface Problem {
  /** `Kind namespace/name`. */
  readonly object: string;
  readonly reasons: readonly string[];
  /** Finds out more, with requests that are worth it only when the problem is reported. */
  readonly explain: () => Promise<string[]>;
}

/** `Kind namespace/name (reason; reason)`. */
export function describeProblem({ object, reasons }: Pick<Problem, 'object' | 'reasons'>): string {
  return reasons.length > 0 ? `${object} (${reasons.join('; ')})` : object;
}

export function shortened(message: string): string {
  const text = message.trim();
  return text.length > MESSAGE_LENGTH ? `${text.slice(0, MESSAGE_LENGTH - 1)}…` : text;
}

/** The first few of many names, and how many more there are. */
export function fewOf(names: readonly string[], shown = 3): string {
  const more = names.length - shown;
  return names.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
