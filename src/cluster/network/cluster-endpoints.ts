import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { checkEndpoints } from './check-endpoints';
import { ClusterEndpointsOptions, ClusterEndpointsProps } from './cluster-endpoints-props';
import { EndpointReason, optionalServices, requiredServices, S3_REASON } from './endpoint-reasons';
import { fail } from '../../private/errors';

const ENDPOINTS = new WeakMap<ec2.IVpc, ClusterEndpoints>();

/**
 * The VPC endpoints by which clusters of EKS Auto Mode do without a way to the internet:
 *
 * - `s3` (a gateway, free of charge): layers of images in ECR, and charts for the provisioning function;
 * - `ecr.api` and `ecr.dkr`: images;
 * - `ec2`: listed among the requirements of private clusters; whether nodes of Auto Mode call it is not documented;
 * - `eks`: the provisioning function, which describes the cluster;
 * - `eks-auth`: credentials of EKS Pod Identity.
 *
 * `AutoModeVpc` makes them by itself when it is isolated. When they are in the stack of the cluster or of the VPC, they are deleted after the
 * charts of the cluster. Otherwise let the cluster depend on them (`cluster.node.addDependency(endpoints)`), so that charts can still be removed.
 *
 * The endpoint of the cluster itself is none of them: it must have private access. Images must be in ECR, since no other registry is
 * reached. Private DNS is on, so that nothing has to be configured on nodes and pods. The names of services are those that the CDK
 * knows for the Region of the stack; in stacks without a Region they are those of the commercial Regions.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export class ClusterEndpoints extends Construct {
  /** Why each service has an endpoint, by short names of services. */
  public static get reasons(): { [shortName: string]: string } {
    return { s3: S3_REASON, ...byShortName(requiredServices()) };
  }

  /** When further services should have an endpoint, by short names of services. */
  public static get optionalReasons(): { [shortName: string]: string } {
    return byShortName(optionalServices());
  }

  /**
   * The endpoints of a VPC, if they are made in this app.
   *
   * @internal
   */
  public static _of(vpc: ec2.IVpc): ClusterEndpoints | undefined {
    return ENDPOINTS.get(vpc);
  }

  /** The interface endpoints by the short names of their services, such as `ecr.api`. */
  public readonly interfaceEndpoints: { [shortName: string]: ec2.InterfaceVpcEndpoint };

  /** The gateway endpoint of S3, unless it is switched off. */
  public readonly s3Endpoint?: ec2.GatewayVpcEndpoint;

  constructor(scope: Construct, id: string, props: ClusterEndpointsProps) {
    super(scope, id);
    const { vpc } = props;
    const subnets = allSubnets(vpc);
    const problems = [...checkSole(vpc), ...checkEndpoints(props), ...checkPeers(props), ...checkRouteTables(props, subnets)];
    if (problems.length > 0) { fail('ClusterEndpointsProps', problems.join('; '), this); }
    ENDPOINTS.set(vpc, this);
    if (props.s3Gateway ?? true) {
      this.s3Endpoint = new ec2.GatewayVpcEndpoint(this, 's3', { vpc, service: ec2.GatewayVpcEndpointAwsService.S3, subnets: [{ subnets }] });
    }
    const services = servicesOf(props);
    const securityGroups = services.length > 0 ? [this.createSecurityGroup(props, services)] : [];
    this.interfaceEndpoints = Object.fromEntries(services.map((service) => [service.shortName, new ec2.InterfaceVpcEndpoint(this, service.shortName, {
      vpc,
      service,
      securityGroups,
      subnets: props.subnets,
      privateDnsEnabled: true,
      // It would ask an imported VPC for its block, and the group is open to who may use it already.
      open: false,
    })]));
  }

  /** One for all: their clients are the same. */
  private createSecurityGroup({ vpc, allowedPeers }: ClusterEndpointsProps, services: ec2.InterfaceVpcEndpointAwsService[]): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc, description: 'VPC endpoints for EKS clusters', allowAllOutbound: false });
    const ports = [...new Set(services.map(({ port }) => port))];
    const peers = allowedPeers ?? [ec2.Peer.ipv4(vpc.vpcCidrBlock)];
    peers.forEach((peer) => ports.forEach((port) => group.addIngressRule(peer, ec2.Port.tcp(port), 'nodes, pods and functions')));
    return group;
  }
}

/** Two endpoints of one service with private DNS exclude each other. */
function checkSole(vpc: ec2.IVpc): string[] {
  const present = ENDPOINTS.get(vpc);
  return present ? [`vpc must have its endpoints once, got a VPC that has them at ${present.node.path}: remove one, or write its endpoints prop`] : [];
}

function byShortName(reasons: EndpointReason[]): { [shortName: string]: string } {
  return Object.fromEntries(reasons.map(({ service, reason }) => [service.shortName, reason]));
}

function servicesOf({ additionalServices = [], omittedServices = [] }: ClusterEndpointsOptions): ec2.InterfaceVpcEndpointAwsService[] {
  const required = requiredServices().map(({ service }) => service);
  const services = new Map([...required, ...additionalServices].map((service) => [service.shortName, service]));
  omittedServices.forEach(({ shortName }) => services.delete(shortName));
  return [...services.values()];
}

/** With those that the VPC keeps out of its lists, such as the pod subnets of an `AutoModeVpc`. */
function allSubnets(vpc: ec2.IVpc): ec2.ISubnet[] {
  const others = vpc.node.children.filter((child) => ec2.Subnet.isVpcSubnet(child)) as ec2.Subnet[];
  return [...new Set([...vpc.privateSubnets, ...vpc.publicSubnets, ...vpc.isolatedSubnets, ...others])];
}

function checkPeers({ vpc, allowedPeers }: ClusterEndpointsProps): string[] {
  return allowedPeers || hasKnownBlock(vpc) ? [] : ['allowedPeers must be given when the IPv4 block of the VPC is not known, got none: '
    + 'write allowedPeers: [ec2.Peer.ipv4(…)], or import the VPC with vpcCidrBlock'];
}

/** Imported VPCs throw instead of answering. */
function hasKnownBlock(vpc: ec2.IVpc): boolean {
  try {
    return vpc.vpcCidrBlock !== undefined;
  } catch {
    return false;
  }
}

function checkRouteTables({ s3Gateway = true }: ClusterEndpointsProps, subnets: ec2.ISubnet[]): string[] {
  return !s3Gateway || subnets.some(({ routeTable }) => routeTable?.routeTableId) ? [] : ['s3Gateway must be false when the route tables of the VPC '
    + 'are not known, got true: import the VPC with the ids of its route tables, or write s3Gateway: false where S3 is reached in another way'];
}
