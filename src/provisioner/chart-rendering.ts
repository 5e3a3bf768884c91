import { Token, Tokenization } from 'aws-cdk-lib';
import { ApiObject, App, Chart, IResolver } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Manifest } from './contract';
import { ObjectToken } from './token-layers';
import { messageOf } from '../private/errors';

/** An object as cdk8s renders it, tokens still encoded. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly manifest: Manifest;
  /** Indexes of objects of the chart that must come before. */
  readonly after: number[];
}

export interface RenderedChart {
  readonly objects: RenderedObject[];
  readonly problems: string[];
}

/** Renders the objects one by one, so that a problem in one does not hide those in others. */
export function renderChart(chart: Chart): RenderedChart {
  letTokensThrough(chart);
  const problems = chart.node.findAll().flatMap((construct) => construct.node.validate().map((message) => `${construct.node.path}: ${message}`));
  const rendered = chart.node.findAll().filter(ApiObject.isApiObject).flatMap((construct) => {
    try {
      return [{ construct: construct as ApiObject, manifest: (construct as ApiObject).toJson() as Manifest }];
    } catch (error) {
      problems.push(messageOf(error));
      return [];
    }
  });
  const after = orderOf(chart, rendered.map(({ construct }) => construct));
  problems.push(...cyclesIn(rendered.map(({ construct }) => construct.node.path), after));
  return { objects: rendered.map((object, index) => ({ ...object, after: after[index] })), problems };
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

/** Constructs outside a chart that something in it depends on. */
export function dependenciesOf(chart: Chart): IConstruct[] {
  const targets = chart.node.findAll().flatMap((construct) => construct.node.dependencies);
  return [...new Set(targets.filter((target) => !target.node.scopes.includes(chart)))];
}

/** Dependencies between constructs of the chart, as dependencies between the objects in them. */
function orderOf(chart: Chart, objects: ApiObject[]): number[][] {
  const indexes = new Map<IConstruct, number[]>();
  objects.forEach((object, index) => {
    for (const scope of object.node.scopes) {
      if (!indexes.has(scope)) { indexes.set(scope, []); }
      indexes.get(scope)!.push(index);
    }
  });
  const after = objects.map(() => new Set<number>());
  for (const source of chart.node.findAll()) {
    for (const target of source.node.dependencies.filter((candidate) => candidate.node.scopes.includes(chart))) {
      for (const from of indexes.get(source) ?? []) {
        for (const to of indexes.get(target) ?? []) {
          if (from !== to) { after[from].add(to); }
        }
      }
    }
  }
  return after.map((set) => [...set].sort((a, b) => a - b));
}

function cyclesIn(paths: string[], after: number[][]): string[] {
  const done = new Set<number>();
  const walk = (index: number, trail: number[]): string[] => {
    if (trail.includes(index)) {
      return [`objects must not depend on each other in a circle, got ${[...trail.slice(trail.indexOf(index)), index].map((at) => paths[at]).join(' -> ')}`];
    }
    if (done.has(index)) { return []; }
    const cycles = after[index].flatMap((next) => walk(next, [...trail, index]));
    done.add(index);
    return cycles;
  };
  return after.flatMap((_, index) => walk(index, []));
}
