/**
 * What breaking a rule leads to.
 */
export enum RuleLevel {
  /** Synthesis fails: the object would be refused, or nothing would ever launch. */
  ERROR = 'error',
  /** Synthesis warns. */
  WARNING = 'warning',
}

/**
 * A rule of Auto Mode.
 */
export interface RuleDescription {
  /** Stable id, for switching the rule off for an object. */
  readonly id: string;
  /** What breaking the rule leads to. */
  readonly level: RuleLevel;
  /** What the rule asks for and why, in one sentence. */
  readonly reason: string;
  /** Where it is documented. */
  readonly link: string;
}

/**
 * A place where an object breaks a rule.
 */
export interface Finding {
  /** Id of the broken rule. */
  readonly ruleId: string;
  /** What it leads to. */
  readonly level: RuleLevel;
  /** Path of the construct that renders the object. */
  readonly path: string;
  /** Kind and name of the object, such as `NodePool "batch"`. */
  readonly object: string;
  /** Field of the object, such as `spec.template.spec.expireAfter`. */
  readonly field: string;
  /** The value received, as JSON. */
  readonly value: string;
  /** All of it in one sentence, with the limit and the fix. */
  readonly message: string;
}
