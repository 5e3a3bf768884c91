import { AddNodeClassOptions } from './add-node-class-options';

/** Options that say the same in two ways. */
const EITHER_OR: [keyof AddNodeClassOptions, keyof AddNodeClassOptions][] = [
  ['role', 'instanceProfile'],
  ['vpcSubnets', 'subnets'],
  ['nodeSecurityGroups', 'securityGroups'],
  ['podSubnets', 'podNetwork'],
];

/** Of these a VPC gives one, which may be missing, where a list is wanted. */
const SELECTIONS = ['vpcSubnets', 'podSubnets'] as const;

/** What contradicts itself in the options of a NodeClass; all of it at once. */
export function problemsOfNodeClassOptions(options: AddNodeClassOptions): string[] {
  const { podSubnets, podSecurityGroups, volumeKey, ephemeralStorage } = options;
  return [
    ...SELECTIONS.flatMap((property) => problemsOfSelections(property, options[property])),
    ...EITHER_OR.filter(([one, other]) => options[one] !== undefined && options[other] !== undefined)
      .map(([one, other]) => `${one} and ${other} of a NodeClass must not be given together, got both: write one of them`),
    ...(podSubnets === undefined) === (podSecurityGroups === undefined) ? []
      : [`podSubnets and podSecurityGroups of a NodeClass must be given together, got only ${podSubnets ? 'podSubnets' : 'podSecurityGroups'}: write both`],
    ...volumeKey && ephemeralStorage?.kmsKeyId !== undefined
      ? ['volumeKey and ephemeralStorage.kmsKeyId of a NodeClass must not be given together, got both: write volumeKey'] : [],
  ];
}

/** A missing selection would be one of the private subnets, those of the nodes. */
function problemsOfSelections(property: (typeof SELECTIONS)[number], selections: unknown): string[] {
  if (selections === undefined || (Array.isArray(selections) && selections.every((selection) => typeof selection === 'object' && selection !== null))) { return []; }
  const fix = property === 'podSubnets' ? '[vpc.podSubnets] of an AutoModeVpc with podSubnets: true' : '[vpc.nodeSubnets] of an AutoModeVpc';
  return [`${property} of a NodeClass must be a list of selections, got ${Array.isArray(selections) ? 'a list in which one is missing' : 'no list'}: write for example ${property}: ${fix}`];
}
