// Hashes of assets change with every build of the handler and every release of the CDK.
expect.addSnapshotSerializer({
  test: (value) => typeof value === 'string' && /^[0-9a-f]{64}\.(zip|json)$/.test(value),
  serialize: (value) => `"<asset>${value.slice(64)}"`,
});
