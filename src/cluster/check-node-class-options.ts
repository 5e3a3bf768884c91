import { AddNodeClassOptions } from './add-node-class-options';

/** Options that say the same in two ways. */
const EITHER_OR: [keyof AddNodeClassOptions, keyof AddNodeClassOptions][] = [
  ['role', 'instanceProfile'],
  ['vpcSubnets', 'subnets'],
  ['nodeSecurityGroups', 'securityGroups'],
  ['podSubnets', 'podNetwork'],
];

/** What contradicts itself in the options of a NodeClass; all of it at once. */
export function problemsOfNodeClassOptions(options: AddNodeClassOptions): string[] {
  const { podSubnets, podSecurityGroups, volumeKey, ephemeralStorage } = options;
  return [
    ...EITHER_OR.filter(([one, other]) => options[one] !== undefined && options[other] !== undefined)
      .map(([one, other]) => `${one} and ${other} of a NodeClass must not be given together, got both: write one of them`),
    ...(podSubnets === undefined) === (podSecurityGroups === undefined) ? []
      : [`podSubnets and podSecurityGroups of a NodeClass must be given together, got only ${podSubnets ? 'podSubnets' : 'podSecurityGroups'}: write both`],
    ...volumeKey && ephemeralStorage?.kmsKeyId !== undefined
      ? ['volumeKey and ephemeralStorage.kmsKeyId of a NodeClass must not be given together, got both: write volumeKey'] : [],
  ];
}
