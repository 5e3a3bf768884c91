import { Token, Tokenization } from 'aws-cdk-lib';
import { ApiObject, App, Chart, IResolver } from 'cdk8s';
import { circlesIn, orderOf } from './chart-order';
import { IndexRange, Manifest } from './contract';
import { ObjectToken } from './token-layers';
import { messageOf } from '../private/errors';
import { isList, objectsIn } from '../private/object-lists';
import { isToken } from '../private/tokens';

/** An object as cdk8s renders it, tokens still encoded. */
export interface RenderedObject {
  readonly construct: ApiObject;
  /** Path of the construct; in a list with the place of the item, such as `chart/list.items[3]`. */
  readonly path: string;
  readonly manifest: Manifest;
  /** Objects of the chart that must come before. */
  readonly after: IndexRange[];
}

export interface RenderedChart {
  readonly objects: RenderedObject[];
  readonly problems: string[];
}

/** Renders the objects one by one, so that a problem in one does not hide those in others. Lists are taken apart. */
export function renderChart(chart: Chart): RenderedChart {
  letTokensThrough(chart);
  const constructs = chart.node.findAll();
  const problems = constructs.flatMap((construct) => construct.node.validate().map((message) => `${construct.node.path}: ${message}`));
  const rendered = constructs.filter(ApiObject.isApiObject).flatMap((construct) => {
    try {
      return objectsOf(construct as ApiObject, problems);
    } catch (error) {
      problems.push(messageOf(error));
      return [];
    }
  });
  const order = orderOf(chart, rendered.map(({ construct }) => construct));
  for (const circle of circlesIn(order)) {
    problems.push(`objects must not depend on each other in a circle, got ${circle.map((index) => rendered[index].path).join(' -> ')}: remove one of the dependencies`);
  }
  return { objects: rendered.map((object, index) => ({ ...object, after: order[index] })), problems };
}

function objectsOf(construct: ApiObject, problems: string[]): Omit<RenderedObject, 'after'>[] {
  const { path } = construct.node;
  const json = construct.toJson();
  problems.push(...(construct.constructor === ApiObject ? [] : lostIn(json)).map((field) => `${path}: ${field}: must be written as cdk8s-plus takes it, got a value of a JSON patch that it loses: `
    + 'for a quantity write kplus.k8s.Quantity.fromString(…)'));
  const objects = objectsIn(json).map(({ manifest, place }) => ({ construct, path: `${path}${place}`, manifest: manifest as Manifest }));
  return objects.filter((object) => {
    const problem = isWholeList(object.manifest) ? 'items must be a list that is known at synthesis: write it here, its items may hold tokens'
      : object.path === path ? undefined : problemOfItem(object.manifest);
    if (problem) { problems.push(`${object.path}: ${problem}`); }
    return problem === undefined;
  });
}

/** Fields without a value. cdk8s leaves them out; what turns up later is what an object of cdk8s-plus could not read after a patch. */
function lostIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([key, item]) => {
    const field = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    return item === undefined ? [field] : lostIn(item, field);
  });
}

/** What only a list can bring: cdk8s sees to it that other objects have a kind and a name. */
function problemOfItem(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    const found = isToken(item) ? 'a token' : Array.isArray(item) ? 'a list' : typeof item === 'string' ? 'text' : `${item}`;
    return `an item of a list must be an object that is known at synthesis, got ${found}: write its apiVersion, kind and metadata`;
  }
  const { apiVersion, kind, metadata } = item as Partial<Manifest>;
  for (const [field, value] of Object.entries({ apiVersion, kind })) {
    if (!isText(value)) { return `an item of a list must have ${field === 'kind' ? 'a kind' : 'an apiVersion'}, got ${JSON.stringify(value) ?? 'none'}: write ${field}`; }
  }
  if (!isText(metadata?.name)) {
    const generated = metadata?.generateName ? ` and generateName ${JSON.stringify(metadata.generateName)}, which would make another object each time` : '';
    return `an item of a list must have a name, got ${kind} with ${metadata?.name === undefined ? 'none' : JSON.stringify(metadata.name)}${generated}: write metadata.name`;
  }
  return undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isWholeList(manifest: unknown): manifest is Manifest {
  return typeof manifest === 'object' && manifest !== null && isList(manifest as Manifest);
}

/** cdk8s would resolve token objects of the CDK by itself, without the context that they need. */
class TokenResolver implements IResolver {
  public resolve(context: { value: unknown; replaceValue(value: unknown): void }): void {
    if (Tokenization.isResolvable(context.value)) {
      context.replaceValue(Token.asString(new ObjectToken(context.value)));
    }
  }
}

function letTokensThrough(chart: Chart): void {
  const { resolvers } = App.of(chart);
  if (!resolvers.some((resolver) => resolver instanceof TokenResolver)) {
    resolvers.unshift(new TokenResolver());
  }
}
