import * as fs from 'fs';
import * as path from 'path';
import { AutoModeRules } from '../../../src';
import { NODE_POOL_RULES } from '../../../src/rules/all-rules';
import { NODE_POOL_SHAPE } from '../../../src/rules/node-pool-shape';
import { Shape } from '../../../src/rules/shape';
import { buildBinaries } from '../../control-plane/binaries';
import { describeWithControlPlane } from '../../control-plane/describe';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: string[];
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

const ROOT = path.join(__dirname, '..', '..', '..');
const TABLE = fs.readFileSync(path.join(ROOT, 'docs', 'node-pool-fields.md'), 'utf8');
const ROWS = [...TABLE.matchAll(/^\| `([^`]+)` \| (.*) \| (.*) \|$/gm)].map(([, field, prop, rules]) => ({ field, prop, rules }));
const COMPUTE = path.join(ROOT, 'src', 'kubernetes', 'compute');
const SOURCES = fs.readdirSync(COMPUTE).filter((file) => file.endsWith('.ts')).map((file) => fs.readFileSync(path.join(COMPUTE, file), 'utf8')).join('\n');

/** Paths of all fields that hold no others. */
function leavesOf(schema: Schema, at: string): string[] {
  if (schema.properties) { return Object.entries(schema.properties).flatMap(([name, child]) => leavesOf(child, `${at}.${name}`)); }
  if (schema.additionalProperties) { return leavesOf(schema.additionalProperties, `${at}.*`); }
  return schema.items ? leavesOf(schema.items, `${at}[]`) : [at];
}

/** The schema in the words of `Shape`. */
function shapeOf(schema: Schema): Shape {
  if (schema.properties) {
    // What has a default need not be given.
    const required = schema.required?.filter((name) => schema.properties![name].default === undefined);
    return {
      fields: Object.fromEntries(Object.entries(schema.properties).map(([name, child]) => [name, shapeOf(child)])),
      ...required?.length && { required: [...required].sort() },
    };
  }
  if (schema.additionalProperties) { return { map: shapeOf(schema.additionalProperties) }; }
  if (schema.items) { return { list: shapeOf(schema.items) }; }
  if (schema['x-kubernetes-int-or-string']) { return 'quantity'; }
  if (schema.type === 'integer') { return 'integer'; }
  expect(schema.type).toBe('string');
  return schema.format === 'date-time' ? 'time' : 'text';
}

function sorted(shape: Shape): Shape {
  if (typeof shape === 'string') { return shape; }
  if ('list' in shape) { return { list: sorted(shape.list) }; }
  if ('map' in shape) { return { map: sorted(shape.map) }; }
  return {
    fields: Object.fromEntries(Object.entries(shape.fields).map(([name, child]) => [name, sorted(child)])),
    ...shape.required && { required: [...shape.required].sort() },
  };
}

describeWithControlPlane('the CRD of Karpenter', () => {
  let schema: Schema;

  beforeAll(async () => {
    const { karpenterCrds } = await buildBinaries((line) => console.log(line));
    const crds = JSON.parse(fs.readFileSync(karpenterCrds, 'utf8'));
    const { versions } = crds.find((crd: any) => crd.spec.names.kind === 'NodePool').spec;
    expect(versions.map(({ name }: { name: string }) => name)).toEqual(['v1']);
    schema = versions[0].schema.openAPIV3Schema;
  }, 900_000);

  test('has the fields of the table', () => {
    expect(ROWS.map(({ field }) => field)).toEqual(leavesOf(schema.properties!.spec, 'spec').sort());
  });

  test('has the fields, types and required fields by which raw objects are judged', () => {
    const { apiVersion, kind, metadata, spec } = schema.properties!;
    expect(Object.keys(schema.properties!).sort()).toEqual(Object.keys(NODE_POOL_SHAPE.fields).sort());
    expect([apiVersion, kind].map(shapeOf)).toEqual([NODE_POOL_SHAPE.fields.apiVersion, NODE_POOL_SHAPE.fields.kind]);
    expect(metadata).toEqual({ type: 'object' });
    expect(sorted(NODE_POOL_SHAPE.fields.spec)).toEqual(shapeOf(spec));
    expect(NODE_POOL_SHAPE.required).toEqual(schema.required);
  });
});

describe('the table', () => {
  test('has a prop or a reason for every field', () => {
    expect(ROWS.length).toBeGreaterThan(25);
    for (const { prop } of ROWS) { expect(prop).toMatch(/`\w+|^none: \w+/); }
  });

  test('names only what exists', () => {
    const names = ROWS.flatMap(({ prop }) => [...prop.matchAll(/`([\w.]+)`/g)].map(([, name]) => name))
      .filter((name) => !['Never', 'eks.amazonaws.com'].includes(name)).flatMap((name) => name.split('.'));
    expect(names.length).toBeGreaterThan(50);
    expect([...new Set(names)].filter((name) => !new RegExp(`(readonly|class|static|public|static readonly) ${name}\\b`).test(SOURCES))).toEqual([]);
  });

  test('names only rules that exist, and every rule about NodePools', () => {
    const ids = AutoModeRules.descriptions.map(({ id }) => id);
    const named = new Set([...TABLE.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name]) => name));
    expect([...named].filter((name) => !ids.includes(name))).toEqual([]);
    expect(NODE_POOL_RULES.filter(({ id }) => !named.has(id))).toEqual([]);
  });
});
