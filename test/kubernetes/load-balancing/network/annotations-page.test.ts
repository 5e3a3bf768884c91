import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { LoadBalancerTargetType, TargetGroupBinding, TargetGroupPort } from '../../../../src';
import {
  IGNORED_SERVICE_ANNOTATIONS, LISTENER_ACTIONS, LISTENER_ATTRIBUTES, SERVICE_ANNOTATIONS, SERVICE_PREFIX, UNDOCUMENTED_SERVICE_ANNOTATIONS,
} from '../../../../src/rules/service-annotations';
import { chartFixture } from '../../../support/fixtures';
import { FULL_NETWORK_LOAD_BALANCERS, fullNetworkLoadBalancers } from '../../../support/full-network-load-balancer';

const ROOT = path.join(__dirname, '..', '..', '..', '..');
const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'network-load-balancer.md'), 'utf8');
const SOURCES = ['src/kubernetes/load-balancing/network', 'src/kubernetes/load-balancing/target-group', 'src/cluster/load-balancing']
  .flatMap((folder) => fs.readdirSync(path.join(ROOT, folder)).filter((file) => file.endsWith('.ts')).map((file) => fs.readFileSync(path.join(ROOT, folder, file), 'utf8'))).join('\n');

/** Rows of the table below a heading: first and second cell. */
function rowsBelow(heading: string): [string, string][] {
  const section = PAGE.slice(PAGE.indexOf(`\n## ${heading}\n`)).split(/\n## /)[1];
  return section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ')).map(([name, here]): [string, string] => [name.replace(/[|` ]/g, ''), here.replace(/ \|$/, '')]);
}

/** Names in backticks. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

const ROWS = rowsBelow('Annotations');
const PATTERNS = [`${LISTENER_ATTRIBUTES}*`, `${LISTENER_ACTIONS}*`];

test('annotations are those that rules read', () => {
  expect(ROWS.map(([name]) => name).sort()).toEqual([...Object.keys(SERVICE_ANNOTATIONS), ...PATTERNS].sort());
});

test('annotations are those that properties write', () => {
  const written = Object.values(fullNetworkLoadBalancers()).flatMap(({ service }) => Object.keys(service.apiObject.toJson().metadata.annotations))
    .map((key) => key.replace(SERVICE_PREFIX, '').replace(/^(.*\.)(TCP|TLS|UDP|TCP_UDP)-\d+$/, '$1*'));
  expect([...new Set(written)].sort()).toEqual(ROWS.map(([name]) => name).sort());
});

test('properties are all that there are', () => {
  const options = fs.readFileSync(path.join(ROOT, 'src/kubernetes/load-balancing/network/network-load-balancer-options.ts'), 'utf8');
  const properties = [...options.matchAll(/^ {2}readonly (\w+)\?/gm)].map(([, name]) => name);
  const named = new Set(ROWS.flatMap(([, here]) => namesIn(here)));
  expect(properties.filter((name) => !named.has(name))).toEqual(['loadBalancerSourceRanges']);
  expect([...new Set(Object.values(FULL_NETWORK_LOAD_BALANCERS).flatMap((load) => Object.keys(load)))].sort()).toEqual([...properties].sort());
});

test('properties of the cluster are all that there are', () => {
  const options = fs.readFileSync(path.join(ROOT, 'src/cluster/load-balancing/expose-via-network-load-balancer-options.ts'), 'utf8');
  const named = new Set(ROWS.flatMap(([, here]) => namesIn(here.split('on the cluster')[1] ?? '')));
  expect([...options.matchAll(/^ {2}readonly (\w+)\?/gm)].map(([, name]) => name).filter((name) => !named.has(name))).toEqual(['accessLogPrefix']);
});

test.each([...ROWS, ...rowsBelow('Target groups of your own')])('what is named for %s exists', (_, here) => {
  for (const name of namesIn(here)) { expect(SOURCES).toMatch(new RegExp(`\\b${name.replace(/^\w+\.(?=\w)/, '')}\\b`)); }
});

test('annotations that are ignored have the replacement that their rule names', () => {
  const rows = rowsBelow('Annotations that Auto Mode does not listen to').map(([name, fix]) => [name, fix.replace(/&lt;/g, '<').replace(/&gt;/g, '>')]);
  expect(Object.fromEntries(rows)).toEqual(IGNORED_SERVICE_ANNOTATIONS);
});

test('annotations that are not documented are those that their rule names', () => {
  const section = PAGE.slice(PAGE.indexOf('## Annotations of the controller')).split('\n## ')[0];
  expect([...section.matchAll(/^- `(.*)`$/gm)].map(([, name]) => name)).toEqual(UNDOCUMENTED_SERVICE_ANNOTATIONS);
});

describe('fields of a binding', () => {
  const fields = rowsBelow('Target groups of your own').map(([name]) => name);

  test('are those of a typed one', () => {
    const { spec } = new TargetGroupBinding(chartFixture(), 'Binding', {
      serviceName: 'mail',
      servicePort: 25,
      targetGroupArn: 'arn:a',
      targetType: LoadBalancerTargetType.INSTANCE,
      ingress: [{ securityGroupIds: ['sg-1'], ports: [TargetGroupPort.tcp(25)] }],
      nodeLabels: { team: 'mail' },
      multiClusterTargetGroup: true,
    }).apiObject.toJson();
    expect(pathsOf(spec).map((field) => field.replace(/^(nodeSelector\.matchLabels)\..*/, '$1')).sort()).toEqual([...fields].sort());
  });

  test('are those of its CRD', () => {
    const crd = parse(fs.readFileSync(path.join(ROOT, 'test/control-plane/crds/eks.amazonaws.com_targetgroupbindings.yaml'), 'utf8'));
    const { properties } = crd.spec.versions[0].schema.openAPIV3Schema.properties.spec;
    expect([...new Set(fields.map((field) => field.split(/[.[]/)[0]))].sort()).toEqual(Object.keys(properties).sort());
  });
});

function pathsOf(value: unknown, place = ''): string[] {
  if (Array.isArray(value)) { return [...new Set(value.flatMap((item) => pathsOf(item, `${place}[]`)))]; }
  if (typeof value !== 'object' || value === null) { return [place]; }
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, place === '' ? key : `${place}.${key}`));
}
