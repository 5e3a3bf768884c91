import { Annotations, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { ClusterRole } from './cluster-role';
import { NodePolicy } from './node-policy';
import { NodeRole, NodeRoleProps } from './node-role';
import { fail } from '../../private/errors';
import { ClusterFacts } from '../../rules';
import { ClusterAccess } from '../access';
import { PrincipalArn } from '../access/principal-arn';

/** Roles that a cluster was given. */
export interface GivenRoles {
  readonly clusterRole?: iam.IRole;
  /** Role of the built-in NodePools, whose access entry EKS makes. */
  readonly builtInNodeRole?: iam.IRole;
  /** Role of custom NodeClasses; without it one is made. */
  readonly nodeRole?: iam.IRole;
  readonly facts: Pick<ClusterFacts, 'builtInNodePools'>;
}

/** The roles of the nodes of a cluster, and that they may join. */
export class NodeRoles {
  private readonly policies: iam.IManagedPolicy[] = [];
  private readonly admitted: iam.IRole[] = [];
  private _default?: iam.IRole;

  constructor(private readonly scope: Construct, private readonly access: ClusterAccess, private readonly given: GivenRoles) {}

  /** Role of NodeClasses that have none of their own; made when it is first asked for. */
  public get default(): iam.IRole {
    if (!this._default) {
      const { nodeRole } = this.given;
      this._default = nodeRole ?? new NodeRole(this.scope, 'NodeRole', { description: 'Nodes of custom NodeClasses of an EKS Auto Mode cluster' });
      this.policies.forEach((policy) => this.givePolicy(policy, this._default!, 'nodeRole'));
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
    if (this.admitted.some((other) => isSame(role, other, this.scope))) { return; }
    this.admitted.push(role);
    const problems = problemsOfNodeRole(property, role, this.given.clusterRole, this.scope);
    if (problems.length > 0) { fail('NodeRole', problems.join('; '), this.scope); }
    NodeRole._complete(role, property, this.scope);
    if (!this.access.grantNodes(role)) { this.warnOfSharing(property); }
  }

  /** Who the nodes of a NodeClass are, once they may join. */
  public identityOf(role: iam.IRole | undefined, profile: iam.IInstanceProfile | undefined): { role: string } | { instanceProfile: string } {
    if (!profile) {
      if (role) { this.admit(role, 'role'); }
      return { role: (role ?? this.default).roleName };
    }
    if (profile.role) {
      this.admit(profile.role, 'role of instanceProfile');
    } else {
      Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:instance-profile-role',
        `role of instance profile ${profile.node.path} is not known: without an access entry its nodes never join. `
        + 'Import the profile by InstanceProfile.fromInstanceProfileAttributes with its role, or write cluster.access.grantNodes(role) and acknowledge this');
    }
    return { instanceProfile: profile.instanceProfileName };
  }

  /** Gives a policy to the nodes of built-in NodePools and to those of NodeClasses without a role of their own. */
  public addPolicy(policy: iam.IManagedPolicy): void {
    this.policies.push(policy);
    const { builtInNodeRole, facts } = this.given;
    if (builtInNodeRole) {
      this.givePolicy(policy, builtInNodeRole, 'builtInNodeRole');
    } else if (facts.builtInNodePools?.length !== 0) {
      new NodePolicy(this.scope, policy).missBuiltInNodes();
    }
    if (this._default && this._default !== builtInNodeRole) { this.givePolicy(policy, this._default, 'nodeRole'); }
  }

  private givePolicy(policy: iam.IManagedPolicy, role: iam.IRole, property: string): void {
    new NodePolicy(this.scope, policy).giveTo(role, property);
  }

  private warnOfSharing(property: string): void {
    Annotations.of(this.scope).addWarningV2('cdk-eks-auto-mode:shared-node-role',
      `${property} is the role of the built-in NodePools: EKS keeps its access entry only for those, and what becomes of it when they are switched off `
      + `is not documented. Before switching them off, leave ${property} out, let NodePools use NodeClasses of new names, and deploy`);
  }
}

/** The role of a control plane is no role of nodes. */
export function problemsOfNodeRole(property: string, role: iam.IRole | undefined, clusterRole: iam.IRole | undefined, scope: IConstruct): string[] {
  return role instanceof ClusterRole || (role && isSame(role, clusterRole, scope))
    ? [`${property} must not be the role of the cluster, got ${role.node.path}: leave it out, or write new NodeRole(…)`] : [];
}

/** However the two came here: as constructs, views of them, or imported in several ways. */
function isSame(role: iam.IRole, other: iam.IRole | undefined, scope: IConstruct): boolean {
  if (!other || (iam.Role.isRole(role) && iam.Role.isRole(other))) { return role === other; }
  const [one, two] = [role, other].map((each) => new PrincipalArn(each.roleArn, Stack.of(scope), each));
  return one.equals(two);
}
