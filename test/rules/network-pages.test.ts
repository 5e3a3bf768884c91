import * as fs from 'fs';
import * as path from 'path';
import * as library from '../../src';
import { ebsCsiDriver } from '../../src/rules/ebs-csi-driver';
import { VPC_CNI_SETTINGS } from '../../src/rules/vpc-cni-settings';

const read = (name: string) => fs.readFileSync(path.join(__dirname, '..', '..', 'docs', `${name}.md`), 'utf8');
const IDS = library.AutoModeRules.descriptions.map(({ id }) => id);
const codes = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);

describe.each(['network-policies', 'gateway-api', 'storage', 'migrating-from-ebs-csi'])('docs/%s.md', (name) => {
  test('names rules that exist', () => {
    const named = [...read(name).matchAll(/\[`([a-z0-9-]+)`\]\(rules\.md\)/g)].map(([, id]) => id);
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
  });

  test('names classes that exist', () => {
    const named = codes(read(name)).filter((code) => /^(Ebs|Volume|FileSystem|Default(Deny|Network)|AllowAll|Cluster(Dns|Network|Role)|Application|NetworkPolicyE|Gateway|Http|Grpc|Tcp|Udp)\w*(\.\w+)*$/.test(code))
      .map((code) => code.split('.')[0]).filter((code) => !/^Volume(SnapshotContent|Attributes|Snapshot)$/.test(code));
    expect(named.length).toBeGreaterThan(0);
    expect([...new Set(named)].filter((code) => !(code in library))).toEqual([]);
  });
});

test('docs/network-policies.md says what takes the place of settings, with the rule that refuses them', () => {
  const rows = [...read('network-policies').split('## What Auto Mode does not have')[1].matchAll(/^\| (.+) \| `([a-z-]+)` \| (.+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.map(([, , id]) => id).filter((id) => !IDS.includes(id))).toEqual([]);
  const settings = rows.filter(([, , id]) => id === 'vpc-cni-settings').flatMap(([, what]) => codes(what)).filter((code) => /^[A-Z_-]|^--/.test(code));
  expect(settings.filter((setting) => !(setting in VPC_CNI_SETTINGS))).toEqual([]);
});

test('docs/migrating-from-ebs-csi.md names each kind whose driver is judged', () => {
  const kinds = ['StorageClass', 'VolumeSnapshotClass', 'VolumeAttributesClass', 'VolumeSnapshotContent', 'PersistentVolume'];
  const judged = kinds.filter((kind) => ebsCsiDriver.check({
    manifests: [{
      apiVersion: kind === 'PersistentVolume' ? 'v1' : kind.startsWith('VolumeSnapshot') ? 'snapshot.storage.k8s.io/v1' : 'storage.k8s.io/v1',
      kind,
      provisioner: 'ebs.csi.aws.com',
      driver: 'ebs.csi.aws.com',
      driverName: 'ebs.csi.aws.com',
      spec: { driver: 'ebs.csi.aws.com', csi: { driver: 'ebs.csi.aws.com' } },
    }],
    facts: {},
  }).length > 0);
  expect(judged).toEqual(kinds);
  for (const kind of kinds) { expect(read('migrating-from-ebs-csi')).toMatch(new RegExp(`^\\| ${kind} `, 'm')); }
});
