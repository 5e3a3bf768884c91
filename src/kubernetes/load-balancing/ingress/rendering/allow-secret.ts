import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ManagedControllers } from '../../../access';
import type { IngressAuthentication } from '../ingress-authentication';

/** Id of what lets the controllers read the Secret. */
const ID = 'AuthenticationSecret';

/** For OpenID Connect the load balancing of Auto Mode has to read a Secret beside the object. */
export function allowSecretOf(scope: Construct, object: ApiObject, authentication: IngressAuthentication | undefined): void {
  if (authentication?._secret && !scope.node.tryFindChild(ID)) {
    ManagedControllers.allowGetSecret(scope, ID, authentication._secret, { namespace: object.metadata.namespace });
  }
}
