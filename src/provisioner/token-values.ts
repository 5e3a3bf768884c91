import { IResolvable, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ValuePlacement, ValueType } from './contract';
import { isIntrinsic, ObjectToken, openToken } from './token-layers';
import { messageOf } from '../private/errors';

type Path = ValuePlacement['path'];

/** Functions that give a list. */
const LIST_FUNCTIONS = ['Fn::Split', 'Fn::GetAZs', 'Fn::Cidr'];

/** What may be an encoded token or a dynamic reference. Most manifests hold none, and need not be walked. */
const REFERENCE = /Token\[|e\+289|\{\{resolve:/;

/** A manifest after its tokens were looked at. */
export interface SubstitutedManifest<T> {
  /** What resolved without CloudFormation is in place; what did not is still a token. */
  readonly manifest: T;
  /** Where those tokens are. */
  readonly placements: ValuePlacement[];
  readonly problems: string[];
}

/**
 * The tokens of a chart: what can be resolved at synthesis is written into the manifests with its type, the rest becomes
 * values of the custom resource, each distinct one once.
 */
export class TokenValues {
  /** Tokens that go into the properties, in the order of `ValuePlacement.value`. */
  public readonly tokens: string[] = [];

  constructor(private readonly scope: IConstruct) {}

  public substitute<T>(manifest: T): SubstitutedManifest<T> {
    if (!REFERENCE.test(JSON.stringify(manifest))) { return { manifest, placements: [], problems: [] }; }
    const substitution = new Substitution(this.scope, (token) => this.indexOf(token));
    return { manifest: substitution.visit(manifest, []) as T, placements: substitution.placements, problems: substitution.problems };
  }

  private indexOf(token: string): number {
    const known = this.tokens.indexOf(token);
    return known >= 0 ? known : this.tokens.push(token) - 1;
  }
}

class Substitution {
  public readonly placements: ValuePlacement[] = [];
  public readonly problems: string[] = [];
  /** Whether the part that is visited came out of a token, where plain structures may be intrinsic functions. */
  private withinToken = 0;

  constructor(private readonly scope: IConstruct, private readonly indexOf: (token: string) => number) {}

  /**
   * Walks JSON as cdk8s rendered it, in which tokens are still encoded.
   *
   * @param as What the encoding of a token around the value says; it weighs more than what is inside.
   */
  public visit(value: unknown, path: Path, as?: ValueType): unknown {
    try {
      return this.visitUnguarded(value, path, as);
    } catch (error) {
      this.problems.push(`${path.join('.')}: ${messageOf(error)}`);
      return value;
    }
  }

  private visitUnguarded(value: unknown, path: Path, as?: ValueType): unknown {
    if (typeof value === 'string') {
      const fragments = Tokenization.reverseString(value);
      const token = fragments.length === 1 ? fragments.firstToken : undefined;
      if (!token) { return this.visitText(value, path, as); }
      return token instanceof ObjectToken ? this.open(token.token, path, as) : this.open(token, path, as ?? 'string');
    }
    if (typeof value === 'number') {
      const token = Tokenization.reverseNumber(value);
      return token ? this.open(token, path, as ?? 'number') : value;
    }
    if (Array.isArray(value)) {
      const token = Token.isUnresolved(value) ? Tokenization.reverseList(value) : undefined;
      return token ? this.open(token, path, as ?? 'list') : value.map((item, index) => this.visit(item, [...path, index]));
    }
    if (Tokenization.isResolvable(value)) {
      return this.open(value, path, as);
    }
    if (typeof value === 'object' && value !== null) {
      if (this.withinToken > 0 && isIntrinsic(value)) {
        return this.defer(Token.asString(value), as ?? this.typeOf(value), path);
      }
      const entries = Object.entries(value).map(([key, item]) => [this.checkKey(key, path), this.visit(item, [...path, key])]);
      // As in JSON, what turned out to be nothing is no field.
      return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
    }
    return value;
  }

  /** Text around tokens goes as a whole, with the concatenation that CloudFormation will make. */
  private visitText(text: string, path: Path, as: ValueType = 'string'): string {
    if (text.includes('#{Token[')) {
      this.problems.push(`${path.join('.')}: a list that is only known at deployment must stand alone, got one among other things: `
        + 'write Fn.join or Fn.select');
      return text;
    }
    const resolved = Stack.of(this.scope).resolve(text);
    return typeof resolved === 'string' ? this.checkDynamicReference(resolved, path, as) : this.defer(text, as, path);
  }

  /**
   * Looks one layer into a token: a structure is walked, so that its parts keep their types; the rest is up to CloudFormation.
   *
   * @param as What the encoding says; nothing for a token that is an object.
   */
  private open(token: IResolvable, path: Path, as?: ValueType): unknown {
    const content = openToken(token, this.scope);
    if (isIntrinsic(content)) {
      return this.defer(Token.asString(token), as ?? this.typeOf(content, token), path);
    }
    this.withinToken++;
    try {
      const visited = this.visit(content, path, as);
      return as === 'string' && ['number', 'boolean'].includes(typeof visited) ? String(visited) : visited;
    } finally {
      this.withinToken--;
    }
  }

  /**
   * CloudFormation forgets types on the way to the handler: the token says what it was, or the function.
   * Nothing, if it is a structure, which CloudFormation could not hand over.
   */
  private typeOf(intrinsic: Record<string, unknown>, token?: IResolvable): ValueType | undefined {
    const hint: string | undefined = token?.typeHint;
    if (hint === 'number') { return 'number'; }
    if (hint === 'string-list' || LIST_FUNCTIONS.some((name) => name in intrinsic)) { return 'list'; }
    if (!Array.isArray(intrinsic['Fn::If'])) { return 'string'; }
    const [, ...sides] = intrinsic['Fn::If'];
    const types = new Set(sides.filter((side) => !isNoValue(Stack.of(this.scope).resolve(side))).map((side) => this.typeOfSide(side)));
    if (types.has(undefined)) { return undefined; }
    return types.size === 1 ? [...types][0] : 'string';
  }

  private typeOfSide(side: unknown): ValueType | undefined {
    if (Tokenization.isResolvable(side)) {
      const content = openToken(side, this.scope);
      return isIntrinsic(content) ? this.typeOf(content, side) : this.typeOfSide(content);
    }
    if (isIntrinsic(side)) { return this.typeOf(side); }
    if (Array.isArray(side)) { return 'list'; }
    switch (typeof side) {
      case 'number': return 'number';
      case 'boolean': return 'boolean';
      case 'object': return undefined;
      default: return 'string';
    }
  }

  private defer(token: string, type: ValueType | undefined, path: Path): string {
    if (!type) {
      this.problems.push(`${path.join('.')}: a condition must choose between texts, numbers, booleans or lists, got structures: `
        + 'write a condition for each field');
    } else if (!this.refuseSecret(JSON.stringify(Stack.of(this.scope).resolve(token)), path)) {
      this.placements.push({ path, value: this.indexOf(token), type });
    }
    return token;
  }

  /** CloudFormation resolves `{{resolve:ssm:…}}` in properties of custom resources, so it goes there. */
  private checkDynamicReference(text: string, path: Path, type: ValueType): string {
    if (!this.refuseSecret(text, path) && text.includes('{{resolve:ssm:')) {
      this.placements.push({ path, value: this.indexOf(text), type });
    }
    return text;
  }

  private refuseSecret(text: string, path: Path): boolean {
    const [, service] = /\{\{resolve:(secretsmanager|ssm-secure):/.exec(text) ?? [];
    if (service) {
      this.problems.push(`${path.join('.')}: must not hold a secret, got a reference {{resolve:${service}:…}}, which CloudFormation would not resolve here: `
        + 'let External Secrets or the Secrets Store CSI driver bring it into the cluster');
    }
    return service !== undefined;
  }

  private checkKey(key: string, path: Path): string {
    if (Token.isUnresolved(key)) {
      this.problems.push(`${[...path, '<key>'].join('.')}: keys must be known at synthesis, got a token: write the key, tokens can only be values`);
    }
    return key;
  }
}

function isNoValue(side: unknown): boolean {
  return isIntrinsic(side) && side.Ref === 'AWS::NoValue';
}
