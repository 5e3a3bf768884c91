import { AccessEntryType } from '../../../src/cluster/access';

test('the types are those of CloudFormation', () => {
  expect(Object.entries(AccessEntryType)).toEqual([
    'STANDARD', 'EC2', 'EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX', 'HYPERPOD_LINUX',
  ].map((type) => [type, type]));
});
