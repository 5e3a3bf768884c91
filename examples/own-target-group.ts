/**
 * Pods as targets of a load balancer that the CDK makes.
 *
 * Shows: a Network Load Balancer with its listener and target group as constructs of the CDK; a binding that makes the pods of a Service its targets,
 * with the tag that EKS asks for and the way in for the load balancer; what it means that EKS deletes the target group with the binding.
 *
 * Rehearse it on this machine: npm run rehearse -- examples/own-target-group.ts
 * Deploy it: npx cdk deploy --app "npx tsx --tsconfig examples/tsconfig.json examples/own-target-group.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AutoModeCluster, AutoModeRules } from 'cdk-eks-auto-mode';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const stack = new Stack(app, 'OwnTargetGroup');

const cluster = new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36 });
const { vpc } = cluster;

const securityGroup = new ec2.SecurityGroup(stack, 'LoadBalancerGroup', { vpc });
securityGroup.addIngressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(80));
const loadBalancer = new elbv2.NetworkLoadBalancer(stack, 'LoadBalancer', { vpc, securityGroups: [securityGroup] });
const targetGroup = new elbv2.NetworkTargetGroup(stack, 'Targets', { vpc, port: 8080, targetType: elbv2.TargetType.IP });
loadBalancer.addListener('Http', { port: 80, defaultTargetGroups: [targetGroup] });

const web = new cdk8s.Chart(new cdk8s.App(), 'web', { namespace: 'web' });
new kplus.Namespace(web, 'Namespace', { metadata: { name: 'web' } });
const server = new kplus.Deployment(web, 'Server', {
  metadata: { name: 'server' },
  containers: [{
    image: 'public.ecr.aws/nginx/nginx-unprivileged:stable',
    portNumber: 8080,
    securityContext: { user: 101, readOnlyRootFilesystem: false },
  }],
});
const service = server.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });

const binding = cluster.loadBalancing.bindTargetGroup(service, 'Binding', {
  targetGroup, service, loadBalancerSecurityGroups: [securityGroup], metadata: { name: 'web' },
});
AutoModeRules.disable(binding, 'target-group-binding-deletion', 'the target group, its listener and the binding go together, with the stack');
cluster.provision(web);

new CfnOutput(stack, 'Host', { value: loadBalancer.loadBalancerDnsName });

app.synth();
