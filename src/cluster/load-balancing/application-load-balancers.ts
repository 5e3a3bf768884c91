import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { AddIngressClassOptions } from './add-ingress-class-options';
import { ApplicationLoadBalancerCdkOptions } from './application-load-balancer-cdk-options';
import { allowApplicationLoadBalancerLogs } from './application-load-balancer-logs';
import { ExposeViaApplicationLoadBalancerOptions } from './expose-via-application-load-balancer-options';
import { LoadBalancedCluster } from './load-balanced-cluster';
import { authenticationOf } from './user-pool-authentication';
import { AlbIngressClassOptions, AlbIngressOptions, ApplicationLoadBalancerAttributes, IngressSubnets } from '../../kubernetes';
import { fail } from '../../private/errors';

/** Constructs of the CDK, and what is given instead of them. */
const ALTERNATIVES = {
  certificates: 'certificateArns',
  vpcSubnets: 'subnets',
  sourcePrefixLists: 'prefixLists',
  loadBalancerSecurityGroups: 'securityGroups',
  userPoolAuthentication: 'authentication',
};

/** Options in the words of Kubernetes, and what must be there before an object with them. */
export interface Translated<T> {
  readonly options: T;
  readonly needed: IConstruct[];
}

interface CommonOptions {
  readonly certificateArns?: string[];
  readonly prefixLists?: string[];
  readonly loadBalancerAttributes?: ApplicationLoadBalancerAttributes;
}

/** Options of a class. */
export function translateIngressClass(
  given: AddIngressClassOptions, cluster: LoadBalancedCluster, scope: IConstruct,
): Translated<AlbIngressClassOptions> {
  const { certificates, vpcSubnets, sourcePrefixLists, accessLogBucket, accessLogPrefix, ...pure } = given;
  const { options, needed } = translateCommon(given, scope);
  const subnets = vpcSubnets ? IngressSubnets.ids(...subnetIds(vpcSubnets, cluster, scope)) : pure.subnets;
  return { options: { ...pure, ...options, subnets }, needed };
}

/** Options of an Ingress. */
export function translateIngress(
  given: ExposeViaApplicationLoadBalancerOptions, cluster: LoadBalancedCluster, scope: IConstruct,
): Translated<AlbIngressOptions> {
  const {
    certificates, vpcSubnets, sourcePrefixLists, accessLogBucket, accessLogPrefix, loadBalancerSecurityGroups, userPoolAuthentication, ...pure
  } = given;
  const { options, needed } = translateCommon(given, scope);
  return {
    options: {
      ...pure,
      ...options,
      subnets: vpcSubnets ? subnetIds(vpcSubnets, cluster, scope) : pure.subnets,
      securityGroups: loadBalancerSecurityGroups?.map(({ securityGroupId }) => securityGroupId) ?? pure.securityGroups,
      authentication: userPoolAuthentication ? authenticationOf(userPoolAuthentication) : pure.authentication,
    },
    needed,
  };
}

function translateCommon(given: ApplicationLoadBalancerCdkOptions & CommonOptions, scope: IConstruct): Translated<CommonOptions> {
  const { certificates, sourcePrefixLists, accessLogBucket, accessLogPrefix: prefix } = given;
  const problems = [...problemsOfAlternatives({ ...given }), ...problemsOfLogs(given), ...problemsOfCertificates(certificates ?? [], scope)];
  if (problems.length > 0) { fail('LoadBalancerOptions', problems.join('; '), scope); }
  return {
    options: {
      certificateArns: certificates?.map(({ certificateArn }) => certificateArn) ?? given.certificateArns,
      prefixLists: sourcePrefixLists?.map(({ prefixListId }) => prefixListId) ?? given.prefixLists,
      loadBalancerAttributes: accessLogBucket
        ? { ...given.loadBalancerAttributes, accessLogs: { bucketName: accessLogBucket.bucketName, prefix } } : given.loadBalancerAttributes,
    },
    needed: accessLogBucket ? allowApplicationLoadBalancerLogs(accessLogBucket, prefix, scope) : [],
  };
}

function problemsOfAlternatives(given: { readonly [name: string]: unknown }): string[] {
  return Object.entries(ALTERNATIVES).filter((names) => names.every((name) => given[name] !== undefined))
    .map(([name, other]) => `${name} must not be given together with ${other}, got both: remove one of them`);
}

function problemsOfLogs({ accessLogBucket, accessLogPrefix, loadBalancerAttributes }: ApplicationLoadBalancerCdkOptions & CommonOptions): string[] {
  return [
    ...accessLogBucket && loadBalancerAttributes?.accessLogs
      ? ['accessLogBucket must not be given together with loadBalancerAttributes.accessLogs, got both: remove one of them'] : [],
    ...accessLogPrefix !== undefined && !accessLogBucket
      ? [`accessLogPrefix must be given together with accessLogBucket, got only "${accessLogPrefix}": add the bucket, or leave it out`] : [],
  ];
}

function problemsOfCertificates(certificates: acm.ICertificate[], scope: IConstruct): string[] {
  const { region } = Stack.of(scope);
  return certificates.filter((certificate) => Token.compareStrings(certificate.env.region, region) === TokenComparison.DIFFERENT)
    .map(({ env }) => `certificates must be of the cluster's Region ${region}, got one of ${env.region}: write a certificate of that Region`);
}

/** An Application Load Balancer has one subnet in a zone. */
function subnetIds(selection: ec2.SubnetSelection, cluster: LoadBalancedCluster, scope: IConstruct): string[] {
  const { subnetIds: ids } = cluster.vpc.selectSubnets({ ...selection, ...selection.subnets ? {} : { onePerAz: true } });
  if (Token.isUnresolved(ids)) {
    fail('LoadBalancerSubnets', 'subnets must be given when the number of subnets of the VPC is not known at synthesis, got vpcSubnets: write their ids', scope);
  }
  return ids;
}
