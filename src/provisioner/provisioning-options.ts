import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { WaitFor } from './wait-for';

/**
 * How a chart is provisioned.
 */
export interface ProvisioningOptions {
  /**
   * How long it may take until all objects are applied and ready, or gone; 1 to 50 minutes, known at synthesis.
   *
   * After that the deployment fails and says which objects are not ready.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;

  /**
   * Which objects the deployment waits for until they are ready.
   *
   * @default WaitFor.nodes()
   */
  readonly waitFor?: WaitFor;

  /**
   * Whether fields that somebody else has set to other values are taken over from them. Their values are lost, also for a rollback.
   *
   * @default false - the deployment fails with the fields and who has set them
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
   */
  readonly forceConflicts?: boolean;

  /**
   * Whether an object is replaced where a field that changed cannot be changed any more: it is deleted, and made anew once it is gone.
   * Namespaces, CRDs and volumes are never replaced, nor is what was there before the chart.
   *
   * @default false - the deployment fails with the object and its fields
   */
  readonly replaceImmutable?: boolean;

  /**
   * What becomes of the objects when the chart is deleted. With `RETAIN` they stay in the cluster and belong to no chart, and
   * another stack may take them over; a creation that fails still removes what it made. Objects that leave the chart before are
   * deleted all the same, see `ObjectPolicy.retain`.
   *
   * With `RETAIN` for the chart of the nodes, a cluster is deleted without waiting for its nodes to drain.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}
