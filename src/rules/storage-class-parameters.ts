import { TYPES_OF_PROVISIONED_IOPS, TYPES_WITH_IOPS, VOLUME_LIMITS, VOLUME_TYPES } from './ebs-volume-limits';
import { checkWord, isKnown, mapOf, Problem, written } from './field-checks';
import { Manifest } from './rule';
import { ruleForStorageClass } from './storage-objects';
import { MAXIMUM_VOLUME_TAGS, problemOfVolumeTag } from './volume-tags';

const FILE_SYSTEMS = ['ext4', 'xfs', 'ext3', 'ext2'];
const SWITCHES = ['encrypted', 'allowAutoIOPSPerGBIncrease', 'blockExpress', 'ext4BigAlloc'];
const NUMBERS = ['iopsPerGB', 'iops', 'throughput', 'blockSize', 'inodeSize', 'bytesPerInode', 'numberOfInodes', 'ext4ClusterSize'];
const FSTYPE = 'csi.storage.k8s.io/fstype';
const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[a-zA-Z0-9-]+$/;
const TAG = /^tagSpecification_/;

/** Parameters that the user guide lists. */
export const STORAGE_CLASS_PARAMETERS: readonly string[] = ['type', FSTYPE, 'kmsKeyId', ...SWITCHES, ...NUMBERS];

type Parameters = { readonly [name: string]: unknown };

export const storageClassParameters = ruleForStorageClass({
  id: 'storage-class-parameters',
  reason: 'parameters of a StorageClass are texts that nobody checks until the first volume is not made',
  check: (manifest: Manifest) => {
    const parameters = mapOf(manifest.parameters);
    return [
      ...Object.entries(parameters).flatMap(([name, value]) => checkText(name, value)),
      ...checkCombinations(parameters),
      ...checkTags(parameters),
    ];
  },
});

function at(name: string): string {
  return `parameters.${name}`;
}

function checkText(name: string, value: unknown): Problem[] {
  if (!isKnown(value)) { return []; }
  const field = at(name);
  if (typeof value !== 'string') { return [{ field, value, problem: `must be text, got ${written(value)}`, fix: `write "${String(value)}"` }]; }
  if (name === 'type') { return checkWord(field, value, VOLUME_TYPES); }
  if (name === FSTYPE) { return checkWord(field, value, FILE_SYSTEMS); }
  if (SWITCHES.includes(name)) { return checkWord(field, value, ['true', 'false']); }
  if (NUMBERS.includes(name)) {
    return /^[1-9][0-9]*$/.test(value) ? [] : [{ field, value, problem: `must be a whole number as text, got ${written(value)}`, fix: 'write for example "4096"' }];
  }
  if (name === 'kmsKeyId') {
    return KEY_ARN.test(value) ? [] : [{
      field, value, problem: `must be the ARN of a key, not its id and no alias, got ${written(value)}`, fix: 'write the ARN as KMS shows it',
    }];
  }
  return [];
}

/** What parameters have to do with one another; a type that is only known at deployment may be any. */
function checkCombinations(parameters: Parameters): Problem[] {
  const type = parameters.type ?? 'gp3';
  const { iops, iopsPerGB, throughput, encrypted, kmsKeyId } = parameters;
  const problems: Problem[] = [];
  const refuse = (name: string, problem: string, fix: string) => problems.push({ field: at(name), value: parameters[name] ?? null, problem, fix });
  const isGiven = (name: string) => parameters[name] !== undefined && parameters[name] !== null;

  if (isKnown(type) && VOLUME_TYPES.includes(type as string)) {
    for (const name of ['iops', 'iopsPerGB'].filter((each) => isGiven(each) && !TYPES_WITH_IOPS.includes(type as string))) {
      refuse(name, `must be given with the types ${TYPES_WITH_IOPS.join(', ')} only, got one for ${type}`, 'leave it out, or choose another type');
    }
    if (isGiven('throughput') && type !== 'gp3') { refuse('throughput', `must be given with the type gp3 only, got one for ${type}`, 'leave it out, or write type: "gp3"'); }
    if (isGiven('blockExpress') && type !== 'io2') { refuse('blockExpress', `must be given with the type io2 only, got one for ${type}`, 'leave it out, or write type: "io2"'); }
    if (TYPES_OF_PROVISIONED_IOPS.includes(type as string) && !isGiven('iops') && !isGiven('iopsPerGB')) {
      refuse('iops', `must be given with the type ${type}, got none`, 'write iops or iopsPerGB');
    }
    const least = type === 'gp3' ? VOLUME_LIMITS.gp3Iops.least : VOLUME_LIMITS.provisionedIops.least;
    if (isBelow(iops, least)) { refuse('iops', `must be at least ${least} for ${type}, got ${written(iops)}`, `write for example "${least}"`); }
    if (isBelow(throughput, VOLUME_LIMITS.gp3Throughput.least)) {
      refuse('throughput', `must be at least ${VOLUME_LIMITS.gp3Throughput.least} MiB per second, got ${written(throughput)}`, `write for example "${VOLUME_LIMITS.gp3Throughput.least}"`);
    }
  }
  if (isGiven('iops') && isGiven('iopsPerGB')) { refuse('iopsPerGB', `must not be given together with iops, got ${written(iopsPerGB)} beside ${written(iops)}`, 'keep one of them'); }
  if (isGiven('kmsKeyId') && (!isGiven('encrypted') || (isKnown(encrypted) && encrypted !== 'true'))) {
    refuse('encrypted', `must be "true" when kmsKeyId is given, got ${written(encrypted)}`, `write encrypted: "true"${isKnown(kmsKeyId) ? ', or leave kmsKeyId out' : ''}`);
  }
  return [...problems, ...checkFileSystem(parameters, isGiven)];
}

function checkFileSystem(parameters: Parameters, isGiven: (name: string) => boolean): Problem[] {
  const fileSystem = parameters[FSTYPE] ?? 'ext4';
  if (!isKnown(fileSystem)) { return []; }
  const refused = [
    ...fileSystem === 'xfs' ? ['bytesPerInode', 'numberOfInodes'] : [],
    ...fileSystem === 'ext4' ? [] : ['ext4BigAlloc', 'ext4ClusterSize'],
  ].filter(isGiven);
  return [
    ...refused.map((name) => ({
      field: at(name), value: parameters[name], problem: `must not be given for the file system ${fileSystem}, got ${written(parameters[name])}`, fix: 'leave it out, or choose another file system',
    })),
    ...isGiven('ext4ClusterSize') && (!isGiven('ext4BigAlloc') || parameters.ext4BigAlloc === 'false') ? [{
      field: at('ext4ClusterSize'),
      value: parameters.ext4ClusterSize,
      problem: `must be given together with ext4BigAlloc: "true", got ${written(parameters.ext4ClusterSize)} without it`,
      fix: 'add ext4BigAlloc: "true", or leave it out',
    }] : [],
  ];
}

function isBelow(value: unknown, least: number): boolean {
  return typeof value === 'string' && /^[1-9][0-9]*$/.test(value) && Number(value) < least;
}

function checkTags(parameters: Parameters): Problem[] {
  const tags = Object.entries(parameters).filter(([name]) => TAG.test(name));
  return [
    ...tags.length > MAXIMUM_VOLUME_TAGS
      ? [{ field: 'parameters', value: tags.length, problem: `must have at most ${MAXIMUM_VOLUME_TAGS} tags, got ${tags.length}`, fix: 'remove some' }] : [],
    ...tags.flatMap(([name, value]) => typeof value === 'string' ? checkTag(at(name), value) : []),
  ];
}

function checkTag(field: string, value: string): Problem[] {
  if (!isKnown(value)) { return []; }
  const separator = value.indexOf('=');
  if (separator < 0) { return [{ field, value, problem: `must be a key and a value with "=" between them, got ${written(value)}`, fix: 'write for example "team=data"' }]; }
  const wrong = problemOfVolumeTag(value.slice(0, separator), value.slice(separator + 1));
  return wrong ? [{ field, value, ...wrong }] : [];
}
