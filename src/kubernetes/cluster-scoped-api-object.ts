import { ApiObject, ApiObjectMetadata, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { AutoModeRules } from '../rules';

/** What makes one kind of object. */
interface ClusterScopedApiObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ApiObjectMetadata;
  /** Called when the object is rendered. */
  readonly spec?: () => unknown;
  /** Fields beside the metadata, of a kind that has no spec. */
  readonly fields?: { readonly [name: string]: unknown };
}

/** The object behind a construct whose kind has no namespace; the rules of Auto Mode judge it in whatever app it is put. */
export function clusterScopedApiObject(scope: Construct, props: ClusterScopedApiObjectProps): ApiObject {
  const object = new ApiObject(scope, 'Resource', {
    apiVersion: props.apiVersion,
    kind: props.kind,
    metadata: props.metadata,
    ...props.spec && { spec: Lazy.any({ produce: props.spec }) },
    ...props.fields,
  });
  if (object.metadata.namespace !== undefined) {
    // A chart gives its namespace to every object, also to those that have none.
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  AutoModeRules._attach(scope);
  return object;
}
