import { fail } from '../../../private/errors';

/** Label that Kubernetes gives every namespace. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * Namespaces whose Ingresses may use a class.
 */
export class IngressNamespaces {
  /**
   * Namespaces by their names.
   *
   * @param names One or more.
   */
  public static named(...names: string[]): IngressNamespaces {
    if (names.length === 0) { fail('IngressNamespaces', 'names must have at least one namespace, got none: leave the prop out for all namespaces'); }
    return new IngressNamespaces({ matchExpressions: [{ key: NAME_LABEL, operator: 'In', values: names }] });
  }

  /**
   * Namespaces that have all of these labels.
   *
   * @param labels One or more.
   */
  public static labelled(labels: { [key: string]: string }): IngressNamespaces {
    if (Object.keys(labels).length === 0) { fail('IngressNamespaces', 'labels must have at least one entry, got none: leave the prop out for all namespaces'); }
    return new IngressNamespaces({ matchLabels: { ...labels } });
  }

  private constructor(
    /** @internal */
    public readonly _selector: object,
  ) {}
}
