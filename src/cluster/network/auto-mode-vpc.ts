import { RemovalPolicy, Tag, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AutoModeVpcProps } from './auto-mode-vpc-props';
import { problemsOf } from './check-vpc-props';
import { ClusterEndpoints } from './cluster-endpoints';
import { fail } from '../../private/errors';

const PUBLIC_GROUP = 'Public';
const PRIVATE_GROUP = 'Private';
const ISOLATED_GROUP = 'Isolated';
const POD_GROUP = 'Pod';

/**
 * A VPC for clusters of EKS Auto Mode.
 *
 * Without properties it has what `ec2.Vpc` makes with one NAT gateway: public subnets, for internet-facing load balancers, and private ones
 * with a way out, for control plane and nodes. Subnets carry the tags by which load balancers find them; for those of pods alone the tag
 * `kubernetes.io/role/pod`, which examples of EKS use in NodeClasses, is no more than a mark.
 *
 * The blocks of subnets follow from the number of Availability Zones, the kinds of subnets and their masks. With another block a subnet is
 * replaced, and EC2 refuses a new one that overlaps an old one: all of this should be decided before the first deployment.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/tag-subnets-auto.html
 */
export class AutoModeVpc extends ec2.Vpc {
  /** Subnets of the control plane and the nodes: private ones with a way out, or isolated ones. For `vpcSubnets` of a cluster. */
  public readonly nodeSubnets: ec2.SubnetSelection;

  /** Subnets for pods alone, if there are any. For `addNodeClass`: `podSubnets: [vpc.podSubnets!]`. */
  public readonly podSubnets?: ec2.SubnetSelection;

  /** The endpoints of what a cluster needs, if they are made. */
  public readonly endpoints?: ClusterEndpoints;

  /** Whether there is no way to the internet and none from there. */
  public readonly isIsolated: boolean;

  /** Whether there are IPv6 addresses besides IPv4 ones. */
  public readonly isDualStack: boolean;

  /**
   * Tag by which configurations of Karpenter find what is for nodes, if there is one.
   *
   * @internal
   */
  public readonly _discoveryTag?: Tag;

  /** @internal */
  public readonly _hasNatGateways: boolean;

  private readonly subnetsOfPods: ec2.ISubnet[];

  constructor(scope: Construct, id: string, props: AutoModeVpcProps = {}) {
    super(scope, id, checked(scope, id, props));
    this.isIsolated = props.isolated ?? false;
    this.isDualStack = props.dualStack ?? false;
    this._hasNatGateways = !this.isIsolated && props.natGateways !== 0;
    this.nodeSubnets = { subnetGroupName: this.isIsolated ? ISOLATED_GROUP : PRIVATE_GROUP };
    // Only now: the routes of private subnets are made for them as well.
    this.subnetsOfPods = takeOut(this.isIsolated ? this.isolatedSubnets : this.privateSubnets, POD_GROUP);
    if (props.podSubnets) { this.podSubnets = { subnetGroupName: POD_GROUP }; }
    // Made for any VPC with IPv6, unless a feature flag is set; nothing is routed to it here.
    if (this.isIsolated) { this.node.tryRemoveChild('EIGW6'); }

    const nodeSubnets = this.selectSubnets(this.nodeSubnets).subnets;
    tag(this.publicSubnets, 'kubernetes.io/role/elb', '1');
    tag(nodeSubnets, 'kubernetes.io/role/internal-elb', '1');
    tag(this.subnetsOfPods, 'kubernetes.io/role/pod', '1');
    if (props.discoveryName !== undefined) {
      this._discoveryTag = new Tag('karpenter.sh/discovery', props.discoveryName);
      tag(nodeSubnets, this._discoveryTag.key, this._discoveryTag.value);
    }

    if (props.endpoints || this.isIsolated) {
      this.endpoints = new ClusterEndpoints(this, 'Endpoints', { ...props.endpoints, vpc: this });
    }
    if (props.flowLogs ?? props.flowLogDestination) {
      this.addFlowLog('FlowLog', { destination: props.flowLogDestination ?? this.createFlowLogDestination() });
    }
  }

  /**
   * Whether what is in the VPC reaches S3 and another service, as far as it is known here.
   *
   * @internal
   */
  public _reaches(service: string): boolean {
    const endpoints = ClusterEndpoints._of(this);
    return this._hasNatGateways || (endpoints?.s3Endpoint !== undefined && service in endpoints.interfaceEndpoints);
  }

  /** Subnets of pods are found by the name of their group alone. */
  protected selectSubnetObjects(selection: ec2.SubnetSelection = {}): ec2.ISubnet[] {
    const { subnetGroupName, subnetType, subnets, subnetFilters = [], availabilityZones } = selection;
    if (!this.podSubnets || subnetGroupName !== POD_GROUP || subnetType || subnets) { return super.selectSubnetObjects(selection); }
    // There is one in each Availability Zone, so that `onePerAz` leaves none out.
    const filters = availabilityZones ? [...subnetFilters, ec2.SubnetFilter.availabilityZones(availabilityZones)] : subnetFilters;
    return filters.reduce((selected, filter) => filter.selectSubnets(selected), this.subnetsOfPods);
  }

  private createFlowLogDestination(): ec2.FlowLogDestination {
    return ec2.FlowLogDestination.toCloudWatchLogs(
      new logs.LogGroup(this, 'FlowLogs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }));
  }
}

function checked(scope: Construct, id: string, props: AutoModeVpcProps): ec2.VpcProps {
  const problems = problemsOf(props, scope);
  // The VPC does not exist yet: something in its place gives the message its path.
  if (problems.length > 0) { fail('AutoModeVpcProps', problems.join('; '), new Construct(scope, id)); }
  return {
    vpcName: props.vpcName,
    ipAddresses: props.ipAddresses,
    ipProtocol: props.dualStack ? ec2.IpProtocol.DUAL_STACK : undefined,
    maxAzs: props.maxAzs,
    availabilityZones: props.availabilityZones,
    natGateways: props.isolated ? 0 : props.natGateways ?? 1,
    subnetConfiguration: subnetGroups(props),
  };
}

function subnetGroups(props: AutoModeVpcProps): ec2.SubnetConfiguration[] {
  const subnetType = props.isolated ? ec2.SubnetType.PRIVATE_ISOLATED : ec2.SubnetType.PRIVATE_WITH_EGRESS;
  return [
    ...props.isolated ? [] : [{ name: PUBLIC_GROUP, subnetType: ec2.SubnetType.PUBLIC, cidrMask: props.publicSubnetCidrMask }],
    { name: props.isolated ? ISOLATED_GROUP : PRIVATE_GROUP, subnetType, cidrMask: props.nodeSubnetCidrMask },
    ...props.podSubnets ? [{ name: POD_GROUP, subnetType, cidrMask: props.podSubnetCidrMask }] : [],
    // The last ones, so that with masks they can be added to a VPC that has the others already.
    ...props.isolatedSubnets
      ? [{ name: ISOLATED_GROUP, subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: props.isolatedSubnetCidrMask }] : [],
  ];
}

/** Takes the subnets of a group out of a list that the VPC selects from. */
function takeOut(subnets: ec2.ISubnet[], group: string): ec2.ISubnet[] {
  const taken = subnets.filter(({ node }) => node.id.startsWith(`${group}Subnet`));
  subnets.splice(0, subnets.length, ...subnets.filter((subnet) => !taken.includes(subnet)));
  return taken;
}

function tag(subnets: ec2.ISubnet[], key: string, value: string): void {
  // Route tables and gateways below a subnet would get it as well.
  subnets.forEach((subnet) => Tags.of(subnet).add(key, value, { includeResourceTypes: [ec2.CfnSubnet.CFN_RESOURCE_TYPE_NAME] }));
}
