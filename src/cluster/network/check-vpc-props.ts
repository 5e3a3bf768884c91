import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AutoModeVpcProps } from './auto-mode-vpc-props';
import { checkEndpoints } from './check-endpoints';

const LEAST_ZONES = 2;
const DEFAULT_ZONES = 3;
const SHORTEST_MASK = 16;
const LONGEST_MASK = 28;
const LONGEST_TAG_VALUE = 256;

/** What EC2 or EKS would refuse, or what excludes each other; all of it at once. Tokens are not judged, but what shapes the template must be known. */
export function problemsOf(props: AutoModeVpcProps, scope: Construct): string[] {
  const { maxAzs, availabilityZones, natGateways, publicSubnetCidrMask, nodeSubnetCidrMask, podSubnetCidrMask, isolatedSubnetCidrMask } = props;
  const shape = { maxAzs, availabilityZones, natGateways, publicSubnetCidrMask, nodeSubnetCidrMask, podSubnetCidrMask, isolatedSubnetCidrMask };
  const unknown = Object.entries(shape).filter(([, value]) => Token.isUnresolved(value));
  if (unknown.length > 0) { return unknown.map(([property]) => `${property} must be known at synthesis, got a token: write the value`); }
  return [
    ...checkZones(props, scope),
    ...checkNatGateways(props),
    ...checkMask('publicSubnetCidrMask', props.publicSubnetCidrMask),
    ...checkMask('nodeSubnetCidrMask', props.nodeSubnetCidrMask),
    ...checkMask('podSubnetCidrMask', props.podSubnetCidrMask),
    ...checkMask('isolatedSubnetCidrMask', props.isolatedSubnetCidrMask),
    ...checkSubnetKinds(props),
    ...checkIsolatedSubnets(props),
    ...checkTagValue('vpcName', props.vpcName),
    ...checkTagValue('discoveryName', props.discoveryName),
    ...checkFlowLogs(props),
    ...props.endpoints ? checkEndpoints(props.endpoints).map((problem) => `endpoints: ${problem}`) : [],
  ];
}

function checkZones({ availabilityZones: zones, maxAzs }: AutoModeVpcProps, scope: Construct): string[] {
  if (zones) {
    const known = Token.isUnresolved(zones) ? undefined : new Set(zones).size;
    return [
      ...maxAzs === undefined ? [] : [`maxAzs must be left out when availabilityZones are given, got ${maxAzs}: remove one of them`],
      ...known === undefined || known >= LEAST_ZONES ? []
        : [`availabilityZones must be at least ${LEAST_ZONES} different ones for EKS, got ${zones.join(', ') || 'none'}: add one`],
    ];
  }
  if (maxAzs !== undefined && !Token.isUnresolved(maxAzs) && !isWhole(maxAzs, LEAST_ZONES)) {
    return [`maxAzs must be a whole number of ${LEAST_ZONES} or more for EKS, got ${maxAzs}: write for example ${DEFAULT_ZONES}`];
  }
  const offered = Stack.of(scope).availabilityZones;
  return offered.length >= LEAST_ZONES ? []
    : [`availabilityZones must be at least ${LEAST_ZONES} for EKS, got ${offered.join(', ') || 'none'} in the environment of the stack: `
      + 'deploy to another Region, or refresh the context of the CDK'];
}

function checkNatGateways({ natGateways, isolated, availabilityZones, maxAzs }: AutoModeVpcProps): string[] {
  if (natGateways === undefined || Token.isUnresolved(natGateways)) { return []; }
  if (isolated) {
    return natGateways === 0 ? [] : [`natGateways must be left out when isolated, where nothing gets out, got ${natGateways}: remove one of them`];
  }
  const zones = Token.isUnresolved(availabilityZones) || Token.isUnresolved(maxAzs) ? Infinity : availabilityZones?.length ?? maxAzs ?? DEFAULT_ZONES;
  if (!isWhole(natGateways, 0)) { return [`natGateways must be a whole number of 0 or more, got ${natGateways}: write for example 1`]; }
  return natGateways <= zones ? [] : [`natGateways must be at most one for each Availability Zone, got ${natGateways} for ${zones}: write ${zones}`];
}

function checkMask(property: string, mask: number | undefined): string[] {
  return mask === undefined || Token.isUnresolved(mask) || (isWhole(mask, SHORTEST_MASK) && mask <= LONGEST_MASK) ? []
    : [`${property} must be a whole number of ${SHORTEST_MASK} to ${LONGEST_MASK}, got ${mask}: write for example 20`];
}

function checkSubnetKinds({ isolated, publicSubnetCidrMask, podSubnets, podSubnetCidrMask }: AutoModeVpcProps): string[] {
  return [
    ...isolated && publicSubnetCidrMask !== undefined
      ? [`publicSubnetCidrMask must be left out when isolated, where there are no public subnets, got ${publicSubnetCidrMask}: remove one of them`] : [],
    ...!podSubnets && podSubnetCidrMask !== undefined
      ? [`podSubnetCidrMask must be left out without podSubnets, got ${podSubnetCidrMask}: write podSubnets: true, or remove it`] : [],
  ];
}

function checkIsolatedSubnets({ isolated, isolatedSubnets, isolatedSubnetCidrMask }: AutoModeVpcProps): string[] {
  return [
    ...isolated && isolatedSubnets ? ['isolatedSubnets must be left out when isolated, where all subnets are, got both: remove one of them'] : [],
    ...!isolatedSubnets && isolatedSubnetCidrMask !== undefined
      ? [`isolatedSubnetCidrMask must be left out without isolatedSubnets, got ${isolatedSubnetCidrMask}: write ${isolated ? 'nodeSubnetCidrMask instead' : 'isolatedSubnets: true'}, or remove it`] : [],
  ];
}

function checkTagValue(property: string, value: string | undefined): string[] {
  return value === undefined || Token.isUnresolved(value) || (value.length >= 1 && value.length <= LONGEST_TAG_VALUE) ? []
    : [`${property} must be 1 to ${LONGEST_TAG_VALUE} characters, got ${value.length}: write a shorter one, or leave it out`];
}

function checkFlowLogs({ flowLogs, flowLogDestination }: AutoModeVpcProps): string[] {
  return flowLogs === false && flowLogDestination
    ? ['flowLogDestination must be left out when flowLogs is false, got a destination: remove one of them'] : [];
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}
