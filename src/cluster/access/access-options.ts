import { AccessEntryType } from './access-entry-type';
import { AccessPolicy } from './access-policy';

/**
 * What a principal may do in a cluster.
 */
export interface AccessOptions {
  /**
   * What the entry is for. It cannot be changed.
   *
   * @default - that of the principal's entry, if it has one; otherwise AccessEntryType.STANDARD
   */
  readonly type?: AccessEntryType;

  /**
   * Rights that EKS defines, at most 20. Each policy once, with all its namespaces.
   *
   * Only with type STANDARD; with type EC2 only `AccessPolicy.AUTO_NODE`.
   *
   * @default - with type EC2 AccessPolicy.AUTO_NODE, otherwise none
   */
  readonly policies?: AccessPolicy[];

  /**
   * Groups of Kubernetes that the principal belongs to, for RoleBindings and ClusterRoleBindings. Only with type STANDARD.
   *
   * EKS does not check that a binding names them. They must not begin with `system:`, `eks:`, `aws:`, `amazon:` or `iam:`; in place
   * of `system:masters` write `AccessPolicy.CLUSTER_ADMIN`.
   *
   * @default - none
   */
  readonly kubernetesGroups?: string[];

  /**
   * Name of the principal in Kubernetes and its audit log. Only with type STANDARD.
   *
   * It must not begin with `system:`, `eks:`, `aws:`, `amazon:` or `iam:`. `{{SessionName}}` and `{{SessionNameRaw}}` stand for the name
   * of a role's session, and need a colon somewhere before them. Without one of them all sessions of a role have the same name.
   *
   * @default - EKS makes it from the ARN: of a role without its path, with the name of the session
   * @see https://docs.aws.amazon.com/eks/latest/userguide/set-custom-username.html
   */
  readonly username?: string;

  /**
   * Tags of the entry.
   *
   * @default - those of the stack
   */
  readonly tags?: { [key: string]: string };
}
