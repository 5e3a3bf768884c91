import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { RouteParent } from './route-parent';
import { fail } from '../../private/errors';
import { AutoModeRules } from '../../rules';
import { TypedObject } from '../typed-object';

/** What makes a route of one kind. */
export interface RouteObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ApiObjectMetadata;
  readonly gateways: RouteParent[];
  readonly hostnames?: string[];
  readonly rules: object[];
}

/**
 * What all routes have.
 *
 * @internal
 */
export abstract class RouteBase extends TypedObject {
  /** The object as cdk8s renders it, for JSON patches and dependencies. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, { gateways, hostnames, rules, ...object }: RouteObject) {
    const empty = [['gateways', gateways], ['rules', rules]].filter(([, list]) => list.length === 0).map(([name]) => String(name));
    if (empty.length > 0) { fail('Route', `${empty.join(' and ')} of a route must have at least one entry, got none: write one`); }
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...object,
      spec: { parentRefs: gateways.map(renderParent), hostnames: hostnames?.length ? [...hostnames] : undefined, rules },
    });
    AutoModeRules._attach(this);
  }
}

function renderParent({ gateway, listenerName }: RouteParent): object {
  return { name: gateway.gatewayName, namespace: gateway.gatewayNamespace, sectionName: listenerName };
}
