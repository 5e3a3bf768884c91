import { Token } from 'aws-cdk-lib';
import { HugepageDefragmentation, Hugepages, NetworkInterface, SecondaryAddresses, TransparentHugepages } from '../../../src';
import { findingsOfProps, specOf } from '../../support/node-class';

function hugepagesOf(hugepages: Hugepages) {
  return specOf({ hugepages }).advancedCompute.hugepages;
}

describe('reserved pages', () => {
  test('are written by size', () => {
    expect(hugepagesOf({ oneGibibytePages: 2, twoMebibytePages: 512 })).toEqual({ pages: [{ size: '2Mi', count: 512 }, { size: '1Gi', count: 2 }] });
    expect(hugepagesOf({ oneGibibytePages: 1 })).toEqual({ pages: [{ size: '1Gi', count: 1 }] });
  });

  test.each([0, -1, 1.5])('must not be %s', (count) => {
    expect(() => hugepagesOf({ twoMebibytePages: count })).toThrow(`hugepages.twoMebibytePages must be a whole number of 1 or more, got ${count}: write for example `);
    expect(() => hugepagesOf({ oneGibibytePages: count })).toThrow(`hugepages.oneGibibytePages must be a whole number of 1 or more, got ${count}: write for example `);
  });

  test('are not looked into when they are tokens', () => {
    const count = Token.asNumber({ Ref: 'Count' });
    expect(hugepagesOf({ twoMebibytePages: count })).toEqual({ pages: [{ size: '2Mi', count }] });
  });

  test('beside EFA are refused by a rule', () => {
    const networkInterfaces = [NetworkInterface.primary({ secondaryAddresses: SecondaryAddresses.prefixes(1) }), NetworkInterface.efaOnly(0, 1)];
    expect(findingsOfProps({ hugepages: { twoMebibytePages: 1 }, networkInterfaces })).toEqual(['node-class-hugepages spec.advancedCompute.hugepages.pages']);
    expect(findingsOfProps({ hugepages: { transparent: TransparentHugepages.always() }, networkInterfaces })).toEqual([]);
  });
});

describe('transparent pages', () => {
  test.each<[TransparentHugepages, object]>([
    [TransparentHugepages.always(), { enabled: 'always' }],
    [TransparentHugepages.madvise(), { enabled: 'madvise' }],
    [TransparentHugepages.never(), { enabled: 'never' }],
    [TransparentHugepages.always(HugepageDefragmentation.ALWAYS), { enabled: 'always', defrag: 'always' }],
    [TransparentHugepages.always(HugepageDefragmentation.DEFER), { enabled: 'always', defrag: 'defer' }],
    [TransparentHugepages.madvise(HugepageDefragmentation.DEFER_AND_MADVISE), { enabled: 'madvise', defrag: 'defer+madvise' }],
    [TransparentHugepages.madvise(HugepageDefragmentation.MADVISE), { enabled: 'madvise', defrag: 'madvise' }],
    [TransparentHugepages.madvise(HugepageDefragmentation.NEVER), { enabled: 'madvise', defrag: 'never' }],
  ])('are written alone: %#', (transparent, rendered) => {
    expect(hugepagesOf({ transparent })).toEqual({ transparent: rendered });
    expect(findingsOfProps({ hugepages: { transparent } })).toEqual([]);
  });
});
