import { describeWithControlPlane } from './describe';
import { ACCEPTED, DryRuns } from './dry-run';
import { AutoModeRules } from '../../src';
import { FULL_NODE_CLASSES } from '../support/full-node-class';
import { findingsOfSpec, MINIMAL_SPEC, typedNodeClass } from '../support/node-class';
import { REFUSED } from '../support/refused-node-classes';


describeWithControlPlane('NodeClasses on the API server', () => {
  const dryRuns = DryRuns.inTests();

  const apply = async (object: any) => dryRuns.apply('/apis/eks.amazonaws.com/v1/nodeclasses', object);
  const raw = async (fields: object) => apply({
    apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', metadata: { name: 'raw' }, spec: { ...MINIMAL_SPEC, ...fields },
  } as object);

  test.each(Object.entries(FULL_NODE_CLASSES))('every field that is typed is accepted: %s', async (_, props) => {
    expect(await apply(typedNodeClass(props).apiObject.toJson())).toEqual(ACCEPTED);
  });

  test.each(REFUSED)('refuses as the rules do: %s', async (_, fields, rule) => {
    expect(findingsOfSpec({ ...MINIMAL_SPEC, ...fields })).toContainEqual(expect.objectContaining({ ruleId: `node-class-${rule}`, level: 'error' }));
    const { status } = await raw(fields);
    expect([422, 500]).toContain(status); // 500 is how apply reports fields that are unknown or of another type
  });

  test('every rule about single NodeClasses that is an error is tried', () => {
    const errors = AutoModeRules.descriptions.filter(({ id, level }) => id.startsWith('node-class-') && id !== 'node-class-ref' && level === 'error').map(({ id }) => id);
    expect([...new Set(REFUSED.map(([, , rule]) => `node-class-${rule}`)), 'node-class-name'].sort()).toEqual(errors.sort());
  });
});
