import { DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, ResolutionTypeHint, Stack, StringConcat, Token, TokenizedStringFragments, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ValuePlacement, ValueType } from './contract';
import { messageOf } from '../private/errors';

type Path = ValuePlacement['path'];

/** A manifest after its tokens were looked at. */
export interface SubstitutedManifest<T> {
  /** What resolved without CloudFormation is in place; what did not is still a token. */
  readonly manifest: T;
  /** Where those tokens are. */
  readonly placements: ValuePlacement[];
  readonly problems: string[];
}

/** Where a value that only CloudFormation knows was met while resolving; it stands in for the value. */
const DEFERRED = 'cdk-eks-auto-mode:deferred';

interface Deferred {
  /** The token, in text, as the user's construct gave it: only so CDK sees references to other stacks. */
  readonly token: string;
  readonly type: ValueType;
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

  constructor(private readonly scope: IConstruct, private readonly indexOf: (token: string) => number) {}

  /** Walks JSON as cdk8s rendered it, in which tokens are still encoded. */
  public visit(value: unknown, path: Path): unknown {
    if (Token.isUnresolved(value)) {
      return this.resolve(value, path);
    }
    if (typeof value === 'string') {
      return this.checkDynamicReference(value, path);
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => this.visit(item, [...path, index]));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.checkKey(key, path), this.visit(item, [...path, key])]));
    }
    return value;
  }

  private resolve(value: unknown, path: Path): unknown {
    const resolver = new DeferringResolver();
    try {
      const resolved = Tokenization.resolve(value, { scope: this.scope, resolver, preparing: false });
      return this.place(resolved, path, resolver.deferred, typeof value === 'number' ? 'number' : Array.isArray(value) ? 'list' : undefined);
    } catch (error) {
      this.problems.push(`${path.join('.')}: ${messageOf(error)}`);
      return value;
    }
  }

  /** Puts a resolved value in place; what CloudFormation has to supply may lie anywhere in it. */
  private place(value: unknown, path: Path, deferred: Deferred[], type?: ValueType): unknown {
    const index = deferredIndexOf(value);
    if (index !== undefined) {
      return this.defer(deferred[index].token, type ?? deferred[index].type, path);
    }
    if (Array.isArray(value)) {
      return value.map((item, at) => this.place(item, [...path, at], deferred));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.place(item, [...path, key], deferred)]));
    }
    return typeof value === 'string' ? this.checkDynamicReference(value, path) : value;
  }

  private defer(token: string, type: ValueType, path: Path): string {
    const template = JSON.stringify(Stack.of(this.scope).resolve(token));
    if (!this.refuseSecret(template, path)) {
      this.placements.push({ path, value: this.indexOf(token), type });
    }
    return token;
  }

  /** CloudFormation resolves `{{resolve:ssm:…}}` in properties of custom resources, so it goes there. */
  private checkDynamicReference(text: string, path: Path): string {
    if (!this.refuseSecret(text, path) && text.includes('{{resolve:ssm:')) {
      this.placements.push({ path, value: this.indexOf(text), type: 'string' });
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

/** Resolves as far as it goes without CloudFormation, and remembers the tokens at which it stopped. */
class DeferringResolver extends DefaultTokenResolver {
  public readonly deferred: Deferred[] = [];

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const resolved = super.resolveToken(token, context, postProcessor);
    return isIntrinsic(resolved) ? this.defer(Token.asString(token), typeOf(token, resolved)) : resolved;
  }

  public resolveString(fragments: TokenizedStringFragments, context: IResolveContext): unknown {
    if (fragments.length === 1) {
      return context.resolve(fragments.firstToken ?? fragments.firstValue);
    }
    const pieces = fragments.mapTokens({ mapToken: (token) => context.resolve(token) });
    const isWhole = pieces.join(ALL_LITERAL) !== undefined;
    return isWhole ? pieces.join(TEXT) : this.defer(fragments.mapTokens({ mapToken: (token) => Token.asString(token) }).join(TEXT), 'string');
  }

  private defer(token: string, type: ValueType): object {
    return { [DEFERRED]: this.deferred.push({ token, type }) - 1 };
  }
}

const TEXT: IFragmentConcatenator = { join: (left, right) => `${left ?? ''}${right ?? ''}` };
/** Nothing as soon as one of the pieces is a structure. */
const ALL_LITERAL: IFragmentConcatenator = {
  join: (left, right) => left === undefined || typeof left === 'object' || typeof right === 'object' ? undefined : '',
};

function isIntrinsic(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return false; }
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0] === 'Condition' || keys[0].startsWith('Fn::'));
}

function deferredIndexOf(value: unknown): number | undefined {
  return typeof value === 'object' && value !== null && DEFERRED in value ? (value as { [DEFERRED]: number })[DEFERRED] : undefined;
}

/** CloudFormation forgets types on the way to the handler: the token says what it was, or the two sides of a condition. */
function typeOf(token: IResolvable, intrinsic: Record<string, unknown>): ValueType {
  switch (token.typeHint) {
    case ResolutionTypeHint.NUMBER: return 'number';
    case ResolutionTypeHint.STRING_LIST: return 'list';
  }
  const condition = intrinsic['Fn::If'];
  if (Array.isArray(condition)) {
    const [, whenTrue, whenFalse] = condition;
    for (const type of ['boolean', 'number'] as const) {
      if (typeof whenTrue === type && typeof whenFalse === type) { return type; }
    }
  }
  return 'string';
}
