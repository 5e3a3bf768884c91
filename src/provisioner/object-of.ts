import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail } from '../private/errors';

/** The object that a construct stands for: itself, or the one that a construct of cdk8s-plus is about. */
export function objectOf(construct: IConstruct): ApiObject {
  try {
    return ApiObject.of(construct);
  } catch {
    return fail('NoObject', `object must be an object of cdk8s or cdk8s-plus, a NodeClass or a NodePool, got ${construct.node.path || 'an app'}: name the object itself`);
  }
}
