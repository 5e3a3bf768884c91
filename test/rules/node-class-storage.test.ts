import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const found = (ephemeralStorage: unknown) => problemsOf('node-class-storage', { ephemeralStorage });
const token = Token.asString({ Ref: 'Value' });

describe('size', () => {
  test.each(['1Gi', '59000Gi', '1G', '64000G', '1Ti', '17Ti', '58Ti', '1T', '64T', token])('may be %s', (size) => {
    expect(found({ size })).toEqual([]);
  });

  test.each(['80', 80, '0Gi', '59001Gi', '64001G', '59Ti', '65T', 'Ti', 'T', '1.5Gi', '80Mi', '80 Gi', '80GB', '-1Gi', '080Gi'])('must not be %j', (size) => {
    expect(found({ size })).toEqual([
      `spec.ephemeralStorage.size: must be 1Gi to 59000Gi, or to 64000G, 58Ti or 64T, in whole numbers with the unit, got ${JSON.stringify(size)}: write for example "80Gi"`,
    ]);
  });

  test.each([['18Ti', '18432Gi'], ['19Ti', '19456Gi'], ['28Ti', '28672Gi'], ['49Ti', '50176Gi']])('must not be %s, which the service refuses by a slip', (size, fix) => {
    expect(found({ size })).toEqual([`spec.ephemeralStorage.size: must be written in Gi, got "${size}", which EKS refuses: write "${fix}"`]);
  });
});

test.each([['iops', 3000, 16_000], ['throughput', 125, 1000]])('%s has a range', (field, least, most) => {
  for (const value of [least, most, Token.asNumber({ Ref: 'Number' })]) { expect(found({ [field]: value })).toEqual([]); }
  const message = (got: string, fix: number) => [`spec.ephemeralStorage.${field}: must be a whole number of ${least} to ${most}, got ${got}: write for example ${fix}`];
  expect(found({ [field]: least - 1 })).toEqual(message(String(least - 1), least));
  expect(found({ [field]: most + 1 })).toEqual(message(String(most + 1), most));
  expect(found({ [field]: String(most) })).toEqual(message(`"${most}"`, most));
  expect(found({ [field]: 'much' })).toEqual(message('"much"', least));
});

describe('kmsKeyID', () => {
  test.each([
    '12345678-1234-1234-1234-123456789012', 'mrk-0123456789abcdef0123456789abcdef', 'alias/nodes', 'arn:aws:kms:eu-central-1:111122223333:alias/nodes',
    'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/12345678-1234-1234-1234-123456789012', token, `arn:aws:kms:eu-central-1:111122223333:key/${token}`,
  ])('may be %s', (kmsKeyID) => {
    expect(found({ kmsKeyID })).toEqual([]);
  });

  test.each(['', 'nodes', 'arn:aws:kms:eu-central-1:111122223333:nodes', 'arn:aws:iam::111122223333:role/nodes', 'my alias/nodes'])('must not be %j', (kmsKeyID) => {
    expect(found({ kmsKeyID })).toEqual([
      `spec.ephemeralStorage.kmsKeyID: must be the id or ARN of a key, or an alias or its ARN, got ${JSON.stringify(kmsKeyID)}: write for example "alias/nodes"`,
    ]);
  });
});

test('nothing is not judged, nor a token', () => {
  for (const storage of [undefined, null, {}, token]) { expect(found(storage)).toEqual([]); }
});

describe('throughput beside iops', () => {
  const warned = (ephemeralStorage: object) => problemsOf('node-class-storage-throughput', { ephemeralStorage });

  test.each<[object]>([
    [{ throughput: 750 }], [{ throughput: 1000, iops: 4000 }], [{ throughput: 125, iops: 3000 }], [{ iops: 16_000 }],
    // Out of their own range, which is another rule's.
    [{ throughput: 1001 }], [{ throughput: 1000, iops: 2999 }],
    [{ throughput: Token.asNumber({ Ref: 'Number' }) }], [{ throughput: 1000, iops: Token.asNumber({ Ref: 'Number' }) }],
  ])('is not warned about: %#', (storage) => {
    expect(warned(storage)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ throughput: 1000, iops: 3999 }, 'should be at most a quarter of iops, got 1000 beside 3999: raise iops to 4000, or lower throughput to 999'],
    [{ throughput: 751 }, 'should be at most a quarter of iops, got 751 beside 3000: raise iops to 3004, or lower throughput to 750'],
  ])('is warned about: %j', (storage, problem) => {
    expect(warned(storage)).toEqual([`spec.ephemeralStorage.throughput: ${problem}`]);
  });
});
