import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { IAlbIngressClass } from './alb-ingress-class';
import { AlbIngressOptions } from './alb-ingress-options';
import { AlbServiceOptions } from './alb-service-options';
import { IngressAction } from './ingress-action';
import { IngressRule } from './ingress-rule';
import { allowSecretOf, annotate } from './rendering/annotate';
import { AnnotationTexts } from './rendering/annotation-text';
import { RenderedRules, renderRules } from './rendering/ingress-spec';
import { annotationsOf, ingressTexts, serviceTexts } from './rendering/ingress-texts';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { AutoModeRules } from '../../../rules';
import { TypedObject } from '../../typed-object';

/**
 * Properties of `AlbIngress`.
 */
export interface AlbIngressProps extends AlbIngressOptions {
  /**
   * Name, namespace, labels and annotations of the object. Annotations that are written here hold against those that come from props.
   *
   * @default - a name made from the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Class of the Ingress, one of Auto Mode.
   *
   * @default - the default class of the cluster; without one the Ingress is ignored
   */
  readonly ingressClass?: IAlbIngressClass;

  /**
   * What is done with which requests; of several rules that a request fits, the first one counts. More can be added by `addRule`.
   *
   * @default - none
   */
  readonly rules?: IngressRule[];

  /**
   * What is done with requests that no rule fits; on one Ingress of a group at most.
   *
   * @default - they are answered with 404
   */
  readonly defaultAction?: IngressAction;
}

/**
 * Rules of an Application Load Balancer, which Auto Mode makes for it: an `Ingress` of Kubernetes that keeps the order of its rules.
 *
 * An ordinary cdk8s construct: it works in any chart. `cluster.loadBalancing.addIngress` takes constructs of the CDK for certificates and the like.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export class AlbIngress extends TypedObject {
  /**
   * Writes what an Ingress that is made otherwise says of its load balancer. Annotations of the same names are replaced.
   *
   * Rules stay as they are. cdk8s-plus sorts them, and the controller tries exact paths and long prefixes of a host first: the order of an `AlbIngress` is yours.
   *
   * @param ingress An Ingress of cdk8s-plus, or an ApiObject of that kind, such as one of an included file.
   * @param options What the load balancer is like.
   */
  public static configure(ingress: IConstruct, options: AlbIngressOptions): void {
    annotate(ingress, 'Ingress', ingressTexts(options), options.authentication);
  }

  /**
   * Writes what a Service says of the targets that load balancers have for it: it holds against what Ingresses say of theirs.
   *
   * @param service A Service of cdk8s-plus, or an ApiObject of that kind, such as one of an included file.
   * @param options What the targets are like.
   */
  public static configureService(service: IConstruct, options: AlbServiceOptions): void {
    annotate(service, 'Service', serviceTexts(options), options.authentication);
  }

  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  private readonly defaultAction?: IngressAction;
  private readonly writtenAnnotations: ReadonlySet<string>;
  private rules: readonly IngressRule[] = [];
  private rendered: RenderedRules;

  constructor(scope: Construct, id: string, props: AlbIngressProps) {
    const texts = ingressTexts(props);
    super(scope, id);
    this.defaultAction = props.defaultAction;
    this.rendered = renderRules([], props.defaultAction);
    this.writtenAnnotations = new Set(Object.keys(props.metadata?.annotations ?? {}));
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => ({ ingressClassName: props.ingressClass?.ingressClassName, ...this.rendered.spec }) }),
    });
    this.annotate(texts);
    this.annotate(this.rendered.texts);
    this.checkNamespaces(props.defaultAction ? [props.defaultAction] : []);
    this.addRule(...props.rules ?? []);
    allowSecretOf(this, this.apiObject, props.authentication);
    this.node.addValidation({
      validate: () => this.rules.length > 0 || this.defaultAction ? [] : ['an AlbIngress must have rules or a defaultAction, got none: add a rule'],
    });
    AutoModeRules._attach(this);
  }

  /**
   * Adds rules after those that are there.
   *
   * @param rules The rules in their order.
   */
  public addRule(...rules: IngressRule[]): void {
    const all = [...this.rules, ...rules];
    const rendered = renderRules(all, this.defaultAction);
    this.checkNamespaces(rules.map(({ action }) => action));
    [this.rules, this.rendered] = [all, rendered];
    this.annotate(rendered.texts);
  }

  private annotate(texts: AnnotationTexts): void {
    Object.entries(annotationsOf(texts))
      .filter(([name]) => !this.writtenAnnotations.has(name))
      .forEach(([name, text]) => this.metadata.addAnnotation(name, text));
  }

  /** An Ingress finds Services in its own namespace only. */
  private checkNamespaces(actions: IngressAction[]): void {
    const { namespace } = this.apiObject.metadata;
    for (const { _construct: service } of actions.flatMap(({ _backends }) => _backends)) {
      const other = service?.metadata.namespace;
      if (service && other !== namespace && !isToken(other) && !isToken(namespace)) {
        fail('IngressNamespace', `Services of an Ingress must be in its namespace ${namespace ?? '(none is written)'}, `
          + `got ${service.name} in ${other ?? 'one that is not written'}: put the Ingress into the namespace of the Service; `
          + 'Ingresses of several namespaces can share a load balancer by the group of their class', this);
      }
    }
  }
}
