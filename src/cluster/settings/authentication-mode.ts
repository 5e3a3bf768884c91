/**
 * Where the cluster looks for who may come in. Auto Mode needs access entries, so the mode with the ConfigMap `aws-auth` alone
 * is not among these.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export enum AuthenticationMode {
  /** In access entries only. A cluster cannot go back from it. */
  API = 'API',
  /** In access entries, and in the ConfigMap `aws-auth` for those who have no entry. For clusters that are on their way. */
  API_AND_CONFIG_MAP = 'API_AND_CONFIG_MAP',
}
