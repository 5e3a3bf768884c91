import { fail } from '../private/errors';

const GROUP_KIND = /^[A-Z]\w*(\.[a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$/;

/**
 * Which objects of a chart a deployment waits for until they are ready.
 *
 * CRDs are always waited for, since what follows them needs them. `ObjectPolicy` makes exceptions for single objects.
 */
export class WaitFor {
  /** For nothing: the deployment is done when the API server has taken the objects. */
  public static nothing(): WaitFor {
    return new WaitFor(['none']);
  }

  /** For NodeClasses and NodePools: wrong subnets, roles and selectors show in the deployment. The default. */
  public static nodes(): WaitFor {
    return new WaitFor(['NodeClass.eks.amazonaws.com', 'NodePool.karpenter.sh']);
  }

  /** For every object, such as Deployments with all their pods, finished Jobs and load balancers with an address. */
  public static everything(): WaitFor {
    return new WaitFor(['*']);
  }

  /**
   * For objects of some kinds. A kind that the chart has with another group is an error at synthesis, one of which it has no object a warning: nothing
   * is waited for there.
   *
   * @param groupKinds Kinds with their group, such as `Deployment.apps` or `Ingress.networking.k8s.io`; without a group those of the core, such as `Service`.
   */
  public static kinds(...groupKinds: string[]): WaitFor {
    if (groupKinds.length === 0) { fail('WaitForKinds', 'groupKinds must have at least one kind, got none: write WaitFor.nothing()'); }
    for (const groupKind of groupKinds) {
      if (!GROUP_KIND.test(groupKind)) {
        fail('WaitForKinds', `groupKinds must be kinds with their group, got "${groupKind}": write for example Deployment.apps, or Service`);
      }
    }
    return new WaitFor(groupKinds, groupKinds);
  }

  private constructor(
    /** @internal */
    public readonly _groupKinds: string[],
    /**
     * Kinds that somebody has named for a chart, which then should have some.
     *
     * @internal
     */
    public readonly _namedKinds: string[] = [],
  ) {}
}
