import { ChartEvent, ChartProperties } from '../contract';
import { ApplySet } from './apply-set/apply-set';
import { Fence } from './apply-set/fence';
import { RenamedSet } from './apply-set/renamed-set';
import { ManifestHead } from './chart/stored-manifest';
import { Deadline } from './control-flow/deadline';
import { Discovery } from './kubernetes/discovery';
import { KubernetesClient } from './kubernetes/kubernetes-client';
import { Redaction } from './report/redaction';
import { Aws } from './transport/aws';

/** What every phase works with. */
export interface Run {
  readonly event: ChartEvent;
  readonly aws: Aws;
  readonly deadline: Deadline;
  /** What must not be seen of the chart. */
  readonly redaction: Redaction;
}

/** A run that has found its cluster. */
export interface ConnectedRun extends Run {
  readonly client: KubernetesClient;
  readonly discovery: Discovery;
  readonly applySet: ApplySet;
  /** The set that the chart had before, if it has another name now. */
  readonly renamedSet?: RenamedSet;
  readonly fence: Fence;
  /** Whether the chart moves here from another owner, and that can still be rolled back. */
  readonly isMove?: boolean;
  /** What the chart goes back to, as in a rollback: what it was with its last success, or with one before. */
  readonly returnsTo?: 'last' | 'earlier';
}

/** Who owns an ApplySet: CloudFormation's ids are unique in all accounts. */
export function ownerOf({ StackId, LogicalResourceId }: ChartEvent): string {
  return `${StackId}/${LogicalResourceId}`;
}

/** Stack of an owner. */
export function stackOf(owner: string): string {
  return owner.slice(0, owner.lastIndexOf('/'));
}

/**
 * Whether an option of the chart or an annotation of the object allows something. What the update that is rolled back was
 * allowed, its rollback is allowed as well.
 */
export function isAllowed({ event, returnsTo }: ConnectedRun, { metadata }: Pick<ManifestHead, 'metadata'>, option: keyof ChartProperties,
  annotation: string): boolean {

  return [event.ResourceProperties, returnsTo && event.OldResourceProperties].some((properties) => String(properties?.[option]) === 'true')
    || String(metadata.annotations?.[annotation]) === 'true';
}
