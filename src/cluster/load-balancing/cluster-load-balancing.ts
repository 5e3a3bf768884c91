import { Annotations, Resource, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { allowLogDelivery } from './access-log-bucket';
import { AddIngressClassOptions } from './add-ingress-class-options';
import { translateIngress, translateIngressClass } from './application-load-balancers';
import { BindTargetGroupOptions } from './bind-target-group-options';
import { AddIngressOptions, ExposeViaApplicationLoadBalancerOptions } from './expose-via-application-load-balancer-options';
import { ExposeViaNetworkLoadBalancerOptions } from './expose-via-network-load-balancer-options';
import { LoadBalancedCluster } from './load-balanced-cluster';
import { AlbIngress, AlbIngressClass, LoadBalancerTargetType, NetworkLoadBalancerService, TargetGroupBinding, TargetGroupIngress, TargetGroupPort } from '../../kubernetes';
import { fail } from '../../private/errors';
import type { RegisteredChart } from '../../provisioner/chart-registry';
import { zoneOf } from '../network/availability-zones';
import { givenClusterName } from '../network/given-cluster-name';
import { checkObjectName } from '../object-name';

/** Constructs of the CDK, and what is given instead of them. */
const ALTERNATIVES = {
  certificates: 'certificateArns',
  vpcSubnets: 'subnets',
  elasticIps: 'elasticIpAllocationIds',
  loadBalancerSecurityGroups: 'securityGroups',
  sourcePrefixLists: 'prefixLists',
  accessLogBucket: 'accessLogs',
};

/**
 * Load balancers of a cluster, with constructs of the CDK for certificates, subnets, security groups, addresses, buckets and target groups.
 *
 * It makes nothing in AWS itself: EKS makes load balancers because of objects in the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html
 */
export class ClusterLoadBalancing extends Construct {
  /** @internal */
  public static _of(cluster: LoadBalancedCluster): ClusterLoadBalancing {
    return new ClusterLoadBalancing(cluster);
  }

  private readonly cluster: LoadBalancedCluster;
  /** What must be there before an object goes to the cluster. */
  private readonly needs: { readonly object: ApiObject; readonly needed: IConstruct[] }[] = [];

  private constructor(cluster: Construct) {
    super(cluster, 'LoadBalancing');
    this.cluster = cluster as LoadBalancedCluster;
  }

  /**
   * Gives a Service a Network Load Balancer. The chart with it has to be provisioned.
   *
   * @param service A Service of cdk8s-plus, the `service` of a `NetworkLoadBalancerService`, or an ApiObject of that kind.
   * @param options What the load balancer is like.
   */
  public exposeViaNetworkLoadBalancer(service: IConstruct, options: ExposeViaNetworkLoadBalancerOptions = {}): void {
    const {
      certificates, vpcSubnets, elasticIps, loadBalancerSecurityGroups, sourcePrefixLists, accessLogBucket, accessLogPrefix, ...pure
    } = options;
    this.refuseBoth(ALTERNATIVES, { ...options });
    if (accessLogPrefix !== undefined && !accessLogBucket) {
      fail('AccessLogBucket', `accessLogPrefix must be given together with accessLogBucket, got only "${accessLogPrefix}": add the bucket, or leave it out`, this);
    }
    const selection = vpcSubnets ?? (elasticIps && !pure.subnets ? { subnetType: ec2.SubnetType.PUBLIC } : undefined);
    const subnets = selection ? this.subnetIds(selection) : pure.subnets;
    if (accessLogBucket) { this.needs.push({ object: ApiObject.of(service), needed: allowLogDelivery(accessLogBucket, accessLogPrefix, this) }); }
    NetworkLoadBalancerService.configure(service, {
      ...pure,
      certificateArns: certificates?.map(({ certificateArn }) => certificateArn) ?? pure.certificateArns,
      subnets,
      elasticIpAllocationIds: elasticIps?.map(({ attrAllocationId }) => attrAllocationId) ?? pure.elasticIpAllocationIds,
      securityGroups: loadBalancerSecurityGroups?.map(({ securityGroupId }) => securityGroupId) ?? pure.securityGroups,
      prefixLists: sourcePrefixLists?.map(({ prefixListId }) => prefixListId) ?? pure.prefixLists,
      accessLogs: accessLogBucket ? { bucketName: accessLogBucket.bucketName, prefix: accessLogPrefix } : pure.accessLogs,
    });
  }

  /**
   * Adds a class of Ingresses with Application Load Balancers to the cluster's own chart: every other chart comes after it.
   *
   * @param name Name of the class in the cluster: 1 to 63 lower-case letters and digits, with hyphens or single dots between them.
   * @param options What the load balancers have in common.
   */
  public addIngressClass(name: string, options: AddIngressClassOptions = {}): AlbIngressClass {
    checkObjectName('IngressClass', name, this);
    const { options: pure, needed } = translateIngressClass(options, this.cluster, this);
    const ingressClass = new AlbIngressClass(this.cluster._chartGroup('IngressClasses'), name, { ...pure, metadata: { name } });
    this.needs.push({ object: ingressClass.paramsObject, needed });
    return ingressClass;
  }

  /**
   * Adds an Ingress with an Application Load Balancer to a chart, which has to be provisioned.
   *
   * @param scope The chart, or a construct in it.
   * @param id Id of the Ingress.
   * @param options Its rules, and what the load balancer is like.
   */
  public addIngress(scope: Construct, id: string, options: AddIngressOptions): AlbIngress {
    const { options: pure, needed } = translateIngress(options, this.cluster, this);
    const ingress = new AlbIngress(scope, id, pure);
    this.needs.push({ object: ingress.apiObject, needed });
    return ingress;
  }

  /**
   * Says of an Ingress that is made otherwise what its Application Load Balancer is like. The chart with it has to be provisioned.
   *
   * @param ingress An Ingress of cdk8s-plus, or an ApiObject of that kind, such as one of an included file.
   * @param options What the load balancer is like.
   */
  public exposeViaApplicationLoadBalancer(ingress: IConstruct, options: ExposeViaApplicationLoadBalancerOptions): void {
    const { options: pure, needed } = translateIngress(options, this.cluster, this);
    AlbIngress.configure(ingress, pure);
    this.needs.push({ object: ApiObject.of(ingress), needed });
  }

  /**
   * Makes pods of a Service targets of a target group of the CDK, which gets the tag that EKS asks for.
   *
   * **EKS deletes the target group** when the binding or the cluster goes, which is warned about: switch the rule `target-group-binding-deletion`
   * off for the binding where that is fine. Remove the target group and its listeners in the deployment that removes the binding.
   *
   * @param scope Where the binding is made: the Service or something else in its chart, which has to be provisioned.
   * @param id Id of the binding.
   * @param options What is bound.
   */
  public bindTargetGroup(scope: Construct, id: string, options: BindTargetGroupOptions): TargetGroupBinding {
    const { targetGroup, service, port = service.port, loadBalancerSecurityGroups: groups, metadata, targetType: _, ...pure } = options;
    this.refuseBoth({ loadBalancerSecurityGroups: 'ingress' }, { ...options });
    const targetType = this.targetTypeOf(options);
    const binding = new TargetGroupBinding(scope, id, {
      ...pure,
      metadata: { ...metadata, namespace: metadata?.namespace ?? service.metadata.namespace },
      serviceName: service.name,
      servicePort: port,
      targetGroupArn: targetGroup.targetGroupArn,
      targetType,
      ingress: groups ? [ingressOf(groups, service, port, targetType)] : pure.ingress,
    });
    this.tag(targetGroup);
    return binding;
  }

  /**
   * What must be there before a chart, because of an object in it.
   *
   * @internal
   */
  public _prerequisitesOf(chart: RegisteredChart): IConstruct[] {
    return this.needs.filter(({ object }) => object.node.scopes.includes(chart.chart)).flatMap(({ needed }) => needed);
  }

  private refuseBoth(pairs: { readonly [name: string]: string }, given: { readonly [name: string]: unknown }): void {
    const both = Object.entries(pairs).filter((names) => names.every((name) => given[name] !== undefined));
    if (both.length > 0) {
      fail('LoadBalancerOptions', both.map(([name, other]) => `${name} must not be given together with ${other}, got both: remove one of them`).join('; '), this);
    }
  }

  /** A Network Load Balancer has one subnet in a zone. */
  private subnetIds(selection: ec2.SubnetSelection): string[] {
    const { subnetIds, subnets } = this.cluster.vpc.selectSubnets({ ...selection, ...selection.subnets ? {} : { onePerAz: true } });
    if (Token.isUnresolved(subnetIds)) {
      fail('LoadBalancerSubnets', 'subnets must be given when the number of subnets of the VPC is not known at synthesis, got vpcSubnets: write their ids', this);
    }
    const known = subnets.map(zoneOf);
    const zones = known.filter((zone, index) => zone !== undefined && !Token.isUnresolved(zone) && known.indexOf(zone) !== index);
    if (zones.length > 0) {
      fail('LoadBalancerSubnets', `vpcSubnets must have one subnet in each Availability Zone, got several in ${[...new Set(zones)].join(', ')}: write onePerAz: true, or choose one`, this);
    }
    return subnetIds;
  }

  private targetTypeOf({ targetGroup, targetType }: BindTargetGroupOptions): LoadBalancerTargetType {
    const known = knownTargetType(targetGroup);
    const types: string[] = Object.values(LoadBalancerTargetType);
    if (known !== undefined && !types.includes(known)) {
      fail('TargetGroupType', `targetGroup must have a target type of ${types.join(' or ')}, got ${known}: write targetType: elbv2.TargetType.IP where it is made`, this);
    }
    if (known !== undefined && targetType !== undefined && known !== targetType) {
      fail('TargetGroupType', `targetType must be that of the target group, which is ${known}, got ${targetType}: leave it out, or make the target group with targetType: elbv2.TargetType.${targetType.toUpperCase()}`, this);
    }
    return targetType ?? known as LoadBalancerTargetType | undefined
      ?? fail('TargetGroupType', 'targetType must be given when that of the target group is not known, got none: write for example LoadBalancerTargetType.IP', this);
  }

  private tag(targetGroup: elbv2.ITargetGroup): void {
    const tag = TargetGroupBinding.CLUSTER_NAME_TAG;
    const named = Token.isUnresolved(targetGroup.targetGroupArn) ? targetGroup.node.path : targetGroup.targetGroupArn;
    if (!Resource.isOwnedResource(targetGroup)) {
      this.warnOfTag(`tags of target group ${named} cannot be changed from here: it must have ${tag} with the name of the cluster as value`);
      return;
    }
    // The stack of the cluster comes after that of the target group, which is in its chart.
    const name = givenClusterName(this.cluster.cluster) ?? (isWithin(Stack.of(targetGroup), Stack.of(this)) ? this.cluster.clusterName : undefined);
    if (name === undefined) {
      this.warnOfTag(`target group ${named} cannot have the tag ${tag}, since the cluster is made after it: `
        + 'write clusterName where the cluster is made, or make the target group in the stack of the cluster');
    } else {
      Tags.of(targetGroup).add(tag, name);
    }
  }

  private warnOfTag(message: string): void {
    Annotations.of(this).addWarningV2('cdk-eks-auto-mode:target-group-tag', message);
  }
}

/** Whether a stack is another one, or nested in it. */
function isWithin(stack: Stack, other: Stack): boolean {
  return stack === other || (stack.nestedStackParent !== undefined && isWithin(stack.nestedStackParent, other));
}

/** What a target group of the app was made with; without anything, EC2 instances. */
function knownTargetType(targetGroup: elbv2.ITargetGroup): string | undefined {
  const resource = targetGroup.node.defaultChild;
  if (!(resource instanceof elbv2.CfnTargetGroup)) { return undefined; }
  const type: unknown = Stack.of(resource).resolve(resource.targetType);
  return type === undefined ? LoadBalancerTargetType.INSTANCE : typeof type === 'string' ? type : undefined;
}

/** The port of pods; nodes have one that Kubernetes chooses. */
function ingressOf(groups: ec2.ISecurityGroup[], service: kplus.Service, port: number, targetType: LoadBalancerTargetType): TargetGroupIngress {
  const bound = service.ports.find((candidate) => candidate.port === port);
  const number = bound?.targetPort ?? port;
  const isUdp = bound?.protocol === 'UDP';
  return {
    securityGroupIds: groups.map(({ securityGroupId }) => securityGroupId),
    ports: targetType === LoadBalancerTargetType.INSTANCE
      ? [TargetGroupPort.ALL_TCP, ...isUdp ? [TargetGroupPort.ALL_UDP] : []]
      : [TargetGroupPort.tcp(number), ...isUdp ? [TargetGroupPort.udp(number)] : []], // health checks come by TCP
  };
}
