import { Annotations } from 'aws-cdk-lib';
import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ClusterFacts, RuleLevel } from '../rules';
import type { ChartManifest } from './chart-manifest';
import { dependenciesOf } from './chart-order';
import { objectNameOf } from './contract';
import { identityOf } from './object-summary';
import { Judgement } from '../rules/judgement';

/** A chart that goes to a cluster. */
export interface RegisteredChart extends IConstruct {
  readonly chartName: string;
  readonly chart: Chart;
  /** What is provisioned, or would be at this moment. */
  readonly _manifest: ChartManifest;
}

/** All charts of one cluster: their order, and what is wrong between them. */
export class ChartRegistry {
  /** The chart that comes before every other: the cluster's own NodeClasses and NodePools. */
  public foundation?: RegisteredChart;

  private readonly charts: RegisteredChart[] = [];
  private readonly prerequisites: ((chart: RegisteredChart) => IConstruct[])[] = [];

  constructor(private readonly scope: IConstruct, private readonly facts: ClusterFacts) {
    scope.node.addValidation({ validate: () => this.validate() });
  }

  public register(chart: RegisteredChart): void {
    this.charts.push(chart);
  }

  /** Adds what must be there before a chart because of what is in it. Asked when the chart is rendered. */
  public addPrerequisites(prerequisitesOf: (chart: RegisteredChart) => IConstruct[]): void {
    this.prerequisites.push(prerequisitesOf);
  }

  /** What must be there before a chart: other charts, constructs of the CDK that its objects depend on, and what they need. */
  public preceding(chart: RegisteredChart): IConstruct[] {
    const dependencies = dependenciesOf(chart.chart);
    const ofCloudFormation = dependencies.filter((dependency) => dependency.node.root === chart.node.root);
    const asked = this.chartsOf(dependencies);
    const { foundation } = this;
    const isFirst = !foundation || foundation === chart || this.reaches(foundation, chart);
    const needed = this.prerequisites.flatMap((prerequisitesOf) => prerequisitesOf(chart));
    return [...new Set([...isFirst ? [] : [foundation], ...asked, ...ofCloudFormation, ...needed])];
  }

  private chartsOf(dependencies: IConstruct[]): RegisteredChart[] {
    return this.charts.filter(({ chart }) => dependencies.some((dependency) => dependency.node.scopes.includes(chart)));
  }

  /** Whether a chart waits for another, also by way of others. */
  private reaches(from: RegisteredChart, to: RegisteredChart, seen = new Set<RegisteredChart>()): boolean {
    if (from === to) { return true; }
    seen.add(from);
    return this.awaitedBy(from).some((next) => !seen.has(next) && this.reaches(next, to, seen));
  }

  /** Charts that have to be there before a chart: those with objects that its own depend on, and those whose values are in it. */
  private awaitedBy({ chart, _manifest }: RegisteredChart): RegisteredChart[] {
    const targets = _manifest.targets;
    return [...new Set([
      ...this.chartsOf(dependenciesOf(chart)),
      ...targets.length === 0 ? [] : this.charts.filter((candidate) => targets.some((target) => target.node.scopes.includes(candidate))),
    ])];
  }

  /** CloudFormation would only find these in a deployment, in its own words. */
  private circles(): string[] {
    const done = new Set<RegisteredChart>();
    const walk = (chart: RegisteredChart, trail: RegisteredChart[]): string[] => {
      if (trail.includes(chart)) {
        const circle = [...trail.slice(trail.indexOf(chart)), chart].map(({ chartName }) => chartName);
        return [circle.length === 2
          ? `a chart must not use a value that is read from itself, got chart ${chart.chartName}: move the object that uses it to another chart`
          : `charts must not wait for each other in a circle, got ${circle.join(' -> ')}: move the objects that depend on each other, or on values of each other, to one chart`];
      }
      if (done.has(chart)) { return []; }
      const found = this.awaitedBy(chart).flatMap((next) => walk(next, [...trail, chart]));
      done.add(chart);
      return found;
    };
    return this.charts.flatMap((chart) => walk(chart, []));
  }

  /** Objects that wait for something that nobody brings. */
  private unmetDependencies(): string[] {
    return this.charts.flatMap((chart) => dependenciesOf(chart.chart)
      .filter((dependency) => dependency.node.root !== chart.node.root && this.chartsOf([dependency]).length === 0)
      .map((dependency) => `objects of chart ${chart.chartName} depend on ${dependency.node.path}, which does not go to this cluster: `
        + 'provision its chart too, or remove the dependency'));
  }

  /** Problems between charts, and what breaks the rules of Auto Mode. */
  private validate(): string[] {
    const objects = this.charts.flatMap((chart) => chart._manifest.judged.map((object) => ({
      ...object, path: `${chart.node.path}: ${object.path}`, provisionedBy: chart,
    })));
    const findings = new Judgement(objects, this.facts).findings;
    for (const { ruleId, message } of findings.filter(({ level }) => level === RuleLevel.WARNING)) {
      Annotations.of(this.scope).addWarningV2(`cdk-eks-auto-mode:${ruleId}`, message);
    }
    return [
      ...this.unmetDependencies(),
      ...this.circles(),
      ...repeated(this.charts, ({ chartName }) => chartName).map(([name, charts]) =>
        `charts of a cluster must have different names, got "${name}" at ${charts.map((chart) => chart.node.path).join(' and ')}: rename one of them`),
      ...repeated(objects, ({ manifest }) => identityOf(manifest)).map(([, same]) =>
        `an object must be in one place of one chart, got ${objectNameOf(same[0].manifest)} at ${same.map((object) => object.path).join(' and ')}: `
        + 'remove it from one of them'),
      ...findings.filter(({ level }) => level === RuleLevel.ERROR).map(({ message }) => message),
    ];
  }
}

function repeated<T>(items: T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) { groups.set(key, []); }
    groups.get(key)!.push(item);
  }
  return [...groups].filter(([, group]) => group.length > 1);
}
