import { ChartDocument, ChartObject, ValuePlacement } from '../contract';
import { Failure } from './failure';
import { ConnectionError, HttpResponse } from './https';
import { log } from './log';
import { Run } from './run';

/** Phase 1: reads the chart from its bucket and puts the values of the properties in. */
export async function load({ event, aws, deadline }: Run): Promise<ChartObject[]> {
  const { Bucket, Key, Values = [] } = event.ResourceProperties;
  const document: ChartDocument = JSON.parse(await download(`s3://${Bucket}/${Key}`, () => aws.object(Bucket, Key), deadline));
  if (document.version !== 1) {
    throw new Failure(`the chart at s3://${Bucket}/${Key} has version ${document.version}, this handler reads version 1: deploy the stack of the cluster first`);
  }
  return document.objects.map((object) => ({ ...object, manifest: fill(object, Values) }));
}

async function download(what: string, request: () => Promise<HttpResponse>, deadline: Run['deadline']): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const problem = await request().then(
      (response) => response.status === 200 ? response : `HTTP ${response.status}: ${codeOf(response.body)}`,
      (error: ConnectionError) => error.message,
    );
    if (typeof problem === 'object') { return problem.body; }
    log('attempt failed', { phase: 'load', attempt, reason: problem });
    // A permission that the same deployment gave takes some seconds to come into force.
    if (attempt > 8 || !await deadline.sleep(250 * 2 ** attempt)) {
      throw new Failure(`cannot read the chart at ${what}: ${problem}`);
    }
  }
}

function codeOf(body: string): string {
  return /<Code>([^<]*)<\/Code>/.exec(body)?.[1] ?? 'no error code';
}

function fill({ manifest, values = [] }: ChartObject, all: unknown[]): ChartObject['manifest'] {
  for (const { path, value, type } of values) {
    const parent = path.slice(0, -1).reduce<any>((at, key) => at[key], manifest);
    parent[path[path.length - 1]] = restore(all[value], type, path);
  }
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
    case 'string': return Array.isArray(value) ? value.join(',') : String(value);
  }
}
