import * as fs from 'fs';
import * as path from 'path';
import { EbsStorageClass } from '../../../src';
import { STORAGE_CLASS_PARAMETERS } from '../../../src/rules/storage-class-parameters';
import { chartFixture } from '../../support/fixtures';
import { FULL_STORAGE_CLASSES } from '../../support/full-storage';

const ROOT = path.join(__dirname, '..', '..', '..');
const FOLDERS = [['kubernetes', 'storage'], ['cluster', 'storage']].map((names) => path.join(ROOT, 'src', ...names));
const SOURCES = FOLDERS.flatMap((folder) => fs.readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))).join('\n');

/** By the user guide (create-storage-class); tags have a number in their name. */
const PARAMETERS = [
  'csi.storage.k8s.io/fstype', 'type', 'iopsPerGB', 'allowAutoIOPSPerGBIncrease', 'iops', 'throughput', 'encrypted', 'blockExpress', 'kmsKeyId',
  'blockSize', 'inodeSize', 'bytesPerInode', 'numberOfInodes', 'ext4BigAlloc', 'ext4ClusterSize',
];
const TAG = 'tagSpecification_1';

const page = fs.readFileSync(path.join(ROOT, 'docs', 'storage.md'), 'utf8');
const table = page.split('\n## ').find((part) => part.startsWith('Parameters of a StorageClass'))!;
const rows = [...table.matchAll(/^\| `([^`]+)`[^|]* \| (.*?) \| (.*)\|$/gm)].map(([, parameter, here]) => ({ parameter, here }));

test('every documented parameter is in the table, once', () => {
  expect(rows.map(({ parameter }) => parameter).sort()).toEqual([...PARAMETERS, TAG].sort());
});

test('every documented parameter is known to the rules, and no other', () => {
  expect([...STORAGE_CLASS_PARAMETERS].sort()).toEqual([...PARAMETERS].sort());
});

test('every documented parameter can be written by typed props, and no other is', () => {
  const written = Object.values(FULL_STORAGE_CLASSES).flatMap((props) => Object.keys(new EbsStorageClass(chartFixture(), 'Class', props).apiObject.toJson().parameters));
  expect([...new Set(written.map((name) => name.replace(/_\d+$/, '_1')))].sort()).toEqual([...PARAMETERS, TAG].sort());
});

test('every prop and factory that the table names exists', () => {
  const names = rows.flatMap(({ here }) => [...here.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).filter((name) => !name.startsWith('cluster.')).flatMap((name) => name.split('.'));
  const missing = names.filter((name) => !new RegExp(`readonly ${name}\\??:|static (readonly )?${name}\\b|class ${name} `).test(SOURCES));
  expect([...new Set(missing)]).toEqual([]);
});
