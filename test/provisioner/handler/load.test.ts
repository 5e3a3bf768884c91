import { load } from '../../../src/provisioner/handler/chart/load';
import { Deadline } from '../../../src/provisioner/handler/control-flow/deadline';
import { Redaction } from '../../../src/provisioner/handler/report/redaction';
import { Run } from '../../../src/provisioner/handler/run';
import { Aws } from '../../../src/provisioner/handler/transport/aws';
import { LineReader } from '../../../src/provisioner/handler/transport/line-reader';

const TEXT = ['{"a":"ä🚀"}', '', 'second', 'x'.repeat(300)].join('\n');

describe('lines', () => {
  function linesOf(chunks: Buffer[]): string[] {
    const lines: string[] = [];
    const reader = new LineReader((line) => lines.push(line));
    for (const chunk of chunks) { reader.push(chunk); }
    reader.end();
    return lines;
  }

  test.each([1, 2, 3, 5, 7, 64, 10_000])('are whole in chunks of %i bytes, also characters of several bytes', (size) => {
    const bytes = Buffer.from(TEXT);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
    expect(linesOf(chunks)).toEqual(TEXT.split('\n'));
  });

  test('end with a newline or without', () => {
    expect(linesOf([Buffer.from('one\ntwo\n')])).toEqual(['one', 'two']);
    expect(linesOf([Buffer.from('one\ntwo')])).toEqual(['one', 'two']);
    expect(linesOf([])).toEqual([]);
  });
});

describe('a chart', () => {
  const object = (name: string, rest: object = {}) => JSON.stringify({ manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { secret: 'hunter2' } }, ...rest });

  function loaded(lines: string[], values?: { [number: string]: unknown }) {
    const run = {
      event: { ResourceProperties: { Bucket: 'assets', Key: 'chart.jsonl', Values: values } },
      aws: { readLines: async (_bucket: string, _key: string, onLine: (line: string) => void) => lines.forEach(onLine) } as unknown as Aws,
      deadline: Deadline.of(Date.now(), 1000),
      redaction: new Redaction(),
    };
    return load(run as unknown as Run);
  }

  test('has its objects, what they wait for, and what is read back', async () => {
    const outputs = { Value1: { object: 1, path: 'metadata.uid' } };
    const chart = await loaded([JSON.stringify({ version: 1, objects: 2, outputs }), object('one', { after: [[1, 1]] }), object('two')]);
    expect(chart.objects.map(({ manifest, after }) => [manifest.kind, manifest.metadata.name, after])).toEqual([['ConfigMap', 'one', [[1, 1]]], ['ConfigMap', 'two', undefined]]);
    expect(chart.objects[1].manifest.read()).toEqual(JSON.parse(object('two')).manifest);
    expect(chart.outputs).toEqual(outputs);
  });

  test('has the values of the properties in it, and what is kept at hand has them too', async () => {
    const values = [{ path: ['metadata', 'name'], value: 0, type: 'string' }, { path: ['data', 'secret'], value: 1, type: 'string' }];
    const { objects: [{ manifest }] } = await loaded(['{"version":1,"objects":1}', object('<value 0>', { values })], { 0: 'named', 1: 'x' });
    expect(manifest.metadata.name).toBe('named');
    expect(manifest.read()).toMatchObject({ metadata: { name: 'named' }, data: { secret: 'x' } });
  });

  test('keeps at hand what the handler asks for, not what is long', async () => {
    const annotations = { 'cdk-eks-auto-mode/wait': 'true', 'example.com/long': 'x'.repeat(1000) };
    const line = JSON.stringify({ manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', labels: { a: 'b' }, annotations } } });
    const { objects: [{ manifest }] } = await loaded(['{"version":1,"objects":1}', line]);
    expect(manifest.metadata).toEqual({ name: 'one', annotations: { 'cdk-eks-auto-mode/wait': 'true' } });
    expect(manifest.read().metadata.annotations).toEqual(annotations);
  });

  test.each<[string, string[], string]>([
    ['cut after a line', ['{"version":1,"objects":2}', object('one')], 'the chart at s3://assets/chart.jsonl must have 2 objects, got 1'],
    ['cut within a line', ['{"version":1,"objects":1}', object('one').slice(0, -20)], 'line 2 of the chart at s3://assets/chart.jsonl is not JSON'],
    ['empty', [], 'the chart at s3://assets/chart.jsonl must have a header and objects, got 0'],
    ['of a later version', ['{"version":2,"objects":1}', object('one')],
      'the chart at s3://assets/chart.jsonl has version 2, this handler reads version 1: deploy the stack of the cluster first'],
  ])('that is %s is an error that shows none of it', async (_, lines, message) => {
    const error = await loaded(lines).then(() => undefined, (failure: Error) => failure);
    expect(error?.message).toBe(message);
  });
});
