import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { AnnotationTexts } from './annotation-text';
import { annotationsOf } from './ingress-texts';
import { fail } from '../../../../private/errors';
import { AutoModeRules } from '../../../../rules';
import { ManagedControllers } from '../../../access';
import type { IngressAuthentication } from '../ingress-authentication';

/** Id of what lets the controllers read the Secret. */
const SECRET_ACCESS = 'AuthenticationSecret';

/** Writes annotations on an object that is made otherwise; those of the same names are replaced. */
export function annotate(construct: IConstruct, kind: string, texts: AnnotationTexts, authentication: IngressAuthentication | undefined): void {
  const object = ApiObject.of(construct);
  if (object.kind !== kind) {
    fail('AlbIngress', `the object must be of kind ${kind}, got ${object.kind} of ${object.apiVersion}: give the ${kind}`, construct);
  }
  Object.entries(annotationsOf(texts)).forEach(([name, text]) => object.metadata.addAnnotation(name, text));
  allowSecretOf(construct as Construct, object, authentication);
  AutoModeRules._attach(construct);
}

/** For OpenID Connect the load balancing of Auto Mode has to read a Secret beside the object. */
export function allowSecretOf(scope: Construct, object: ApiObject, authentication: IngressAuthentication | undefined): void {
  if (authentication?._secret && !scope.node.tryFindChild(SECRET_ACCESS)) {
    ManagedControllers.allowGetSecret(scope, SECRET_ACCESS, authentication._secret, { namespace: object.metadata.namespace });
  }
}
