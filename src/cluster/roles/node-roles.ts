import { Annotations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, DependencyGroup } from 'constructs';
import { NodeRole, NodeRoleProps } from './node-role';
import { fail } from '../../private/errors';
import { ClusterAccess } from '../access';

/** Roles that a cluster was given. */
export interface GivenRoles {
  readonly clusterRole?: iam.IRole;
  /** Role of the built-in NodePools, whose access entry EKS makes. */
  readonly builtInNodeRole?: iam.IRole;
  /** Role of custom NodeClasses; without it one is made. */
  readonly nodeRole?: iam.IRole;
}

/** The roles of the nodes of a cluster, and that they may join. */
export class NodeRoles {
  /** What must be there before nodes can join. */
  public readonly ready = new DependencyGroup();

  private readonly policies: iam.IManagedPolicy[] = [];
  private readonly admitted = new Set<string>();
  private _default?: iam.IRole;

  constructor(private readonly scope: Construct, private readonly access: ClusterAccess, private readonly given: GivenRoles) {}

  /** Role of NodeClasses that have none of their own; made when it is first asked for. */
  public get default(): iam.IRole {
    if (!this._default) {
      const { nodeRole, builtInNodeRole } = this.given;
      this._default = nodeRole ?? new NodeRole(this.scope, 'NodeRole', { description: 'Nodes of custom NodeClasses of an EKS Auto Mode cluster' });
      this.policies.forEach((policy) => this._default!.addManagedPolicy(policy));
      if (isSame(this._default, builtInNodeRole)) { this.warnOfSharing(); }
      this.admit(this._default, 'nodeRole');
    }
    return this._default;
  }

  /** Makes a further role. */
  public add(id: string, props: NodeRoleProps): NodeRole {
    const group = this.scope.node.tryFindChild('NodeRoles') as Construct ?? new Construct(this.scope, 'NodeRoles');
    const role = new NodeRole(group, id, props);
    this.admit(role, 'role');
    return role;
  }

  /** Lets nodes with a role join. */
  public admit(role: iam.IRole, property: string): void {
    if (this.admitted.has(role.roleArn)) { return; }
    this.admitted.add(role.roleArn);
    checkNotClusterRole(property, role, this.given.clusterRole, this.scope);
    NodeRole._complete(role, property, this.scope);
    const entry = this.access.grantNodes(role);
    if (entry) { this.ready.add(entry); }
  }

  /** Gives a policy to the nodes of built-in NodePools and to those of NodeClasses without a role of their own. */
  public addPolicy(policy: iam.IManagedPolicy): void {
    this.policies.push(policy);
    new Set([this.given.builtInNodeRole, this._default]).forEach((role) => role?.addManagedPolicy(policy));
  }

  private warnOfSharing(): void {
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:shared-node-role',
      'nodeRole is the role of the built-in NodePools: EKS keeps its access entry only for those, and what becomes of it when they are switched off '
      + 'is not documented. Before switching them off, leave nodeRole out, let NodePools use NodeClasses of new names, and deploy');
  }
}

/** Refuses the role of the control plane as that of nodes. */
export function checkNotClusterRole(property: string, role: iam.IRole | undefined, clusterRole: iam.IRole | undefined, scope: Construct): void {
  if (role && isSame(role, clusterRole)) {
    fail('NodeRole', `${property} must not be the role of the cluster, got ${role.node.path}: leave it out, or write new NodeRole(…)`, scope);
  }
}

function isSame(role: iam.IRole, other: iam.IRole | undefined): boolean {
  return role.roleArn === other?.roleArn;
}
