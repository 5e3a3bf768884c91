import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AccessEntry, AccessEntryProps, ClusterAccess, ClusterAccessProps } from '../../../src/cluster/access';
import { stackFixture } from '../../support/fixtures';

export const ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '444455556666';
export const ADMIN_ARN = `arn:aws:iam::${ACCOUNT}:role/Admin`;

/** A cluster that was made elsewhere, which keeps templates small. */
export function clusterOf(stack: Stack): eks.ICluster {
  return eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'blue' });
}

/** A role of the nodes of EC2. */
export function roleIn(scope: Construct, id = 'Role', props: Partial<iam.RoleProps> = {}): iam.Role {
  return new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), ...props });
}

/** A stack with an entry. */
export function entryFixture(props: Partial<AccessEntryProps> = {}, stack: Stack = stackFixture().stack): { stack: Stack; entry: AccessEntry } {
  return { stack, entry: new AccessEntry(stack, 'Entry', { cluster: clusterOf(stack), principal: new iam.ArnPrincipal(ADMIN_ARN), ...props }) };
}

/** A stack with the access of a cluster. */
export function accessFixture(props: Partial<ClusterAccessProps> = {}, stack: Stack = stackFixture().stack): { stack: Stack; access: ClusterAccess } {
  return { stack, access: new ClusterAccess(stack, 'Access', { cluster: clusterOf(stack), ...props }) };
}

/** Properties of the only entry. */
export function entryProperties(stack: Stack): { readonly [property: string]: any } {
  const entries = Object.values(Template.fromStack(stack).findResources('AWS::EKS::AccessEntry'));
  expect(entries).toHaveLength(1);
  return entries[0].Properties;
}

/** Logical ids of all entries. */
export function entryIds(stack: Stack): string[] {
  return Object.keys(Template.fromStack(stack).findResources('AWS::EKS::AccessEntry'));
}

/** ARN of an access policy in a template. */
export function policyArn(name: string): object {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:eks::aws:cluster-access-policy/${name}`]] };
}

/** A policy for the whole cluster in a template. */
export function inCluster(name: string): object {
  return { PolicyArn: policyArn(name), AccessScope: { Type: 'cluster' } };
}

/** A policy for namespaces in a template. */
export function inNamespaces(name: string, ...namespaces: string[]): object {
  return { PolicyArn: policyArn(name), AccessScope: { Type: 'namespace', Namespaces: namespaces } };
}
