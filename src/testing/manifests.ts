import { Stack, Stage } from 'aws-cdk-lib';
import type * as assertions from 'aws-cdk-lib/assertions';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Yaml } from 'cdk8s';
import { SnapshotText } from './snapshot-text';
import { fail } from '../private/errors';
import { objectNameOf } from '../provisioner/contract';
import { ProvisionedChart } from '../provisioner/provisioned-chart';

/** What makes an object a resource for `Template`, and is not part of it. */
const TYPE_LINE = /^ *"Type": .*\n/gm;

/** One object of a stack. */
interface StackObject {
  /** `Kind namespace/name`, with the path of its chart where two charts have one of that name. */
  readonly name: string;
  readonly type: string;
  readonly manifest: { [field: string]: any };
}

/**
 * The Kubernetes objects that a stack provisions, for tests: what `Template` of `aws-cdk-lib/assertions` is for resources.
 *
 * Patterns are those of `Template`, with `Match` of `aws-cdk-lib/assertions` for everything that is not to be compared literally. A value that only CloudFormation
 * knows is the expression that makes it, such as `{ Ref: 'Bucket83908E77' }`, as in a template.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.assertions-readme.html
 *
 * @example
 * const manifests = Manifests.fromStack(stack);
 *
 * manifests.resourceCountIs('karpenter.sh/v1', 'NodePool', 2);
 * manifests.hasResource('karpenter.sh/v1', 'NodePool', {
 *   metadata: { name: 'batch' },
 *   spec: { template: { spec: { expireAfter: '168h' } } },
 * });
 */
export class Manifests {
  /**
   * The objects of all charts that a stack provisions, to whatever clusters. The app of the stack is synthesized, if it was not before.
   *
   * @param stack The stack, in an app or stage.
   */
  public static fromStack(stack: Stack): Manifests {
    const assembly = synthesize(stack);
    const charts = stack.node.findAll().filter(ProvisionedChart._isProvisionedChart).filter((chart) => Stack.of(chart) === stack);
    return new Manifests(`stack ${stack.stackName}`, charts, assembly);
  }

  /**
   * The objects of one chart. The app of the chart is synthesized, if it was not before.
   *
   * @param chart The chart, as it was provisioned.
   */
  public static fromProvisionedChart(chart: ProvisionedChart): Manifests {
    return new Manifests(`chart ${chart.chartName}`, [chart], synthesize(Stack.of(chart)));
  }

  private readonly objects: readonly StackObject[];
  private readonly template: assertions.Template;

  private constructor(private readonly place: string, charts: readonly ProvisionedChart[], private readonly assembly: CloudAssembly) {
    this.objects = objectsOf(charts);
    // Its matching and its messages are those that users of the CDK know.
    const { Template } = loadAssertions();
    const resources = this.objects.map(({ name, type, manifest }) => [name, { Type: type, ...manifest }]);
    this.template = Template.fromJSON({ Resources: Object.fromEntries(resources) });
  }

  /**
   * Asserts that there is a number of objects of a kind.
   *
   * @param apiVersion Group and version, such as `apps/v1`; `v1` for kinds of the core.
   * @param kind Kind, such as `Deployment`.
   * @param count How many.
   */
  public resourceCountIs(apiVersion: string, kind: string, count: number): void {
    this.assert(() => this.template.resourceCountIs(typeOf({ apiVersion, kind }), count));
  }

  /**
   * Asserts that there is an object of a kind that matches a pattern.
   *
   * @param apiVersion Group and version, such as `apps/v1`; `v1` for kinds of the core.
   * @param kind Kind, such as `Deployment`.
   * @param props Fields that the object must have, from the top: `metadata`, `spec` and so on. Others may be there.
   */
  public hasResource(apiVersion: string, kind: string, props: { [field: string]: any }): void {
    this.mustHave(apiVersion, kind);
    this.assert(() => this.template.hasResource(typeOf({ apiVersion, kind }), props));
  }

  /**
   * Asserts that all objects of a kind match a pattern, and that there is one.
   *
   * @param apiVersion Group and version, such as `apps/v1`; `v1` for kinds of the core.
   * @param kind Kind, such as `Deployment`.
   * @param props Fields that each object must have, from the top. Others may be there.
   */
  public allResources(apiVersion: string, kind: string, props: { [field: string]: any }): void {
    this.mustHave(apiVersion, kind);
    this.assert(() => this.template.allResources(typeOf({ apiVersion, kind }), props));
  }

  /**
   * Finds objects of a kind that match a pattern, by their names: `Kind name`, or `Kind namespace/name`.
   *
   * @param apiVersion Group and version, such as `apps/v1`; `v1` for kinds of the core.
   * @param kind Kind, such as `Deployment`.
   * @param props Fields that the objects must have, from the top; all objects of the kind, if it is left out.
   */
  public findResources(apiVersion: string, kind: string, props: { [field: string]: any } = {}): { [name: string]: { [field: string]: any } } {
    const found = this.template.findResources(typeOf({ apiVersion, kind }), props);
    return Object.fromEntries(Object.entries(found).map(([name, { Type: _, ...manifest }]) => [name, manifest]));
  }

  /**
   * Asserts that objects match patterns.
   *
   * @param objects Patterns by the names of objects: `Kind name`, or `Kind namespace/name`. Others may be there, unless this is `Match.objectEquals`.
   */
  public objectsMatch(objects: { [name: string]: any }): void {
    const { Match, Matcher } = loadAssertions();
    const result = (Matcher.isMatcher(objects) ? objects : Match.objectLike(objects)).test(this.toObjects());
    if (result.hasFailed()) {
      fail('ObjectsDoNotMatch', `objects of ${this.place} must match the patterns:\n${result.renderMismatch()}`);
    }
  }

  /**
   * The objects by their names, in the order of the names, for snapshots: hashes of assets are replaced, as they change with what is in the assets.
   *
   * Jest takes it for `expect(manifests).toMatchSnapshot()`.
   */
  // eslint-disable-next-line @typescript-eslint/naming-convention
  public toJSON(): { [name: string]: any } {
    return new SnapshotText(this.assembly).without(this.toObjects());
  }

  /**
   * The objects as YAML, in the order of their names, for snapshots: hashes of assets are replaced, as they change with what is in the assets.
   */
  public toYaml(): string {
    return Yaml.stringify(...Object.values(this.toJSON()));
  }

  private toObjects(): { [name: string]: any } {
    return Object.fromEntries(this.objects.map(({ name, manifest }) => [name, manifest]));
  }

  private mustHave(apiVersion: string, kind: string): void {
    const type = typeOf({ apiVersion, kind });
    if (this.objects.some((object) => object.type === type)) { return; }
    const types = [...new Set(this.objects.map((object) => object.type))];
    fail('NoSuchObject', `${this.place} must have an object of ${type}, got ${types.length > 0 ? types.join(', ') : 'no object at all'}: `
      + `${types.length > 0 ? 'write apiVersion and kind as they stand there, or ' : ''}provision a chart that has one`);
  }

  private assert(assertion: () => void): void {
    try {
      assertion();
    } catch (error) {
      if (error instanceof Error) {
        error.message = error.message.replace(/^Template has (\d+) resources?(\(s\))?/, `${this.place} has $1 objects`).replace(TYPE_LINE, '');
      }
      throw error;
    }
  }
}

function objectsOf(charts: readonly ProvisionedChart[]): StackObject[] {
  const all = charts.flatMap((chart) => chart._manifest.withExpressions().map((manifest) => ({ chart, manifest, name: objectNameOf(manifest) })));
  const counts = new Map<string, number>();
  for (const { name } of all) { counts.set(name, (counts.get(name) ?? 0) + 1); }
  return all
    .map(({ chart, manifest, name }) => ({ manifest, type: typeOf(manifest), name: counts.get(name)! > 1 ? `${name} (${chart.node.path})` : name }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function typeOf({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  return `${apiVersion} ${kind}`;
}

function synthesize(stack: Stack): CloudAssembly {
  const stage = Stage.of(stack);
  if (!stage) { fail('StackWithoutApp', `stack must be in an app or stage, got ${stack.stackName} without: write new Stack(new App(), id)`, stack); }
  return stage.synth();
}

/** Only tests need it, and every app would wait for it. */
function loadAssertions(): typeof assertions {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('aws-cdk-lib/assertions');
}
