import { VOLUME_TYPES } from './ebs-volume-limits';
import { checkWord, isKnown, mapOf, Problem, written } from './field-checks';
import { ruleForKind } from './rule';
import { AUTO_MODE_PROVISIONER, VOLUME_ATTRIBUTES } from './storage-objects';

/** Minor version of Kubernetes 1 in which the kind came. */
const SINCE = 34;

export const volumeAttributesClass = ruleForKind('storage.k8s.io', 'VolumeAttributesClass', {
  id: 'volume-attributes-class',
  reason: 'volumes that are used change by a VolumeAttributesClass from Kubernetes 1.34 on, and only in type, operations and throughput',
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-change.html',
  check: (manifest, { version }) => manifest.driverName !== AUTO_MODE_PROVISIONER ? [] : [
    ...isTooOld(version) ? [{
      field: 'apiVersion',
      value: manifest.apiVersion,
      problem: `must go to a cluster of Kubernetes 1.${SINCE} or newer, got one of ${version}`,
      fix: 'upgrade the cluster first',
    }] : [],
    ...Object.entries(mapOf(manifest.parameters)).flatMap(([name, value]) => checkParameter(name, value)),
  ],
});

function isTooOld(version: string | undefined): boolean {
  const minor = /^1\.([0-9]+)$/.exec(version ?? '')?.[1];
  return minor !== undefined && Number(minor) < SINCE;
}

function checkParameter(name: string, value: unknown): Problem[] {
  const field = `parameters.${name}`;
  if (!VOLUME_ATTRIBUTES.includes(name)) {
    return [{
      field, value, problem: `must be one of ${VOLUME_ATTRIBUTES.join(', ')}, got "${name}"`, fix: name === 'volumeType' ? 'write type' : 'leave it out: nothing else of a volume can be changed',
    }];
  }
  if (!isKnown(value)) { return []; }
  if (typeof value !== 'string') { return [{ field, value, problem: `must be text, got ${written(value)}`, fix: `write "${String(value)}"` }]; }
  if (name === 'type') { return checkWord(field, value, VOLUME_TYPES); }
  return /^[1-9][0-9]*$/.test(value) ? [] : [{ field, value, problem: `must be a whole number as text, got ${written(value)}`, fix: 'write for example "6000"' }];
}
