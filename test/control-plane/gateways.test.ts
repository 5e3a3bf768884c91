import { describeWithControlPlane } from './describe';
import { ACCEPTED, DryRuns } from './dry-run';
import { chartFixture } from '../support/fixtures';
import { fullGateway } from '../support/full-gateway';

describeWithControlPlane('the Gateway API on the API server', () => {
  const dryRuns = DryRuns.inTests();

  test.each(fullGateway(chartFixture()).map((object) => [object.name, object.toJson()]))('%s', async (_, object) => {
    const plural = `${object.kind.toLowerCase()}s`.replace('classs', 'classes');
    const collection = `/apis/${object.apiVersion}/${object.kind === 'GatewayClass' ? '' : 'namespaces/default/'}${plural}`;
    expect(await dryRuns.apply(collection, object)).toEqual(ACCEPTED);
  });
});
