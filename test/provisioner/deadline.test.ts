import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { chartFixture, chartProperties, clusterFixture } from '../support/fixtures';

/** Seconds after which CloudFormation gives a custom resource up. */
const CLOUD_FORMATION = 3600;
/** Seconds that an invocation may still need for explanations and its last requests when the time is up. */
const AFTERMATH = 60;

test('the longest time of a chart is over, and its reason told, before anybody else loses patience', () => {
  const { stack, cluster } = clusterFixture();
  cluster.provision(chartFixture('slow'), { timeout: Duration.minutes(50) });
  const timeout = Number(chartProperties(stack, 'slow').Timeout);
  const { interval, attempts } = pollingOf(stack);
  // The framework counts its pauses only; the last poll has to come after the handler's own deadline.
  expect(interval * attempts).toBeGreaterThan(timeout + interval + AFTERMATH);
  expect(timeout + interval + AFTERMATH).toBeLessThan(CLOUD_FORMATION);
});

/** How the provider framework asks for completion. */
function pollingOf(stack: Stack): { interval: number; attempts: number } {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
  const text = JSON.stringify(Properties.DefinitionString);
  const numberOf = (key: string) => Number(new RegExp(`${key}\\\\":([0-9.]+)`).exec(text.replace(/\\\\"/g, '\\"'))![1]);
  return { interval: numberOf('IntervalSeconds'), attempts: numberOf('MaxAttempts') };
}
