/**
 * Who may do what in a cluster.
 *
 * Shows: administrators by a permission set of IAM Identity Center; a team that may edit its namespaces and look at the rest; a pipeline
 * that is a member of a Kubernetes group, with the RBAC of that group in a chart; a Secret that the load balancing of Auto Mode may read.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/team-access.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/team-access.ts"
 */
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccessPolicy, AutoModeCluster, IdentityCenterRolePrincipal, ManagedControllers } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'TeamAccess');

const cluster = new AutoModeCluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  admins: [new IdentityCenterRolePrincipal('AWSReservedSSO_PlatformAdmin_0123456789abcdef', { region: 'eu-west-1' })],
});

const team = iam.Role.fromRoleName(stack, 'Team', 'team-shop');
cluster.access.grant(team, { policies: [AccessPolicy.VIEW, AccessPolicy.EDIT.inNamespaces('shop', 'shop-*')] });
cluster.grantDescribe(team);

const pipeline = new iam.Role(stack, 'Pipeline', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
cluster.access.grant(pipeline, { kubernetesGroups: ['releases'], username: 'pipeline:{{SessionName}}' });
cluster.grantDescribe(pipeline);

const shop = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new kplus.Namespace(shop, 'Namespace', { metadata: { name: 'shop' } });
const releases = new kplus.Role(shop, 'Releases', { metadata: { name: 'releases' } });
releases.allowReadWrite(kplus.ApiResource.DEPLOYMENTS, kplus.ApiResource.SERVICES, kplus.ApiResource.CONFIG_MAPS);
releases.bind(kplus.Group.fromName(shop, 'ReleasesGroup', 'releases'));
// For an Ingress whose users sign in by OIDC. The Secret itself comes from Secrets Manager, by way of External Secrets.
ManagedControllers.allowGetSecret(shop, 'OidcAccess', kplus.Secret.fromSecretName(shop, 'Oidc', 'oidc'));
cluster.provision(shop);

app.synth();
