import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { AutoModeRules } from '../../../../src';
import { IGNORED_INGRESS_ANNOTATIONS, INGRESS_ANNOTATIONS, NAMED_INGRESS_ANNOTATIONS, UNDOCUMENTED_INGRESS_ANNOTATIONS } from '../../../../src/rules/ingress-annotations';
import { INGRESS_CLASS_PARAMS_HINTS, INGRESS_CLASS_PARAMS_SPEC, UNDOCUMENTED_PARAMS } from '../../../../src/rules/ingress-class-params-shape';
import { INGRESS_RULES } from '../../../../src/rules/ingress-rules';
import { FULL_INGRESS_CLASSES, FULL_INGRESSES, typedIngress, typedIngressClass } from '../../../support/full-ingress';

const ROOT = path.join(__dirname, '..', '..', '..', '..');
const FOLDERS = ['src/kubernetes/load-balancing/ingress', 'src/kubernetes/load-balancing', 'src/cluster/load-balancing'].map((folder) => path.join(ROOT, folder));
const SOURCES = FOLDERS.flatMap((folder) => fs.readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))).join('\n');
const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'application-load-balancer.md'), 'utf8');
const CRD = parse(fs.readFileSync(path.join(ROOT, 'test', 'control-plane', 'crds', 'eks.amazonaws.com_ingressclassparams.yaml'), 'utf8'));

/** The rows of a section: cells without the marks of code. */
function rowsOf(heading: string): string[][] {
  const section = PAGE.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`))!;
  return [...section.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row.split(' | '));
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

const annotations = rowsOf('Annotations').map(([annotation, here, , rules]) => ({ annotation: namesIn(annotation)[0], here, rules }));
const params = rowsOf('IngressClassParams').map(([field, here, , rules]) => ({ field: namesIn(field)[0], here, rules }));

test('every annotation that the rules know is in the table, once', () => {
  const prefixes = annotations.map(({ annotation }) => annotation.replace(/<.*$/, ''));
  expect(prefixes.sort()).toEqual([...Object.keys(INGRESS_ANNOTATIONS), ...Object.keys(NAMED_INGRESS_ANNOTATIONS)].sort());
});

test('every annotation can be written by typed props, and no other is', () => {
  const written = Object.values(FULL_INGRESSES).flatMap(({ props }) => Object.keys(typedIngress(props).apiObject.toJson().metadata.annotations))
    .map((name) => name.replace('alb.ingress.kubernetes.io/', ''))
    .map((suffix) => Object.keys(NAMED_INGRESS_ANNOTATIONS).find((prefix) => suffix.startsWith(prefix)) ?? suffix);
  expect([...new Set(written)].sort()).toEqual(annotations.map(({ annotation }) => annotation.replace(/<.*$/, '')).sort());
});

test('the tables of ignored annotations are those of the rules', () => {
  expect(Object.fromEntries(rowsOf('Ignored annotations').map(([annotation, instead]) => [namesIn(annotation)[0], instead]))).toEqual(IGNORED_INGRESS_ANNOTATIONS);
  expect(PAGE).toContain(`Not documented for Auto Mode, and warned about: ${UNDOCUMENTED_INGRESS_ANNOTATIONS.map((suffix) => `\`${suffix}\``).join(', ')}.`);
});

interface Schema {
  readonly properties?: { readonly [key: string]: Schema };
  readonly items?: Schema;
  readonly type?: string;
}

function fieldsOfSchema({ properties, items }: Schema, at = ''): string[] {
  if (items) { return fieldsOfSchema(items, `${at}[]`); }
  if (!properties || at.startsWith('namespaceSelector.matchExpressions')) { return [at]; }
  return Object.entries(properties).flatMap(([key, schema]) => fieldsOfSchema(schema, at === '' ? key : `${at}.${key}`));
}

function fieldsOfValue(value: unknown, at = ''): string[] {
  if (at === 'namespaceSelector.matchLabels' || at === 'namespaceSelector.matchExpressions[]' || typeof value !== 'object' || value === null) { return [at]; }
  if (Array.isArray(value)) { return value.flatMap((item) => fieldsOfValue(item, `${at}[]`)); }
  return Object.entries(value).flatMap(([key, item]) => fieldsOfValue(item, at === '' ? key : `${at}.${key}`));
}

test('every field of IngressClassParams is in the table, in the CRD of the tests, and rendered, and no other', () => {
  const fields = params.map(({ field }) => field).sort();
  expect(fieldsOfSchema(CRD.spec.versions[0].schema.openAPIV3Schema.properties.spec).sort()).toEqual(fields);
  const rendered = Object.values(FULL_INGRESS_CLASSES).flatMap((props) => fieldsOfValue(typedIngressClass(props).paramsObject.toJson().spec));
  expect([...new Set(rendered)].sort()).toEqual(fields);
  const known = Object.keys(INGRESS_CLASS_PARAMS_SPEC.fields).filter((field) => !(field in UNDOCUMENTED_PARAMS));
  expect([...new Set(fields.map((field) => field.split(/[.[]/)[0]))].sort()).toEqual(known.sort());
});

test('the tables of fields of the self-managed controller are those of the rules', () => {
  const rows = rowsOf('Fields of the self-managed controller').map((cells) => cells.map((cell) => namesIn(cell)[0] ?? cell));
  const hinted = new Set([...INGRESS_CLASS_PARAMS_HINTS.keys()].map((field) => field.replace('spec.', '').toLowerCase()));
  const undocumented = rows.filter(([field]) => field in UNDOCUMENTED_PARAMS);
  expect(Object.fromEntries(undocumented.map(([field, annotation]) => [field, annotation]))).toEqual(UNDOCUMENTED_PARAMS);
  const renamed = rows.filter(([field]) => !(field in UNDOCUMENTED_PARAMS)).map(([field]) => field.replace('[]', '').toLowerCase());
  expect(renamed.every((field) => hinted.has(field))).toBe(true);
  expect(renamed.length).toBeGreaterThan(0);
});

test('every prop and factory that the tables name exists', () => {
  const names = [...annotations, ...params].flatMap(({ here }) => namesIn(here)).flatMap((name) => name.split('.'));
  const missing = names.filter((name) => !new RegExp(`readonly ${name}\\??:|public (static )?(readonly )?${name}\\b|(class|interface) ${name} `).test(SOURCES));
  expect([...new Set(missing)]).toEqual([]);
});

test('every rule that the tables name exists', () => {
  const ids = AutoModeRules.descriptions.map(({ id }) => id);
  expect([...annotations, ...params].flatMap(({ rules }) => namesIn(rules)).filter((id) => !ids.includes(id))).toEqual([]);
  expect(INGRESS_RULES.map(({ id }) => id).filter((id) => !id.includes('ingress'))).toEqual([]);
});
