import { ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import { Construct } from 'constructs';

/**
 * What every typed Kubernetes object has: the object behind it, and what can be said of that.
 *
 * @internal
 */
export abstract class TypedObject extends Construct {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public abstract readonly apiObject: ApiObject;

  /** Name of the object in the cluster. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** Labels, annotations and other metadata of the object; labels and annotations can be added. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }
}
