import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { cdk8sPlus } from '../../private/cdk8s-plus';
import { fail } from '../../private/errors';
import { isToken } from '../../private/tokens';

/** Id of a binding within its role. */
const BINDING = 'ManagedControllers';

/**
 * Options of `ManagedControllers.allowGetSecret`.
 */
export interface AllowGetSecretOptions {
  /**
   * Namespace of the Secret. A Role counts only in its own, so that it must be the same.
   *
   * @default - that of the Secret, when it is made by a construct; otherwise that of the chart
   */
  readonly namespace?: string;
}

/**
 * Further rights in Kubernetes for the controllers that Auto Mode runs outside of the cluster: load balancing, networking, compute,
 * block storage and cluster insights.
 *
 * What they need in general they have by access policies of EKS. Whatever is bound to their group, all of them get: name
 * single objects, and prefer Roles to ClusterRoles. Rights in AWS are another matter.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-managed-rbac.html
 */
export class ManagedControllers {
  /** Group of Kubernetes that the controllers belong to. EKS makes their access entry by itself. */
  public static readonly GROUP = 'eks:managed';

  /**
   * Gives the controllers what a Role allows, in the namespace of the Role. A second call for the same Role gives the first binding.
   *
   * @param role The Role.
   */
  public static bindRole(role: kplus.Role): kplus.RoleBinding {
    const present = role.node.tryFindChild(BINDING) as kplus.RoleBinding | undefined;
    if (present) { return present; }
    const { Group, RoleBinding } = cdk8sPlus();
    const binding = new RoleBinding(role, BINDING, { role, metadata: { namespace: role.metadata.namespace } });
    binding.addSubjects(Group.fromName(binding, 'Group', ManagedControllers.GROUP));
    return binding;
  }

  /**
   * Gives the controllers what a ClusterRole allows, in the whole cluster. A second call for the same ClusterRole gives the first binding.
   *
   * @param role The ClusterRole.
   */
  public static bindClusterRole(role: kplus.ClusterRole): kplus.ClusterRoleBinding {
    const present = role.node.tryFindChild(BINDING) as kplus.ClusterRoleBinding | undefined;
    if (present) { return present; }
    const { ClusterRoleBinding, Group } = cdk8sPlus();
    const binding = new ClusterRoleBinding(role, BINDING, { role });
    binding.addSubjects(Group.fromName(binding, 'Group', ManagedControllers.GROUP));
    if (binding.metadata.namespace !== undefined) {
      // A chart gives its namespace to every object, also to those that have none.
      ApiObject.of(binding).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    return binding;
  }

  /**
   * Lets the controllers read one Secret: an ALB needs it for sign-in with OpenID Connect.
   *
   * Makes a Role and its RoleBinding. When they go, the load balancer can no longer be set up.
   *
   * @param scope Where the two are made, in a chart.
   * @param id Id of what holds the two.
   * @param secret The Secret; the Ingress must be in the same namespace.
   * @param options Where the Secret is.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-managed-rbac-example.html
   */
  public static allowGetSecret(scope: Construct, id: string, secret: kplus.ISecret, options: AllowGetSecretOptions = {}): kplus.RoleBinding {
    const namespace = namespaceOf(secret, options.namespace, scope);
    const { Role } = cdk8sPlus();
    const role = new Role(new Construct(scope, id), 'Role', { metadata: { namespace } });
    role.allowGet(secret);
    return ManagedControllers.bindRole(role);
  }

  private constructor() {}
}

function namespaceOf(secret: kplus.ISecret, given: string | undefined, scope: Construct): string | undefined {
  const { metadata } = secret as Partial<kplus.Secret>;
  if (!metadata) { return given; }
  const effective = given ?? metadata.namespace ?? Chart.of(scope).namespace;
  if (effective !== metadata.namespace && !isToken(effective) && !isToken(metadata.namespace)) {
    fail('SecretNamespace', `namespace must be that of the Secret, which is ${metadata.namespace ?? 'not set'}, got ${effective}: `
      + (metadata.namespace === undefined ? 'give the Secret a namespace' : 'leave it out'), scope);
  }
  return effective;
}
