import { contains } from '../../../src/provisioner/handler/apply-set/containment';

describe('what the cluster holds contains what was applied', () => {
  test.each([
    ['with what defaults add', { replicas: 1, strategy: 'x' }, { replicas: 1 }],
    ['with what defaults add in lists', { ports: [{ port: 80, protocol: 'TCP' }] }, { ports: [{ port: 80 }] }],
    ['without a field that has no value', { a: 1 }, { a: 1, b: undefined }],
    ['nothing of an empty structure', { a: { b: 1 } }, { a: {} }],
  ])('%s', (_, value, applied) => {
    expect(contains(value, applied)).toBe(true);
  });

  test.each([
    ['a value that changed', { a: 1 }, { a: 2 }],
    ['a value of another type', { a: '1' }, { a: 1 }],
    ['a field that is gone', {}, { a: 1 }],
    ['a structure that is gone', { a: null }, { a: {} }],
    ['a list with an item more', { a: [1, 2] }, { a: [1] }],
    ['a list in another order', { a: [2, 1] }, { a: [1, 2] }],
    ['a list where a structure was', { a: [] }, { a: {} }],
    ['null, which a server may drop', {}, { a: null }],
    ['what the server writes in another way', { cpu: '500m' }, { cpu: '0.5' }],
  ])('but not %s', (_, value, applied) => {
    expect(contains(value, applied)).toBe(false);
  });
});
