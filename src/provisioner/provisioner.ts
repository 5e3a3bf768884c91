import * as path from 'path';
import { Annotations, Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, DependencyGroup, IConstruct } from 'constructs';
import { ClusterFacts, RuleLevel } from '../rules';
import { URL_SUFFIX_VARIABLE } from './contract';
import { identityOf, objectNameOf } from './object-summary';
import type { ProvisionedChart } from './provisioned-chart';
import { AutoModeRules } from '../rules/auto-mode-rules';

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
export interface ProvisionerProps {
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
   * Network of the function, when the cluster's endpoint is private.
   *
   * The function then needs a way to STS, S3 and EKS.
   *
   * @default - the function is in no VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets of the function in the VPC.
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
  /** Role of the function. It is an administrator of the cluster. */
  public readonly role: iam.Role;
  /** The function. */
  public readonly handler: lambda.Function;
  /** What calls the function for a custom resource. */
  public readonly serviceToken: string;
  /** What must exist before the function may do anything in the cluster. */
  public readonly ready: DependencyGroup = new DependencyGroup();

  private readonly facts: ClusterFacts;
  private readonly charts: ProvisionedChart[] = [];
  private foundation?: ProvisionedChart;

  constructor(scope: Construct, id: string, props: ProvisionerProps) {
    super(scope, id);
    this.cluster = props.cluster;
    this.facts = props.facts ?? {};

    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Provisions Kubernetes objects to an EKS cluster',
      managedPolicies: [
        iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole'),
        ...props.vpc ? [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')] : [],
      ],
    });
    this.role.addToPolicy(new iam.PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [props.cluster.clusterArn] }));

    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Provisions Kubernetes objects to an EKS cluster',
      code: lambda.Code.fromAsset(HANDLER),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.X86_64,
      memorySize: 1024,
      timeout: Duration.minutes(10),
      environment: { [URL_SUFFIX_VARIABLE]: Aws.URL_SUFFIX },
      role: this.role,
      logGroup,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
    });
    const provider = new Provider(this, 'Provider', {
      onEventHandler: this.handler,
      isCompleteHandler: this.handler,
      queryInterval: Duration.seconds(5),
      // The most there is: the handler's own deadline, which knows the reason, has to come before.
      totalTimeout: Duration.hours(1),
      logGroup,
    });
    this.serviceToken = provider.serviceToken;

    const accessEntry = new eks.AccessEntry(this, 'AccessEntry', {
      cluster: props.cluster,
      principal: this.role.roleArn,
      accessPolicies: [eks.AccessPolicy.fromAccessPolicyName('AmazonEKSClusterAdminPolicy', { accessScopeType: eks.AccessScopeType.CLUSTER })],
    });
    this.ready.add(accessEntry);
    this.node.addValidation({ validate: () => this.validate() });
  }

  /**
   * @internal
   */
  public _register(chart: ProvisionedChart): void {
    this.charts.push(chart);
  }

  /**
   * The chart that comes before every other: the cluster's own NodeClasses and NodePools.
   *
   * @internal
   */
  public _setFoundation(chart: ProvisionedChart): void {
    this.foundation = chart;
  }

  /**
   * Charts that must be provisioned before a chart.
   *
   * @internal
   */
  public _precedingCharts(chart: ProvisionedChart, dependencies: IConstruct[]): ProvisionedChart[] {
    const asked = this.charts.filter((other) => other !== chart && dependsOn(dependencies, other));
    const { foundation } = this;
    const isFirst = !foundation || foundation === chart || dependsOn(foundation._manifest.dependencies, chart);
    return isFirst || asked.includes(foundation) ? asked : [foundation, ...asked];
  }

  /** Problems between charts, and what breaks the rules of Auto Mode. */
  private validate(): string[] {
    const objects = this.charts.flatMap((chart) => chart._manifest.judged.map((object) => ({ ...object, path: `${chart.node.path}: ${object.path}` })));
    const findings = AutoModeRules._check(objects, this.facts);
    for (const { ruleId, message } of findings.filter(({ level }) => level === RuleLevel.WARNING)) {
      Annotations.of(this).addWarningV2(`cdk-eks-auto-mode:${ruleId}`, message);
    }
    return [
      ...repeated(this.charts, ({ chartName }) => chartName).map(([name, charts]) =>
        `charts of a cluster must have different names, got "${name}" at ${charts.map((chart) => chart.node.path).join(' and ')}: rename one of them`),
      ...repeated(objects, ({ manifest }) => identityOf(manifest)).map(([, same]) =>
        `an object must be in one chart only, got ${objectNameOf(same[0].manifest)} at ${same.map((object) => object.path).join(' and ')}: `
        + 'remove it from one of them'),
      ...findings.filter(({ level }) => level === RuleLevel.ERROR).map(({ message }) => message),
    ];
  }
}

function dependsOn(dependencies: IConstruct[], { chart }: ProvisionedChart): boolean {
  return dependencies.some((dependency) => dependency.node.scopes.includes(chart));
}

function repeated<T>(items: T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) { groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item]); }
  return [...groups].filter(([, group]) => group.length > 1);
}
