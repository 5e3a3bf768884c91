import { ChartEvent, Manifest, objectNameOf } from '../contract';
import { ApplySet } from './apply-set';
import { Aws } from './aws';
import { Deadline } from './deadline';
import { ApiKind, Discovery } from './discovery';
import { KubernetesClient } from './kubernetes-client';
import { keyOf } from './members';

/** What every phase works with. */
export interface Run {
  readonly event: ChartEvent;
  readonly aws: Aws;
  readonly deadline: Deadline;
}

/** A run that has found its cluster. */
export interface ConnectedRun extends Run {
  readonly client: KubernetesClient;
  readonly discovery: Discovery;
  readonly applySet: ApplySet;
}

/** An object of the chart with the kind that the server serves it as. */
export interface PlacedManifest {
  readonly manifest: Manifest;
  readonly kind: ApiKind;
}

/** Where objects of the chart come from, by `keyOf`; an empty text for those that are this chart's own. */
export type Origins = ReadonlyMap<string, string>;

/** Who owns an ApplySet: CloudFormation's ids are unique in all accounts. */
export function ownerOf({ StackId, LogicalResourceId }: ChartEvent): string {
  return `${StackId}/${LogicalResourceId}`;
}

/** Namespace of an object as the server will have it: none for kinds without, `default` if the chart names none. */
export function namespaceOf(manifest: Manifest, kind: ApiKind): string | undefined {
  return kind.namespaced ? manifest.metadata.namespace ?? 'default' : undefined;
}

/** Why an object cannot be applied whose kind no API of the cluster has. */
export function unknownKind(manifest: Manifest): string {
  return `${objectNameOf(manifest)}: the cluster knows no kind ${manifest.kind} of ${manifest.apiVersion}`;
}

/** What tells an object of the chart apart in the cluster, where it is compared with members of ApplySets. */
export function placedKeyOf({ manifest, kind }: PlacedManifest): string {
  return keyOf({ kind, metadata: { name: manifest.metadata.name, namespace: namespaceOf(manifest, kind) } });
}
