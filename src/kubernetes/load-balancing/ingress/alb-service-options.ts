import { IngressAuthentication } from './ingress-authentication';
import { IngressTargetGroupOptions } from './ingress-target-group-options';

/**
 * What a Service says of the targets that Application Load Balancers have for it. It holds against what Ingresses say.
 */
export interface AlbServiceOptions extends IngressTargetGroupOptions {
  /**
   * Whether users have to sign in before requests go to this Service. It counts where a rule forwards to this Service alone.
   *
   * @default - as the Ingress says
   */
  readonly authentication?: IngressAuthentication;

  /**
   * Tags of the target groups. They need the policy for tags on the cluster role, which a provisioned chart brings by itself.
   *
   * @default - those of the Ingress
   */
  readonly tags?: { [key: string]: string };
}
