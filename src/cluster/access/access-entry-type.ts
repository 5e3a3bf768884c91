/**
 * What an access entry is for. It cannot be changed: CloudFormation replaces the entry then, and makes the new one before it
 * deletes the old one, although a principal can have only one.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export enum AccessEntryType {
  /** People, pipelines and controllers: any role or user, of any account, with policies, groups and a username. */
  STANDARD = 'STANDARD',
  /** Nodes of custom NodeClasses of Auto Mode: a role of the cluster's account, with `AccessPolicy.AUTO_NODE` and nothing else. */
  EC2 = 'EC2',
  /** Self-managed nodes with Linux or Bottlerocket: a role of the cluster's account. Whoever deploys needs `iam:PassRole` for it. */
  EC2_LINUX = 'EC2_LINUX',
  /** Self-managed nodes with Windows: a role of the cluster's account. Whoever deploys needs `iam:PassRole` for it. */
  EC2_WINDOWS = 'EC2_WINDOWS',
  /** Pods on Fargate: a role of the cluster's account. EKS makes the entries of Fargate profiles by itself. */
  FARGATE_LINUX = 'FARGATE_LINUX',
  /** Hybrid nodes: a role of the cluster's account. */
  HYBRID_LINUX = 'HYBRID_LINUX',
  /** Nodes of SageMaker HyperPod: a role of the cluster's account. */
  HYPERPOD_LINUX = 'HYPERPOD_LINUX',
}
