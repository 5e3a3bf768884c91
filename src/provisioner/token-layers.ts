import { DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * A token that stood in a chart as an object, not as text. cdk8s only takes it encoded as text, and this remembers that it
 * was none: text that a user asked for stays text, whatever it turns out to be.
 */
export class ObjectToken implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(public readonly token: IResolvable) {}

  public resolve(context: IResolveContext): unknown {
    return context.resolve(this.token);
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** What a token stands for: one layer, in which other tokens are still encoded. */
export function openToken(token: IResolvable, scope: IConstruct): unknown {
  const resolver = new LayerResolver();
  Tokenization.resolve(token, { scope, resolver, preparing: false });
  return resolver.content;
}

/** An intrinsic function of CloudFormation. */
export function isIntrinsic(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return false; }
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0] === 'Condition' || keys[0].startsWith('Fn::'));
}

/** Text with an intrinsic function in it; only told apart from text, never used. */
const CONCATENATION: IFragmentConcatenator = {
  join: (left, right) => {
    if (left === undefined || right === undefined) { return left ?? right ?? ''; }
    const isText = [left, right].every((part) => ['string', 'number', 'boolean'].includes(typeof part));
    return isText ? `${left}${right}` : { 'Fn::Join': ['', [left, right]] };
  },
};

/** Keeps what the outermost token gives; tokens that it resolves by itself, such as a joined list, are resolved as usual. */
class LayerResolver extends DefaultTokenResolver {
  public content: unknown;
  private isOutermost = true;

  constructor() {
    super(CONCATENATION);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!this.isOutermost) { return super.resolveToken(token, context, postProcessor); }
    this.isOutermost = false;
    this.content = postProcessor.postProcess(token.resolve(context), context);
    return undefined;
  }
}
