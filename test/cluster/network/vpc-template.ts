import { Template } from 'aws-cdk-lib/assertions';
import { AutoModeVpc, AutoModeVpcProps } from '../../../src/cluster/network';
import { stackFixture } from '../../support/fixtures';

export const PUBLIC_TAG = 'kubernetes.io/role/elb';
export const INTERNAL_TAG = 'kubernetes.io/role/internal-elb';
export const POD_TAG = 'kubernetes.io/role/pod';
export const DISCOVERY_TAG = 'karpenter.sh/discovery';
const OWN_TAGS = [PUBLIC_TAG, INTERNAL_TAG, POD_TAG, DISCOVERY_TAG];

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [property: string]: any };
  readonly DependsOn?: string[];
}

/** A VPC in a stack of its own. */
export function vpcFixture(props: AutoModeVpcProps = {}): { vpc: AutoModeVpc; template: Template } {
  const { stack } = stackFixture();
  const vpc = new AutoModeVpc(stack, 'Vpc', props);
  return { vpc, template: Template.fromStack(stack) };
}

/** Resources of a type with their logical ids. */
export function resources(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
}

/** Our tags of each subnet, by its group. */
export function ownTags(template: Template): { [group: string]: { [key: string]: string } } {
  return Object.fromEntries(resources(template, 'AWS::EC2::Subnet').map(([id, { Properties }]) => {
    const tags = Properties.Tags.filter(({ Key }: { Key: string }) => OWN_TAGS.includes(Key));
    return [groupOf(id), Object.fromEntries(tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]))];
  }));
}

/** Group that a subnet or its route table is of. */
export function groupOf(logicalId: string): string {
  return /Vpc(\w+?)Subnet/.exec(logicalId)![1];
}

/** Where routes of each group of subnets lead: names of properties of their routes. */
export function routes(template: Template): { [group: string]: string[] } {
  const found: { [group: string]: string[] } = {};
  for (const [, { Properties: { RouteTableId, ...target } }] of resources(template, 'AWS::EC2::Route')) {
    const destination = target.DestinationCidrBlock ?? target.DestinationIpv6CidrBlock;
    const [by] = Object.keys(target).filter((property) => !property.startsWith('Destination'));
    (found[groupOf(RouteTableId.Ref)] ??= []).push(`${destination} ${by}`);
  }
  return Object.fromEntries(Object.entries(found).map(([group, all]) => [group, [...new Set(all)].sort()]));
}
