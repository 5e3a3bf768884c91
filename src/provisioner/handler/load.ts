import { ChartDocument, ChartObject, ChartProperties, ValuePlacement } from '../contract';
import { Failure } from './failure';
import { withRetries } from './retry';
import { Run } from './run';

/** Phase 1: reads the chart from its bucket and puts the values of the properties in. */
export async function load({ event, aws, deadline }: Run): Promise<ChartObject[]> {
  const { Bucket, Key, Values = {} } = event.ResourceProperties;
  const document: ChartDocument = JSON.parse(await withRetries(deadline, `reading s3://${Bucket}/${Key}`, () => aws.object(Bucket, Key)));
  if (document.version !== 1) {
    throw new Failure(`the chart at s3://${Bucket}/${Key} has version ${document.version}, this handler reads version 1: deploy the stack of the cluster first`);
  }
  return document.objects.map((object) => ({ ...object, manifest: fill(object, Values) }));
}

function fill({ manifest, values = [] }: ChartObject, all: NonNullable<ChartProperties['Values']>): ChartObject['manifest'] {
  const shortened = new Set<unknown[]>();
  for (const { path, value, type } of values) {
    const parent = path.slice(0, -1).reduce<any>((at, key) => at[key], manifest);
    const last = path[path.length - 1];
    parent[last] = value in all ? restore(all[value], type, path) : undefined;
    if (!(value in all) && Array.isArray(parent)) { shortened.add(parent); }
  }
  // Only now: until here the places of other values count.
  for (const list of shortened) { list.splice(0, list.length, ...list.filter((item) => item !== undefined)); }
  return manifest;
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
