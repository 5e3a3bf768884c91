import { LoadedChart, LoadedObject, StoredManifest } from './stored-manifest';
import { ChartObject, ChartProperties, DocumentHeader, ValuePlacement } from '../../contract';
import { withRetries } from '../control-flow/retry';
import { Failure } from '../report/failure';
import { Redaction } from '../report/redaction';
import { Run } from '../run';

/** Phase 1: reads the chart from its bucket and puts the values of the properties in. */
export async function load({ event, aws, deadline, redaction }: Run): Promise<LoadedChart> {
  const { Bucket, Key, Values = {} } = event.ResourceProperties;
  const place = `s3://${Bucket}/${Key}`;
  return withRetries(deadline, `reading ${place}`, async () => {
    const document = new LoadedDocument(place, Values, redaction);
    await aws.readLines(Bucket, Key, (line) => document.add(line));
    return document.chart();
  });
}

/** The chart, as far as it was read. Each line is turned into its object at once, and forgotten. */
class LoadedDocument {
  private header?: DocumentHeader;
  private readonly loaded: LoadedObject[] = [];
  private problem?: string;

  constructor(private readonly place: string, private readonly values: NonNullable<ChartProperties['Values']>,
    private readonly redaction: Redaction) {}

  // Called for data that comes: what it throws would end the process.
  public add(line: string): void {
    if (this.problem !== undefined) { return; }
    try {
      this.read(line);
    } catch (error) {
      // The parser's own message shows a piece of the text.
      this.problem = error instanceof Failure ? error.message : `line ${this.loaded.length + (this.header ? 2 : 1)} of the chart at ${this.place} is not JSON`;
    }
  }

  public chart(): LoadedChart {
    if (this.problem === undefined && this.loaded.length !== this.header?.objects) {
      this.problem = `the chart at ${this.place} must have ${this.header?.objects ?? 'a header and'} objects, got ${this.loaded.length}`;
    }
    if (this.problem !== undefined) { throw new Failure(this.problem); }
    return { objects: this.loaded, outputs: this.header?.outputs ?? {} };
  }

  private read(line: string): void {
    if (this.header) {
      const object: ChartObject = JSON.parse(line);
      const { manifest, values, after } = object;
      if (values) { fill(object, this.values); }
      const stored = new StoredManifest(manifest, values ? undefined : line);
      this.redaction.add(stored, manifest);
      this.loaded.push({ manifest: stored, after });
      return;
    }
    const header: DocumentHeader = JSON.parse(line);
    if (header.version !== 1) {
      throw new Failure(`the chart at ${this.place} has version ${header.version}, this handler reads version 1: deploy the stack of the cluster first`);
    }
    this.header = header;
  }
}

function fill({ manifest, values = [] }: ChartObject, all: NonNullable<ChartProperties['Values']>): void {
  const shortened = new Set<unknown[]>();
  for (const { path, value, type } of values) {
    const parent = path.slice(0, -1).reduce<any>((at, key) => at[key], manifest);
    const last = path[path.length - 1];
    parent[last] = value in all ? restore(all[value], type, path) : undefined;
    if (!(value in all) && Array.isArray(parent)) { shortened.add(parent); }
  }
  // Only now: until here the places of other values count.
  for (const list of shortened) { list.splice(0, list.length, ...list.filter((item) => item !== undefined)); }
}

/** CloudFormation hands every scalar over as a string. */
function restore(value: unknown, type: ValuePlacement['type'], path: ValuePlacement['path']): unknown {
  switch (type) {
    case 'number': {
      const number = Number(value);
      if (value === '' || !Number.isFinite(number)) {
        throw new Failure(`${path.join('.')} must be a number, got a value of CloudFormation that is none`);
      }
      return number;
    }
    case 'boolean': return String(value) === 'true';
    case 'list': return Array.isArray(value) ? value : String(value).split(',');
    case 'string': {
      if (typeof value === 'object') {
        throw new Failure(`${path.join('.')} must be text, got a list or structure of CloudFormation: write Fn.join, or a value for each field`);
      }
      return String(value);
    }
  }
}
