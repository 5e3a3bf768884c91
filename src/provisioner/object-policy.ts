import { IConstruct } from 'constructs';
import { FORCE_ANNOTATION, REMOVAL_POLICY_ANNOTATION, REPLACE_ANNOTATION, RETAIN, WAIT_ANNOTATION } from './contract';
import { objectOf } from './object-of';

/**
 * How single objects of a provisioned chart are treated, other than their chart says. Each is noted as an annotation of the object.
 *
 * Objects are those of cdk8s and of cdk8s-plus, NodeClasses and NodePools.
 */
export class ObjectPolicy {
  /**
   * Lets an object go, rather than delete it, when it leaves its chart or the chart is deleted. It stays in the cluster and belongs
   * to no chart until one takes it up again; so does its Namespace or the CRD of its kind, if the chart brings that. A creation that
   * fails still deletes what it made.
   *
   * It is also the way from one chart to another, of any stack: deploy this first, then move the object. Without it the old chart may
   * delete the object before the new one takes it up. Objects that a failed deployment brought are removed all the same.
   *
   * @param object The object.
   */
  public static retain(object: IConstruct): void {
    annotate(object, REMOVAL_POLICY_ANNOTATION, RETAIN);
  }

  /**
   * Replaces an object where a field that changed cannot be changed any more, such as the template of a Job: it is deleted, and
   * made anew once it is gone. Namespaces, CRDs and volumes are never replaced, nor is what was there before the chart.
   *
   * @param object The object.
   */
  public static replace(object: IConstruct): void {
    annotate(object, REPLACE_ANNOTATION, 'true');
  }

  /**
   * Takes fields of an object over from whoever else has set them, rather than fail. Their values are lost, also for a rollback.
   *
   * @param object The object.
   */
  public static forceConflicts(object: IConstruct): void {
    annotate(object, FORCE_ANNOTATION, 'true');
  }

  /**
   * Waits until an object is ready, whatever `waitFor` of its chart says.
   *
   * @param object The object.
   */
  public static wait(object: IConstruct): void {
    annotate(object, WAIT_ANNOTATION, 'true');
  }

  /**
   * Does not wait for an object, whatever `waitFor` of its chart says.
   *
   * @param object The object.
   */
  public static doNotWait(object: IConstruct): void {
    annotate(object, WAIT_ANNOTATION, 'false');
  }

  private constructor() {}
}

function annotate(object: IConstruct, annotation: string, value: string): void {
  objectOf(object).metadata.addAnnotation(annotation, value);
}
