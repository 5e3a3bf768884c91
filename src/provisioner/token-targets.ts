import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Constructs of the CDK whose attributes a token stands for, in this stack or in another. */
export function targetsOf(token: string, scope: IConstruct): IConstruct[] {
  const resolver = new TargetCollector();
  Tokenization.resolve(token, { scope, resolver, preparing: false });
  return [...resolver.targets];
}

class TargetCollector extends DefaultTokenResolver {
  public readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) { this.targets.add(token.target); }
    return super.resolveToken(token, context, postProcessor);
  }
}
