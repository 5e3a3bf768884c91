import * as fs from 'fs';
import * as path from 'path';

const TYPES = fs.readFileSync(path.join(path.dirname(require.resolve('aws-cdk-lib/aws-eks')), 'lib', 'eks.generated.d.ts'), 'utf8');
const TABLE = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'cluster-properties.md'), 'utf8');
const SOURCES = ['auto-mode-cluster.ts', 'auto-mode-cluster-props.ts', 'settings/cluster-settings.ts'].map((file) => fs.readFileSync(path.join(__dirname, '..', '..', 'src', 'cluster', file), 'utf8')).join('\n');

/** Fields of an interface in the generated types, with the interface that each holds, if any. */
function fieldsOf(name: string): { name: string; holds?: string }[] {
  const start = TYPES.search(new RegExp(`interface ${name} \\{`));
  expect(start).toBeGreaterThan(0);
  const indent = /\n( *)[^\n]*$/.exec(TYPES.slice(0, start))![1];
  const body = TYPES.slice(start, TYPES.indexOf(`\n${indent}}`, start));
  return [...body.matchAll(/readonly (\w+)\??: ([^;]+);/g)].map(([, field, type]) => ({ name: field, holds: /CfnCluster\.(\w+)/.exec(type)?.[1] }));
}

function pathsOf(name: string): string[] {
  return fieldsOf(name).flatMap(({ name: field, holds }) => {
    const property = field[0].toUpperCase() + field.slice(1);
    if (field === 'tags') { return ['Tags.Key', 'Tags.Value']; }
    return holds ? pathsOf(holds).map((rest) => `${property}.${rest}`) : [property];
  });
}

const rows = [...TABLE.matchAll(/^\| `([\w.]+)` \| (.*) \|$/gm)].filter(([, property]) => !property.startsWith('AWS'));

test('every property of AWS::EKS::Cluster that aws-cdk-lib knows is in the table', () => {
  expect(rows.map(([, property]) => property)).toEqual(pathsOf('CfnClusterProps').sort());
});

test('every prop that the table names exists', () => {
  const props = rows.flatMap(([, , here]) => [...here.matchAll(/`(\w+)[\w.]*`/g)].map(([, prop]) => prop)).filter((prop) => prop !== 'secrets');
  const missing = props.filter((prop) => !new RegExp(`readonly ${prop}\\??:`).test(SOURCES));
  expect(missing).toEqual([]);
});
