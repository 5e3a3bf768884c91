/**
 * Bytes of a message in JSON, as it is sent to CloudFormation: that takes 4 KB, shared with the provider framework's own lines and
 * with ids that may be long. Quotes count twice there.
 */
const MAXIMUM_LENGTH = 2048;
/** Bytes for what is said before and after several problems. */
const FRAME = 200;
/** Problems that are named in any case, cut if need be. */
const NAMED = 4;
const SEPARATOR = '; ';

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

/** Several problems as one text that stays within what CloudFormation shows: the first ones, and how many more there are. */
export function listed(problems: readonly string[]): string {
  const room = MAXIMUM_LENGTH - FRAME;
  const named = problems.slice(0, NAMED);
  const limit = limitOf(named.map(lengthOf), room - NAMED * SEPARATOR.length);
  const shown = named.map((problem) => cut(problem, limit));
  let length = lengthOf(shown.join(SEPARATOR));
  for (const problem of problems.slice(NAMED)) {
    length += lengthOf(problem) + SEPARATOR.length;
    if (length > room) { break; }
    shown.push(problem);
  }
  const hidden = problems.length - shown.length;
  return shown.join(SEPARATOR) + (hidden > 0 ? `${SEPARATOR}and ${hidden} more` : '');
}

/** The length to which the longest have to be cut so that all have room. */
function limitOf(lengths: readonly number[], room: number): number {
  let left = room;
  let limit = room;
  [...lengths].sort((a, b) => a - b).forEach((length, index) => {
    limit = Math.floor(left / (lengths.length - index));
    left -= Math.min(length, limit);
  });
  return limit;
}

function oneLine(text: string): string {
  return cut(text.replace(/\s*\n\s*/g, ' ').trim(), MAXIMUM_LENGTH);
}

function cut(text: string, maximum: number): string {
  if (lengthOf(text) <= maximum) { return text; }
  const ellipsis = '…';
  let length = lengthOf(ellipsis);
  let end = 0;
  for (const character of text) {
    length += lengthOf(character);
    if (length > maximum) { break; }
    end += character.length;
  }
  return text.slice(0, end) + ellipsis;
}

function lengthOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
