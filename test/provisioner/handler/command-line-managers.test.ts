import { ManagedFields, succeedCommandLine } from '../../../src/provisioner/handler/apply-set/command-line-managers';

const OWN: ManagedFields = { manager: 'chart', operation: 'Apply', time: '2026-01-02T00:00:00Z', fieldsV1: { 'f:data': { 'f:a': {} } } };
const BEFORE = '2026-01-01T23:59:59Z';

const left = (...entries: ManagedFields[]) => succeedCommandLine([OWN, ...entries], 'chart');

test.each(['kubectl', 'kubectl-create', 'kubectl-client-side-apply', 'helm'])('%s goes', (manager) => {
  expect(left({ manager, operation: 'Update', time: BEFORE }, { manager: 'karpenter', operation: 'Update', time: BEFORE })).toEqual({
    managers: [OWN, { manager: 'karpenter', operation: 'Update', time: BEFORE }], isComplete: true,
  });
});

test('what was set later stays', () => {
  const later = { manager: 'kubectl-edit', operation: 'Update', time: '2026-01-02T00:00:01Z' };
  expect(left({ manager: 'kubectl-create', operation: 'Update', time: BEFORE }, later)).toEqual({ managers: [OWN, later], isComplete: false });
  expect(left(later)).toBeUndefined();
});

test('whoever notes what was applied last is kubectl, under whatever name', () => {
  const fieldsV1 = { 'f:metadata': { 'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} } } };
  expect(left({ manager: 'pipeline', operation: 'Update', time: BEFORE, fieldsV1 })).toEqual({ managers: [OWN], isComplete: true });
});

test.each(['kube-controller-manager', 'karpenter', 'my-kubectl', 'helm-operator'])('%s stays', (manager) => {
  expect(left({ manager, operation: 'Update', time: BEFORE })).toBeUndefined();
});

test('without a successor nobody goes', () => {
  expect(succeedCommandLine([{ manager: 'kubectl-create', operation: 'Update' }], 'chart')).toBeUndefined();
});
