import { fail } from '../private/errors';
import { isToken } from '../private/tokens';
import { isWithin, nearestWithin, rangeInWords, WholeNumbers } from '../private/whole-numbers';

/** A number as it was given, if it is in the range; one that is only known at deployment is not looked into. */
export function wholeNumber(property: string, value: number, range: WholeNumbers, unit?: string): number {
  if (!isToken(value) && !isWithin(value, range)) {
    fail('WholeNumber', `${property} must be ${rangeInWords(range)}${unit ? ` ${unit}` : ''}, got ${value}: write for example ${nearestWithin(value, range)}`);
  }
  return value;
}

/** The same for a number that goes into a text, where nothing can be filled in at deployment. */
export function wholeNumberInText(property: string, value: number, range: WholeNumbers): number {
  if (isToken(value)) {
    fail('WholeNumber', `${property} must be known at synthesis, got a value that is only known at deployment: write the number`);
  }
  return wholeNumber(property, value, range);
}
