import { Token } from 'aws-cdk-lib';
import { findingsOf } from './judge';
import { rawStorageClass, STORAGE_VIOLATIONS } from './raw-storage';
import { AutoModeRules, EbsStorageClass } from '../../src';
import { chartFixture } from '../support/fixtures';
import { FULL_STORAGE_CLASSES } from '../support/full-storage';

const token = Token.asString({ Ref: 'Value' });
const attributes = { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', metadata: { name: 'a' }, driverName: 'ebs.csi.eks.amazonaws.com', parameters: { type: 'gp3', iops: '6000', throughput: '250' } };
const IDS = Object.keys(STORAGE_VIOLATIONS);

function found(...objects: object[]): string[] {
  return IDS.flatMap((id) => findingsOf(id, objects)).map(({ ruleId, field }) => `${ruleId} ${field}`);
}

describe.each(IDS)('%s', (id) => {
  test.each(STORAGE_VIOLATIONS[id])('objects to %s', (_, objects) => {
    expect(findingsOf(id, objects)).not.toEqual([]);
  });
});

describe('accepts', () => {
  test.each<[string, object]>([
    ['the least', rawStorageClass()],
    ['no parameters at all but encryption', rawStorageClass({ type: undefined })],
    ['the limits of gp3', rawStorageClass({ iops: '3000', throughput: '125' })],
    ['the limits of io1', rawStorageClass({ type: 'io1', iops: '100' })],
    ['operations by size', rawStorageClass({ type: 'io2', iopsPerGB: '1', allowAutoIOPSPerGBIncrease: 'true', blockExpress: 'true' })],
    ['a key', rawStorageClass({ kmsKeyId: 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234' })],
    ['tags', rawStorageClass({ tagSpecification_1: 'a=b=c', tagSpecification_2: `k=${'v'.repeat(256)}`, ['tagSpecification_3']: `${'k'.repeat(128)}=` })],
    ['clusters of ext4', rawStorageClass({ 'csi.storage.k8s.io/fstype': 'ext4', 'ext4BigAlloc': 'true', 'ext4ClusterSize': '65536' })],
    ['tokens', rawStorageClass({ type: token, iops: token, throughput: token, kmsKeyId: token, encrypted: token, tagSpecification_1: token, blockSize: token })],
    ['parameters that are a token', { ...rawStorageClass(), parameters: token }],
    ['a binding mode that is a token', rawStorageClass({}, { volumeBindingMode: token })],
    ['another driver', rawStorageClass({ fsType: 1 }, { provisioner: 'efs.csi.aws.com', volumeBindingMode: 'Immediate' })],
    ['attributes', attributes],
    ['attributes of another driver', { ...attributes, driverName: 'example.com', parameters: { speed: 1 } }],
    ['a claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', annotations: { 'volume.kubernetes.io/storage-provisioner': 'b' } }, spec: {} }],
    ['a volume of Auto Mode', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'a' }, spec: { csi: { driver: 'ebs.csi.eks.amazonaws.com' } } }],
  ])('%s', (_, object) => {
    expect(found(object)).toEqual([]);
  });

  test('one default class', () => {
    expect(found(rawStorageClass({}, { metadata: { name: 'a', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } }), rawStorageClass())).toEqual([]);
  });

  test.each(Object.entries(FULL_STORAGE_CLASSES).filter(([name]) => !['io1', 'immediate'].includes(name)))('what is typed: %s', (_, props) => {
    const chart = chartFixture();
    new EbsStorageClass(chart, 'Class', props);
    expect(AutoModeRules.findings(chart)).toEqual([]);
  });
});

test('what is typed and unwise is warned about', () => {
  const chart = chartFixture();
  new EbsStorageClass(chart, 'Io1', FULL_STORAGE_CLASSES.io1);
  new EbsStorageClass(chart, 'Immediate', FULL_STORAGE_CLASSES.immediate);
  expect(AutoModeRules.findings(chart).map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual(['warning storage-class-binding', 'warning storage-class-encryption']);
});

test('a VolumeAttributesClass needs Kubernetes 1.34', () => {
  const of = (version?: string) => findingsOf('volume-attributes-class', [attributes], { version }).map(({ message }) => message);
  expect([of(), of('1.34'), of('1.40')]).toEqual([[], [], []]);
  expect(of('1.33')).toEqual([expect.stringContaining('must go to a cluster of Kubernetes 1.34 or newer, got one of 1.33: upgrade the cluster first')]);
});
