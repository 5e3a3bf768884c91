import { Token } from 'aws-cdk-lib';
import { fieldsOf, rawPool } from './judge';

// That a built-in NodePool's name is taken is tested with the facts of the cluster.
const named = (name: unknown) => fieldsOf('node-pool-name', rawPool((pool) => { pool.metadata.name = name; }));

test.each(['a', 'a-b.c', '0', 'x'.repeat(63), Token.asString({ Ref: 'X' })])('%s may be a name', (name) => {
  expect(named(name)).toEqual([]);
});

test.each(['', 'A', 'a_b', '-a', 'a..b', 'a/b', 'x'.repeat(64)])('%j may not, and the API server or a label of the nodes would refuse it', (name) => {
  expect(named(name)).toEqual(['metadata.name']);
});
