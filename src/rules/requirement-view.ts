/** A requirement of a NodePool, as far as it has the form of one. */
export interface RequirementView {
  /** Its path, such as `spec.template.spec.requirements[2]`. */
  readonly field: string;
  /** Nothing, if it is missing or a token. */
  readonly key?: string;
  /** Nothing, if it is missing or a token. */
  readonly operator?: string;
  /** Nothing, if they are missing or a token. Any of them may be a token. */
  readonly values?: string[];
  /** Whether the values are a token. */
  readonly hasUnknownValues: boolean;
  /** Nothing, if it is missing or a token. */
  readonly minValues?: number;
}
