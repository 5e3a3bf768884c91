import { ControlPlane } from './control-plane';
import { describeWithControlPlane } from './describe';
import { chartFixture } from '../support/fixtures';
import { fullGateway } from '../support/full-gateway';

describeWithControlPlane('the Gateway API on the API server', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
    controlPlane = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
  }, 900_000);

  afterAll(async () => controlPlane?.stop());

  test.each(fullGateway(chartFixture()).map((object) => [object.name, object.toJson()]))('%s', async (name, object) => {
    const plural = `${object.kind.toLowerCase()}s`.replace('classs', 'classes');
    const path = `/apis/${object.apiVersion}/${object.kind === 'GatewayClass' ? '' : 'namespaces/default/'}${plural}/${name}`;
    const { status, body } = await controlPlane.request<any>('PATCH', `${path}?dryRun=All&fieldManager=test&fieldValidation=Strict`, object, 'application/apply-patch+yaml');
    expect({ status, message: body.kind === 'Status' ? body.message : undefined }).toEqual({ status: 201, message: undefined });
  });
});
