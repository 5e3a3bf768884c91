import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { AlbIngressOptions } from './alb-ingress-options';
import { IngressAuthentication } from './ingress-authentication';
import { IngressTargetGroupOptions } from './ingress-target-group-options';
import { allowSecretOf } from './rendering/allow-secret';
import { AnnotationTexts } from './rendering/annotation-text';
import { annotationsOf, ingressTexts, targetGroupTexts } from './rendering/ingress-texts';
import { fail } from '../../../private/errors';
import { AutoModeRules } from '../../../rules';
import { keyValuePairs } from '../annotation-value';

/**
 * What a Service says of the targets that Application Load Balancers have for it.
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

/**
 * Annotations for Application Load Balancers on objects that exist already: those of cdk8s-plus, raw ones, and those of an included file.
 */
export class AlbAnnotations {
  /**
   * Writes what an Ingress says of its load balancer. Annotations of the same names are replaced.
   *
   * Rules stay as they are; cdk8s-plus sorts them, so that their order is not yours. `AlbIngress` keeps it.
   *
   * @param ingress An `Ingress` of cdk8s-plus, or an `ApiObject`.
   * @param options What the load balancer is like.
   */
  public static addToIngress(ingress: IConstruct, options: AlbIngressOptions): void {
    annotate(ingress, 'Ingress', ingressTexts(options), options.authentication);
  }

  /**
   * Writes what a Service says of the targets that load balancers have for it. It holds against what Ingresses say.
   *
   * @param service A `Service` of cdk8s-plus, or an `ApiObject`.
   * @param options What the targets are like.
   */
  public static addToService(service: IConstruct, options: AlbServiceOptions): void {
    const { authentication, tags } = options;
    annotate(service, 'Service', {
      ...targetGroupTexts(options), ...authentication?._texts, tags: tags && keyValuePairs('tags', tags),
    }, authentication);
  }

  private constructor() {}
}

function annotate(construct: IConstruct, kind: string, texts: AnnotationTexts, authentication: IngressAuthentication | undefined): void {
  const object = ApiObject.of(construct);
  if (object.kind !== kind) {
    fail('AlbAnnotations', `the object must be of kind ${kind}, got ${object.kind}: give the ${kind}`, construct);
  }
  Object.entries(annotationsOf(texts)).forEach(([name, text]) => object.metadata.addAnnotation(name, text));
  allowSecretOf(construct as Construct, object, authentication);
  AutoModeRules._attach(construct);
}
