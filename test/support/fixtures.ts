import * as fs from 'fs';
import { App, AppProps, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ApiObject, App as Cdk8sApp, Chart } from 'cdk8s';
import { AutoModeCluster, AutoModeClusterProps } from '../../src';
import { ChartDocument, ChartProperties, RESOURCE_TYPE } from '../../src/provisioner/contract';

/** An app with a stack in a known environment. */
export function stackFixture(props: AppProps = {}): { app: App; stack: Stack } {
  const app = new App(props);
  return { app, stack: new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } }) };
}

/** An app with a cluster. */
export function clusterFixture(props: Partial<AutoModeClusterProps> = {}): { app: App; stack: Stack; cluster: AutoModeCluster } {
  const { app, stack } = stackFixture();
  return { app, stack, cluster: new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, ...props }) };
}

/** A chart in an app of its own. */
export function chartFixture(id = 'chart'): Chart {
  return new Chart(new Cdk8sApp(), id);
}

/** A ConfigMap in a chart. */
export function configMap(chart: Chart, name: string, data: { [key: string]: unknown } = {}): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}

/** Properties of the custom resource of a chart. */
export function chartProperties(stack: Stack, chartName: string): ChartProperties & { readonly [property: string]: unknown } {
  const resources = Object.values(Template.fromStack(stack).findResources(RESOURCE_TYPE, { Properties: { ParentName: `cdk-eks-auto-mode.${chartName}` } }));
  expect(resources).toHaveLength(1);
  return resources[0].Properties;
}

/** What goes into the asset of a chart. */
export function chartDocument(app: App, stack: Stack, chartName: string): ChartDocument {
  const { Key } = chartProperties(stack, chartName);
  const text = fs.readFileSync(`${app.synth().directory}/asset.${Key}`, 'utf8');
  const [header, ...objects] = text.trimEnd().split('\n').map((line) => JSON.parse(line));
  return { header, objects };
}

/** The error that a synthesis fails with. */
export function synthesisError(app: App): string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the synthesis did not fail');
}
