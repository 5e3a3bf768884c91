import * as fs from 'fs';
import * as path from 'path';
import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApiObject } from 'cdk8s';
import { BUNDLE } from '../support/bundle-handler';
import { chartDocument, chartFixture, chartProperties, clusterFixture, configMap } from '../support/fixtures';

/** Bytes of properties beyond which the provider framework gets into trouble, with a margin. */
const PROPERTIES = 6 * 1024;
/** CloudFormation waits for a custom resource so long. */
const CLOUD_FORMATION = Duration.hours(1).toSeconds();
const LAMBDA = Duration.minutes(15).toSeconds();

/** Bytes of the properties, with what CloudFormation puts in for the certificate. */
function lengthOf(properties: object): number {
  return Buffer.byteLength(JSON.stringify(properties)) + 1600;
}

describe('a chart of any size', () => {
  test.each([1, 100, 5000])('of %i objects is one custom resource with properties of less than 6 KB, values and outputs included', (count) => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture('big');
    const values = Array.from({ length: 10 }, (_, index) => new CfnParameter(stack, `Parameter${index}`).valueAsString);
    const objects = Array.from({ length: count }, (_, index) => configMap(chart, `settings-of-a-service-with-a-name-${index}`, { value: values[index % 10], index: String(index) }));
    const provisioned = cluster.provision(chart);
    for (let index = 0; index < 100; index++) { provisioned.getValue(objects[index % count], `metadata.annotations['example.com/value-${index}']`); }

    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::EksAutoModeChart', 1);
    const properties = chartProperties(stack, 'big');
    expect(lengthOf(properties)).toBeLessThan(PROPERTIES);
    expect(Object.keys(properties.Values!)).toHaveLength(Math.min(count, 10));
    // Of a stack with nothing else in it.
    expect(Buffer.byteLength(JSON.stringify(template.toJSON()))).toBeLessThan(100_000);

    const { header } = chartDocument(app, stack, 'big');
    expect(header).toMatchObject({ version: 1, objects: count });
    expect(Object.keys(header.outputs!)).toHaveLength(100);
  });

  test('of 20 MB is synthesized, line by line', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture('big');
    for (let index = 0; index < 5000; index++) { configMap(chart, `settings-${index}`, { text: 'x'.repeat(4000) }); }
    cluster.provision(chart);
    const { Key } = chartProperties(stack, 'big');
    expect(Key).toMatch(/\.jsonl$/);
    const text = fs.readFileSync(path.join(app.synth().directory, `asset.${Key}`), 'utf8');
    expect(text.length).toBeGreaterThan(20_000_000);
    expect(text.trimEnd().split('\n')).toHaveLength(5001);
    expect(lengthOf(chartProperties(stack, 'big'))).toBeLessThan(PROPERTIES);
  });

  test('in which everything depends on everything before it takes a few numbers an object', () => {
    const { app, stack, cluster } = clusterFixture();
    const chart = chartFixture('big');
    const [first, second] = ['First', 'Second'].map((id) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: id.toLowerCase() } }));
    for (let index = 0; index < 1000; index++) {
      for (const parent of [first, second]) { new ApiObject(parent, `Settings${index}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `settings-${index}`, namespace: parent.name } }); }
    }
    second.node.addDependency(first);
    cluster.provision(chart);
    const { objects } = chartDocument(app, stack, 'big');
    expect(objects.slice(1001).every(({ after }) => JSON.stringify(after) === '[[0,1000]]')).toBe(true);
    expect(objects.slice(0, 1001).every(({ after }) => after === undefined)).toBe(true);
  });
});

describe('time', () => {
  const { stack, cluster } = clusterFixture();
  cluster.provision(chartFixture('slow'), { timeout: Duration.minutes(50) });
  const template = Template.fromStack(stack);
  const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  const definition = JSON.parse(machine.Properties.DefinitionString['Fn::Join'][1].map((part: unknown) => typeof part === 'string' ? part : 'arn').join(''));
  const { IntervalSeconds, MaxAttempts, BackoffRate } = definition.States['framework-isComplete-task'].Retry[0];
  const [handler] = Object.values(template.findResources('AWS::Lambda::Function', { Properties: { Handler: 'index.handler', Description: 'Provisions Kubernetes objects to an EKS cluster' } }));

  test('of an invocation ends long before Lambda ends it, and the framework with it', () => {
    // The handler leaves the rest to the next invocation after five minutes, whatever it is doing.
    const slice = Duration.minutes(5).toSeconds();
    const longestRequest = 40;
    expect(handler.Properties.Timeout).toBeGreaterThan(slice + longestRequest + 30);
    expect(handler.Properties.Timeout).toBeLessThan(LAMBDA);
  });

  test('of the handler is over before CloudFormation and the framework give up, who do not know why', () => {
    const timeout = Number(chartProperties(stack, 'slow').Timeout);
    expect(timeout + handler.Properties.Timeout).toBeLessThanOrEqual(CLOUD_FORMATION);
    expect(BackoffRate).toBe(1);
    expect(IntervalSeconds * MaxAttempts).toBeGreaterThanOrEqual(CLOUD_FORMATION);
  });

  test('between polls makes no more events than the history of a state machine has room for', () => {
    const eventsOfAnAttempt = 5;
    expect(MaxAttempts * eventsOfAnAttempt).toBeLessThan(25_000);
  });
});

describe('the function', () => {
  test('has memory for more than the 256 MB that the biggest chart takes', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodePool('batch');
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', MemorySize: 1024 });
  });

  test('is a bundle of less than 100 KB', () => {
    expect(fs.statSync(BUNDLE).size).toBeLessThan(100_000);
  });

  test('keeps its log for a month, like the functions of the framework', () => {
    const { stack, cluster } = clusterFixture();
    cluster.addNodePool('batch');
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
    const [group] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    const functions = Object.values(template.findResources('AWS::Lambda::Function')).filter(({ Properties }) => Properties.Handler !== '__entrypoint__.handler');
    const isLoggedThere = expect.objectContaining({ LogGroup: { Ref: group } });
    expect(functions.map(({ Properties }) => Properties.LoggingConfig)).toEqual(functions.map(() => isLoggedThere));
    expect(functions.length).toBeGreaterThanOrEqual(4);
  });
});
