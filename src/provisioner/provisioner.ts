import * as path from 'path';
import { Aws, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, DependencyGroup } from 'constructs';
import { ClusterFacts } from '../rules';
import { ChartRegistry } from './chart-registry';
import { kindsOutOfReach } from './chart-rights';
import { problemsOfProvisioner } from './check-provisioner';
import { Manifest, NO_PROXY_VARIABLE, PROXY_VARIABLE, URL_SUFFIX_VARIABLE } from './contract';
import { ProvisionerOptions } from './provisioner-options';
import { AccessEntry } from '../cluster/access/access-entry';
import { AccessPolicy } from '../cluster/access/access-policy';
import { fail } from '../private/errors';

/** The bundle beside `lib` in the package and beside `src` in the repository. */
const HANDLER = path.join(__dirname, '..', '..', 'assets', 'provisioner', 'handler', 'provisioner.lambda');

/**
 * A cluster that charts can be provisioned to.
 */
export interface IProvisioningTarget {
  /** What carries charts to the cluster; made when it is first asked for. */
  readonly provisioner: Provisioner;
}

/**
 * Properties of `Provisioner`.
 */
export interface ProvisionerProps extends ProvisionerOptions {
  /**
   * Cluster that charts go to.
   */
  readonly cluster: eks.ICluster;

  /**
   * What is known of the cluster, for the rules.
   *
   * @default - nothing is known
   */
  readonly facts?: ClusterFacts;

  /**
   * Network of the function, when the cluster's endpoint is not open to the public. From there it needs a way to S3 and EKS.
   *
   * @default - the function is in no VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets of the function in the VPC, unless `functionSubnets` says otherwise.
   *
   * @default - private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/**
 * Carries charts to one cluster: a Lambda function, its role with an access entry in the cluster, and the provider that
 * calls it from CloudFormation.
 *
 * `AutoModeCluster` makes one when the first chart is provisioned.
 */
export class Provisioner extends Construct {
  /** Cluster that charts go to. */
  public readonly cluster: eks.ICluster;
  /** Role of the function. It may describe the cluster and read the charts; what it may do in the cluster is up to `accessPolicies` and `kubernetesGroups`. */
  public readonly role: iam.Role;
  /** The function. */
  public readonly handler: lambda.Function;
  /** What calls the function for a custom resource. */
  public readonly serviceToken: string;
  /** What must exist before the function may do anything in the cluster. */
  public readonly ready: DependencyGroup = new DependencyGroup();

  /**
   * The charts that go to the cluster.
   *
   * @internal
   */
  public readonly _charts: ChartRegistry;

  private readonly accessPolicies: readonly AccessPolicy[];
  private readonly kubernetesGroups: readonly string[];

  constructor(scope: Construct, id: string, props: ProvisionerProps) {
    super(scope, id);
    const problems = problemsOfProvisioner(props, props.vpc !== undefined);
    if (problems.length > 0) { fail('Provisioner', problems.join('; '), this); }
    this.cluster = props.cluster;
    this._charts = new ChartRegistry(this, props.facts ?? {});

    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Provisions Kubernetes objects to an EKS cluster',
      managedPolicies: props.vpc ? [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')] : [],
    });
    this.role.addToPolicy(new iam.PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [props.cluster.clusterArn] }));

    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    logGroup.grantWrite(this.role);
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Provisions Kubernetes objects to an EKS cluster',
      code: lambda.Code.fromAsset(HANDLER),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.X86_64,
      memorySize: 1024,
      timeout: Duration.minutes(10),
      environment: { [URL_SUFFIX_VARIABLE]: Aws.URL_SUFFIX, ...proxyVariables(props) },
      role: this.role,
      logGroup,
      vpc: props.vpc,
      vpcSubnets: props.functionSubnets ?? props.vpcSubnets,
      securityGroups: props.functionSecurityGroups,
    });
    if (props.vpc) { this.ready.add(...this.openControlPlane()); }
    const provider = new Provider(this, 'Provider', {
      onEventHandler: this.handler,
      isCompleteHandler: this.handler,
      queryInterval: Duration.seconds(5),
      // The most there is: the handler's own deadline, which knows the reason, has to come before.
      totalTimeout: Duration.hours(1),
      logGroup,
    });
    this.serviceToken = provider.serviceToken;

    this.kubernetesGroups = props.kubernetesGroups ?? [];
    this.accessPolicies = props.accessPolicies ?? (this.kubernetesGroups.length > 0 ? [] : [AccessPolicy.CLUSTER_ADMIN]);
    const accessEntry = new AccessEntry(this, 'AccessEntry', {
      cluster: props.cluster, principal: this.role, policies: [...this.accessPolicies], kubernetesGroups: props.kubernetesGroups,
    });
    this.ready.add(accessEntry);
  }

  /** Resources of their own that charts wait for, so that they are still there when those are deleted. */
  private openControlPlane(): Construct[] {
    const port = 443;
    return this.handler.connections.securityGroups.map(({ securityGroupId }, index) => new ec2.CfnSecurityGroupIngress(this, `Ingress${index || ''}`, {
      groupId: this.cluster.clusterSecurityGroupId,
      sourceSecurityGroupId: securityGroupId,
      ipProtocol: ec2.Protocol.TCP,
      fromPort: port,
      toPort: port,
      description: 'provisioning of charts',
    }));
  }

  /**
   * Kinds of these objects that the function certainly may not change.
   *
   * @internal
   */
  public _outOfReach(manifests: readonly Manifest[]): string[] {
    // What groups may do only the cluster knows.
    return this.kubernetesGroups.length > 0 ? [] : kindsOutOfReach(this.accessPolicies, manifests);
  }

  /**
   * Lets the function read the objects of a bucket: all of them, so that a rollback finds the chart that was there before.
   *
   * @internal
   */
  public _allowRead(bucket: s3.IBucket): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));
  }
}

/** The cluster's private endpoint is in the VPC, where no proxy is needed. Its domain depends on the family of addresses: only the host is sure. */
function proxyVariables({ cluster, httpsProxy, noProxy = [] }: ProvisionerProps): { [name: string]: string } {
  if (httpsProxy === undefined) { return {}; }
  const host = Fn.select(2, Fn.split('/', cluster.clusterEndpoint));
  return { [PROXY_VARIABLE]: httpsProxy, [NO_PROXY_VARIABLE]: [host, ...noProxy].join(',') };
}
