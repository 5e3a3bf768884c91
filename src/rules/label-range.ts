import { RequirementView } from './requirement-view';
import { isToken } from '../private/tokens';

/** Labels that every node has, and the only values that they can have. */
export const POSSIBLE_VALUES = new Map([
  ['kubernetes.io/arch', ['amd64', 'arm64']],
  ['karpenter.sh/capacity-type', ['on-demand', 'spot', 'reserved']],
]);
const NUMBER = /^[0-9]+$/;

/** What all requirements on one label leave of its values. Whatever is unknown until deployment leaves everything. */
export class LabelRange {
  /** What narrowed it, in order. */
  public readonly parts: RequirementView[] = [];
  /** Lower bound, for labels of numbers. */
  public least = 0;
  /** Upper bound, for labels of numbers. */
  public most = Infinity;

  private allowed?: Set<string>;
  private excluded?: Set<string>;
  private isRequired: boolean;
  private isAbsent = false;
  private hasUnknownValues = false;
  private minimum = 1;

  constructor(public readonly key: string) {
    this.isRequired = POSSIBLE_VALUES.has(key);
  }

  /** Adds a requirement. One without its form adds nothing: other rules report it. */
  public narrow(part: RequirementView): void {
    const { operator, values = [], minValues } = part;
    this.parts.push(part);
    this.minimum = Math.max(this.minimum, minValues ?? 1);
    this.isRequired ||= operator !== 'NotIn' && operator !== 'DoesNotExist' && operator !== undefined;
    if (part.hasUnknownValues || values.some(isToken)) {
      this.hasUnknownValues = true;
      return;
    }
    const number = values.length === 1 && NUMBER.test(values[0]) ? Number(values[0]) : undefined;
    switch (operator) {
      case 'In': if (values.length > 0) { this.allow(values); } break;
      case 'NotIn': this.excluded = new Set([...this.excluded ?? [], ...values]); break;
      case 'DoesNotExist': this.isAbsent = true; break;
      case 'Gt': if (number !== undefined) { this.least = Math.max(this.least, number + 1); } break;
      case 'Gte': if (number !== undefined) { this.least = Math.max(this.least, number); } break;
      case 'Lt': if (number !== undefined) { this.most = Math.min(this.most, number - 1); } break;
      case 'Lte': if (number !== undefined) { this.most = Math.min(this.most, number); } break;
    }
  }

  /** All values that are left, if they can be listed. */
  public get values(): string[] | undefined {
    const possible = POSSIBLE_VALUES.get(this.key);
    const candidates = this.allowed ? [...this.allowed] : this.hasUnknownValues ? undefined : possible;
    if (this.isAbsent) { return candidates && []; }
    return candidates?.filter((value) => !this.excluded?.has(value) && this.isWithinBounds(value) && (possible?.includes(value) ?? true));
  }

  /** Whether only nodes with the label qualify. */
  public get mustExist(): boolean {
    return this.isRequired;
  }

  /** Whether too little is left for any node. */
  public get isEmpty(): boolean {
    if (this.least > this.most || (this.isAbsent && this.isRequired)) { return true; }
    if (this.values) { return this.values.length < this.minimum; }
    return this.isRequired && this.countNumbers() < this.minimum;
  }

  private allow(values: string[]): void {
    this.allowed = new Set(values.filter((value) => this.allowed?.has(value) ?? true));
  }

  private isWithinBounds(value: string): boolean {
    if (this.least === 0 && this.most === Infinity) { return true; }
    return NUMBER.test(value) && Number(value) >= this.least && Number(value) <= this.most;
  }

  private countNumbers(): number {
    const excluded = [...this.excluded ?? []].filter((value) => NUMBER.test(value) && this.isWithinBounds(value));
    return this.most - this.least + 1 - excluded.length;
  }
}
