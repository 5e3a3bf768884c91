import { Duration } from 'cdk8s';
import { WholeNumbers } from '../../../../private/whole-numbers';
import { exactSeconds } from '../../../duration';
import { wholeNumberInText } from '../../../whole-number';
import { commaSeparated } from '../../annotation-value';

/** Texts by the end of their annotation's name; what is left out is not written. */
export interface AnnotationTexts { readonly [suffix: string]: string | undefined }

export function textOfSwitch(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

export function textOfNumber(property: string, value: number | undefined, range: WholeNumbers): string | undefined {
  return value === undefined ? undefined : String(wholeNumberInText(property, value, range));
}

/** Whole seconds. */
export function textOfDuration(property: string, value: Duration | undefined, range: WholeNumbers): string | undefined {
  return value && String(wholeNumberInText(`${property} in seconds`, exactSeconds(value), range));
}

export function textOfList(property: string, values: string[] | undefined): string | undefined {
  return values && commaSeparated(property, values);
}
