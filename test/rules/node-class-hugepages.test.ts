import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const token = Token.asString({ Ref: 'Value' });
const EFA = { networkCardIndex: 1, deviceIndex: 0, interfaceType: 'efa-only' };
const PAGES = 'spec.advancedCompute.hugepages.pages';
const found = (hugepages: unknown, networkInterfaces?: unknown) =>
  problemsOf('node-class-hugepages', { advancedCompute: { hugepages }, advancedNetworking: { networkInterfaces } });

test.each<[string, unknown, unknown?]>([
  ['one entry a size', { pages: [{ size: '2Mi', count: 1 }, { size: '1Gi', count: 2 }] }],
  ['pages without EFA', { pages: [{ size: '2Mi', count: 1 }] }, [{ ...EFA, interfaceType: 'interface' }]],
  ['EFA without pages', { pages: [], transparent: { enabled: 'always', defrag: 'defer' } }, [EFA]],
  ['nothing', undefined, [EFA]],
  ['no transparent pages', { transparent: { enabled: 'never' } }],
  ['no transparent pages and no defragmentation', { transparent: { enabled: 'never', defrag: 'never' } }],
  ['defragmentation alone', { transparent: { defrag: 'always' } }],
  ['tokens', { pages: [{ size: token, count: Token.asNumber({ Ref: 'Count' }) }, { size: token, count: 1 }], transparent: { enabled: 'never', defrag: token } }],
  ['pages that are a token', { pages: token }, [EFA]],
])('%s is accepted', (_, hugepages, interfaces = undefined) => {
  expect(found(hugepages, interfaces)).toEqual([]);
});

test.each<[object, string]>([
  [{ size: '4Ki', count: 1 }, `${PAGES}[0].size: must be one of "2Mi", "1Gi", got "4Ki": write for example "2Mi"`],
  [{ size: '2MI', count: 1 }, `${PAGES}[0].size: must be one of "2Mi", "1Gi", got "2MI": write "2Mi"`],
  [{ size: '2Mi', count: 0 }, `${PAGES}[0].count: must be a whole number of 1 or more, got 0: write for example 1`],
  [{ size: '2Mi', count: '5' }, `${PAGES}[0].count: must be a whole number of 1 or more, got "5": write for example 5`],
])('the entry %j is refused', (entry, problem) => {
  expect(found({ pages: [entry] })).toEqual([problem]);
});

test('a size twice is refused', () => {
  expect(found({ pages: [{ size: '2Mi', count: 1 }, { size: '1Gi', count: 1 }, { size: '2Mi', count: 2 }] }))
    .toEqual([`${PAGES}[2].size: must be a size of its own, got "2Mi" again: add the counts up in one entry`]);
});

test('pages beside EFA are refused', () => {
  expect(found({ pages: [{ size: '2Mi', count: 1 }] }, [EFA, { ...EFA, networkCardIndex: 2 }]))
    .toEqual([`${PAGES}: must not be given together with interfaces of type "efa-only", got 2: make a NodeClass of its own for each`]);
});

test.each(['always', 'defer', 'defer+madvise', 'madvise'])('the defragmentation %s for no transparent pages is refused', (defrag) => {
  expect(found({ transparent: { enabled: 'never', defrag } }))
    .toEqual([`spec.advancedCompute.hugepages.transparent.defrag: must be "never" or left out when enabled is "never", got "${defrag}": leave it out`]);
});
