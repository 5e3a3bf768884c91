import { createHash } from 'crypto';
import { CfnElement, CfnResource, Intrinsic, IResolvable, Names, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { topLevelStackOf } from './top-level-stack';

/** Stands for what is only known at deployment; no ARN contains it. */
const UNKNOWN = '…';

/** Kinds of principals by the resources that make them. */
const KINDS: { readonly [resourceType: string]: string } = {
  'AWS::IAM::Group': 'group',
  'AWS::IAM::Role': 'role',
  'AWS::IAM::User': 'user',
};

/** An ARN of a principal, and what is known of it before deployment. */
export class PrincipalArn {
  /** The ARN for people: what is only known at deployment is left out. */
  public readonly text: string;
  /** `role`, `user` and so on; nothing, if only known at deployment. */
  public readonly kind?: string;
  /** Path and name, as far as known. */
  public readonly name: string;
  /** 12 digits; nothing, if only known at deployment. */
  public readonly account?: string;
  /** Whether it is an ARN, as far as known. */
  public readonly isWellFormed: boolean;

  private readonly resource?: CfnResource;
  private _identity?: string;

  constructor(
    /** The ARN for the template. */
    public readonly value: string,
    private readonly stack: Stack,
    /** What has the ARN, if it is a construct. Roles that the CDK only reports, and does not make, all have one without a name. */
    private readonly owner?: IConstruct,
  ) {
    this.resource = principalResource(value);
    const made = this.resource;
    this.text = made ? made.node.path.replace(/\/Resource$/, '') : this.render(() => UNKNOWN);
    const parts = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.*)$/s.exec(this.text);
    const named = parts ? parts[3] : this.text.slice(this.text.lastIndexOf(':') + 1);
    const [kind, ...name] = named.split('/');
    this.kind = made ? KINDS[made.cfnResourceType] : this.text.includes(':') && !kind.includes(UNKNOWN) ? kind : undefined;
    this.name = made ? UNKNOWN : name.join('/');
    this.account = parts && /^\d{12}$/.test(parts[2]) ? parts[2] : undefined;
    this.isWellFormed = Token.isUnresolved(value) || (parts !== null && this.account !== undefined);
  }

  /**
   * Equal for two ARNs of one principal, however they were written.
   *
   * A Lazy is asked for its value, which it keeps from then on.
   */
  public get identity(): string {
    return this._identity ??= this.isReportedOnly ? `<${this.owner!.node.path}>`
      : this.resource ? this.namedIdentity(this.resource) ?? `<${this.pathOf(this.resource)}>`
      // A principal is always of the partition of the cluster, so that its spelling makes no difference.
        : this.render((token) => this.resolve(token)).replace(/^arn:[^:]*:/, 'arn::');
  }

  /** Id of a construct, which depends on the principal alone. */
  public get constructId(): string {
    // A slash would be replaced by two hyphens, which a name can contain as well.
    if (this.resource && !this.namedIdentity(this.resource)) { return this.pathOf(this.resource).replace(/\/Resource$/, '').replace(/\//g, ':'); }
    const [, account, named] = /^arn::iam::(\d{12}|\{"Ref":"AWS::AccountId"\}):([^<{…]+)$/.exec(this.identity) ?? [];
    if (!named) { return `Principal${createHash('sha256').update(this.identity).digest('hex').slice(0, 12)}`; }
    // Without the stack's own account, so that the id stays when the stack is given an environment.
    const isOwn = account.startsWith('{') || account === this.stack.account;
    return `${isOwn ? '' : `${account}:`}${named.replace(/\//g, ':')}`;
  }

  /** Whether it is a role that the CDK was told to report instead of making it. */
  public get isReportedOnly(): boolean {
    return this.owner !== undefined && /:(role|user)$/.test(this.text);
  }

  public equals(other: PrincipalArn): boolean {
    return (this.value === other.value && !this.isReportedOnly) || this.identity === other.identity;
  }

  /** Of a resource whose name is known, so that it is found again when it is imported as well. */
  private namedIdentity(resource: CfnResource): string | undefined {
    const [name, path] = resource instanceof iam.CfnRole ? [resource.roleName, resource.path]
      : resource instanceof iam.CfnUser ? [resource.userName, resource.path] : [];
    if (name === undefined || [name, path].some((part) => Token.isUnresolved(part))) { return undefined; }
    const { account } = resource.stack;
    const isKnown = !Token.isUnresolved(account);
    if (!isKnown && topLevelStackOf(resource.stack) !== topLevelStackOf(this.stack)) { return undefined; }
    return `arn::iam::${isKnown ? account : JSON.stringify(this.stack.resolve(account))}:${this.kind}${path ?? '/'}${name}`;
  }

  /** The ARN with the pseudo parameters that are known filled in. */
  private render(unknown: (token: IResolvable) => string): string {
    const mapToken = (token: IResolvable) => this.pseudoParameter(token) ?? unknown(token);
    return Tokenization.reverseString(this.value).mapTokens({ mapToken }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
  }

  private pseudoParameter(token: IResolvable): string | undefined {
    // Others are left alone: resolving them could fix the value of a Lazy too early.
    if (resourceReference(token) || !(Reference.isReference(token) || token.constructor === Intrinsic)) { return undefined; }
    switch (this.stack.resolve(token)?.Ref) {
      case 'AWS::Partition': return UNKNOWN;
      case 'AWS::AccountId': return Token.isUnresolved(this.stack.account) ? undefined : this.stack.account;
      default: return undefined;
    }
  }

  /** Tells tokens apart. Logical ids would not do: those of two stacks can be equal, and they can be overridden. */
  private resolve(token: IResolvable): string {
    const reference = resourceReference(token);
    if (reference) { return `<${this.pathOf(reference.target as CfnElement)}.${reference.displayName}>`; }
    const resolved = this.stack.resolve(token);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  }

  /** Path within its stack, which is named when it is another one. */
  private pathOf(element: CfnElement): string {
    const stack = topLevelStackOf(element.stack);
    return `${stack === topLevelStackOf(this.stack) ? '' : `${stack.node.id}::`}${Names.stackRelativeConstructPath(element)}`;
  }
}

/** The resource of a role, user or group whose own ARN this is, and nothing else. */
function principalResource(arn: string): CfnResource | undefined {
  const fragments = Tokenization.reverseString(arn);
  const reference = fragments.length === 1 && fragments.firstToken ? resourceReference(fragments.firstToken) : undefined;
  return reference?.displayName === 'Arn' && CfnResource.isCfnResource(reference.target) && reference.target.cfnResourceType in KINDS
    ? reference.target : undefined;
}

function resourceReference(token: IResolvable): Reference | undefined {
  return Reference.isReference(token) && CfnElement.isCfnElement(token.target) ? token : undefined;
}
