import { createHash } from 'crypto';
import { Token } from 'aws-cdk-lib';
import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { parseFieldPath, WantedOutputs } from './contract';
import { objectOf } from './object-of';
import { fail } from '../private/errors';

/** Values that are read from objects of a chart after they were applied. */
export class ChartValues {
  private readonly values = new Map<string, { readonly object: ApiObject; readonly path: string }>();
  private isRendered = false;

  constructor(private readonly scope: IConstruct) {}

  /** Name of the attribute that the value comes as. */
  public add(object: IConstruct, path: string): string {
    const apiObject = objectOf(object);
    if (Token.isUnresolved(path) || !parseFieldPath(path)) {
      fail('ValuePath', `path must be names of fields with dots between them, numbers of entries and other names in brackets, got "${path}": `
        + 'write for example status.loadBalancer.ingress[0].hostname or metadata.annotations[\'example.com/name\']', this.scope);
    }
    if (apiObject.apiVersion === 'v1' && apiObject.kind === 'Secret') {
      fail('ValueOfSecret', `values must not be read from a Secret, where anybody sees them who may describe the stack, got ${apiObject.name}: `
        + 'keep the value in AWS Secrets Manager, and bring it to the cluster from there', this.scope);
    }
    const id = createHash('sha256').update(`${apiObject.node.path} ${path}`).digest('hex').slice(0, 8);
    const attribute = `Value${id}`;
    if (this.isRendered && !this.values.has(attribute)) {
      fail('ValueTooLate', 'values must be asked for before the chart is rendered, got one during synthesis: ask for it outside of Lazy', this.scope);
    }
    this.values.set(attribute, { object: apiObject, path });
    return attribute;
  }

  /**
   * What the handler is told.
   *
   * @param objects Constructs of the objects, in the order of the chart.
   */
  public render(objects: readonly IConstruct[], problems: string[]): WantedOutputs {
    this.isRendered = true;
    return Object.fromEntries([...this.values].map(([attribute, { object, path }]) => {
      const index = objects.indexOf(object);
      if (index < 0) { problems.push(`values must be read from objects of the chart itself, got ${path} of ${object.node.path}: ask the chart that it is in`); }
      if (objects.lastIndexOf(object) !== index) { problems.push(`values must be read from one object, got ${path} of the list ${object.node.path}: write its objects one by one`); }
      return [attribute, { object: index, path }];
    }));
  }
}
