/**
 * What exists as YAML, Kustomize or Helm comes along as it is.
 *
 * Shows: a folder of YAML; the output of Kustomize, whose ConfigMaps get another name with each change, and the old ones are pruned;
 * a chart of Helm, rendered before; an order between charts; an object of the YAML that is changed in code.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/existing-yaml.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/existing-yaml.ts"
 */
import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeCluster } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';

const MANIFESTS = path.join(__dirname, 'manifests');

const app = new App();
const stack = new Stack(app, 'ExistingYaml');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });

// A folder: each file by itself, in an order that does not depend on the machine.
const charts = new cdk8s.App();
const shop = new cdk8s.Chart(charts, 'shop');
for (const file of fs.readdirSync(path.join(MANIFESTS, 'shop')).sort()) {
  new cdk8s.Include(shop, file, { url: path.join(MANIFESTS, 'shop', file) });
}
// What is in the YAML are objects like any others.
const web = shop.node.findAll().filter(cdk8s.ApiObject.isApiObject).find(({ kind }) => kind === 'Deployment') as cdk8s.ApiObject;
web.addJsonPatch(cdk8s.JsonPatch.replace('/spec/replicas', 3));
cluster.provision(shop);

// Kustomize: kubectl kustomize examples/manifests/queue/production > examples/manifests/queue/production.yaml
const queue = new cdk8s.Chart(charts, 'queue');
new cdk8s.Include(queue, 'Output', { url: path.join(MANIFESTS, 'queue', 'production.yaml') });
cluster.provision(queue);

// Helm: helm template cache examples/manifests/cache --namespace shop --set replicas=2,maxMemory=200mb > examples/manifests/cache.yaml
// Where helm is on the machine that synthesizes, the same without a file in between:
//   new cdk8s.Helm(cache, 'Release', { chart: path.join(MANIFESTS, 'cache'), releaseName: 'cache', namespace: 'shop', values: { replicas: 2, maxMemory: '200mb' } });
const cache = new cdk8s.Chart(charts, 'cache');
new cdk8s.Include(cache, 'Release', { url: path.join(MANIFESTS, 'cache.yaml') });
cache.addDependency(shop); // its namespace is there
cluster.provision(cache);

app.synth();
