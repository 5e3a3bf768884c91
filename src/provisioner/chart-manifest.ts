import { Stack } from 'aws-cdk-lib';
import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { renderChart } from './chart-rendering';
import { ChartDocument, DocumentHeader, Manifest, objectNameOf, ValuePlacement, WantedOutputs } from './contract';
import { SummarizedObject } from './object-summary';
import { targetsOf } from './token-targets';
import { TokenValues } from './token-values';
import { JudgedObject } from '../rules/judgement';

/** Encodings of text, lists and numbers. */
const ENCODED_TOKEN = /\$\{Token\[|#\{Token\[|-1\.\d{10,16}e\+289/;

/** A chart as it is provisioned, at one moment of synthesis. */
export class ChartManifest {
  /** What goes into the asset. Values of CloudFormation are markers that are the same in every synthesis. */
  public readonly document: ChartDocument;
  /** Tokens whose values go into the properties. */
  public readonly tokens: string[];
  /** For the rules: tokens are still tokens. */
  public readonly judged: JudgedObject[];
  public readonly problems: string[];

  /** The objects of the document as JSON. */
  private readonly contents: string[];
  /** What tokens resolve to: one may stand in hundreds of objects. */
  private readonly values = new Map<number, unknown>();

  constructor(private readonly scope: IConstruct, chart: Chart) {
    const { objects, problems } = renderChart(chart);
    const values = new TokenValues(scope);
    const substituted = objects.map(({ manifest, ...object }) => ({ ...object, ...values.substitute(manifest) }));

    this.tokens = values.tokens;
    this.judged = substituted.map(({ construct, path, manifest }) => ({ construct, path, manifest }));
    this.problems = [
      ...problems,
      ...substituted.flatMap(({ path, manifest, problems: found }) => found.map((problem) => `${objectNameOf(manifest)} at ${path}: ${problem}`)),
    ];
    this.document = {
      header: { version: 1, objects: substituted.length },
      objects: substituted.map(({ manifest, placements, after }) => ({
        manifest: withMarkers(manifest, placements, ({ value }) => `<value ${value}>`),
        ...after.length > 0 && { after },
        ...placements.length > 0 && { values: placements },
      })),
    };
    this.contents = this.document.objects.map((object) => JSON.stringify(object));
    // Whatever way a token found into the text of another value, its encoding must not reach the cluster.
    this.problems.push(...this.document.objects
      .filter((_, index) => substituted[index].problems.length === 0 && ENCODED_TOKEN.test(this.contents[index]))
      .map(({ manifest }) => `${objectNameOf(manifest)}: must not hold encoded tokens, got one within other text: `
        + 'give the token a field of its own, or write Fn.join'));
  }

  /** The objects with what makes up their content; values by what they stand for, so that their order does not matter. */
  public get summarized(): SummarizedObject[] {
    return this.document.objects.map(({ manifest, values = [], after }) => ({
      manifest,
      content: [withMarkers(manifest, values, () => ''), after, values.map(({ path, type, value }) => [path, type, this.valueAt(value)])],
    }));
  }

  /** The text of the asset, with the values that are to be read back. */
  public toText(outputs: WantedOutputs): string {
    const header: DocumentHeader = { ...this.document.header, ...Object.keys(outputs).length > 0 && { outputs } };
    return [JSON.stringify(header), ...this.contents, ''].join('\n');
  }

  /** The manifests for people, as a `List` that kubectl takes, with values of CloudFormation as the expressions that make them. */
  public toReadableText(): string {
    const items = this.document.objects.map(({ manifest, values = [] }) =>
      withMarkers(manifest, values, ({ value }) => `<${JSON.stringify(this.valueAt(value))}>`));
    // YAML would take longer than all else that is done for a chart of hundreds of objects.
    return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2)}\n`;
  }

  /** The manifests with values of CloudFormation as the expressions that make them, as in a template. */
  public withExpressions(): Manifest[] {
    return this.document.objects.map(({ manifest, values = [] }) => withMarkers(manifest, values, ({ value }) => this.valueAt(value)));
  }

  /** Objects that are not the same in a later rendering. */
  public differencesTo(later: ChartManifest): string[] {
    const [before, after] = [this, later].map(({ contents, judged }) => new Map(contents.map((content, index) => [judged[index].path, content])));
    return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
  }

  /** Constructs of the CDK whose attributes are in the chart. */
  public get targets(): IConstruct[] {
    return [...new Set(this.tokens.flatMap((token) => targetsOf(token, this.scope)))];
  }

  private valueAt(index: number): unknown {
    if (!this.values.has(index)) { this.values.set(index, Stack.of(this.scope).resolve(this.tokens[index])); }
    return this.values.get(index);
  }
}

function withMarkers(manifest: Manifest, placements: ValuePlacement[], marker: (placement: ValuePlacement) => unknown): Manifest {
  if (placements.length === 0) { return manifest; }
  const copy = JSON.parse(JSON.stringify(manifest));
  for (const placement of placements) {
    const parent = placement.path.slice(0, -1).reduce((at, key) => at[key], copy);
    parent[placement.path[placement.path.length - 1]] = marker(placement);
  }
  return copy;
}
