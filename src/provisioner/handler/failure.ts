/** CloudFormation shows 4 KB at most, shared with the provider framework's own lines. */
const MAXIMUM_LENGTH = 2048;

/** A final error, in the words that CloudFormation shows: one line, no stack. */
export class Failure extends Error {
  constructor(message: string) {
    super(oneLine(message));
    this.name = 'ProvisioningFailed';
    // The provider framework sends the stack to the user.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Work that cannot be finished in this invocation, and why; a later one goes on. */
export class NotYet extends Error {
  constructor(readonly reason: string) {
    super(oneLine(reason));
    this.name = 'NotYet';
  }
}

/** Several problems as one text that stays within what CloudFormation shows. */
export function listed(problems: string[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const problem of problems) {
    length += problem.length + 2;
    if (length > MAXIMUM_LENGTH - 200 && shown.length > 0) { break; }
    shown.push(problem);
  }
  const hidden = problems.length - shown.length;
  return shown.join('; ') + (hidden > 0 ? `; and ${hidden} more` : '');
}

function oneLine(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  return line.length > MAXIMUM_LENGTH ? `${line.slice(0, MAXIMUM_LENGTH - 1)}…` : line;
}
