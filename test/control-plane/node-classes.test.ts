import { ControlPlane } from './control-plane';
import { describeWithControlPlane } from './describe';
import { AutoModeRules } from '../../src';
import { FULL_NODE_CLASSES } from '../support/full-node-class';
import { findingsOfSpec, MINIMAL_SPEC, typedNodeClass } from '../support/node-class';
import { REFUSED } from '../support/refused-node-classes';


describeWithControlPlane('NodeClasses on the API server', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  /** Server-side apply, as the provisioner does it: unknown fields are refused. */
  const apply = async (object: { metadata?: { name?: string } }) => controlPlane.request(
    'PATCH', `/apis/eks.amazonaws.com/v1/nodeclasses/${object.metadata?.name}?dryRun=All&fieldManager=test&fieldValidation=Strict`, object, 'application/apply-patch+yaml',
  );
  const raw = async (fields: object) => apply({
    apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', metadata: { name: 'raw' }, spec: { ...MINIMAL_SPEC, ...fields },
  } as object);

  test.each(Object.entries(FULL_NODE_CLASSES))('every field that is typed is accepted: %s', async (_, props) => {
    const { status, body } = await apply(typedNodeClass(props).apiObject.toJson());
    expect({ status, message: body.message }).toEqual({ status: 201, message: undefined });
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
