import { ApplySet } from './apply-set';
import { checkOrder } from './fence';
import { PART_OF_LABEL } from './members';
import { ChartEvent, Metadata, objectNameOf } from '../../contract';
import { namespaceOf, PlacedManifest } from '../chart/placed-manifest';
import { objectPath } from '../kubernetes/discovery';
import { KubernetesClient, METADATA_ONLY } from '../kubernetes/kubernetes-client';
import { NotYet } from '../report/failure';
import { ownerOf } from '../run';

/**
 * The set that the chart had under another name, which an Update changes. When CloudFormation cancels that and rolls it back, it does so
 * under the name before: the requests for both have one order.
 */
export class RenamedSet {
  /** Nothing, if the chart keeps its name or goes to another cluster. */
  public static of(client: KubernetesClient, event: ChartEvent): RenamedSet | undefined {
    const { ResourceProperties: { ClusterName, ParentNamespace, ParentName }, OldResourceProperties: old } = event;
    if (!old?.ParentNamespace || !old.ParentName || old.ClusterName !== ClusterName) { return undefined; }
    if (old.ParentNamespace === ParentNamespace && old.ParentName === ParentName) { return undefined; }
    return new RenamedSet(client, event, new ApplySet(client, old.ParentNamespace, old.ParentName));
  }

  private constructor(private readonly client: KubernetesClient, private readonly event: ChartEvent, private readonly applySet: ApplySet) {}

  public get id(): string {
    return this.applySet.id;
  }

  /** Refuses the request if a newer one has begun under the other name. */
  public async check(): Promise<void> {
    const state = await this.applySet.read();
    // Another construct may have the name by now.
    if (state?.owner === ownerOf(this.event)) { checkOrder(this.event, state); }
  }

  /** Checks that objects which are missing in the set were not taken by a request under the other name, at the last moment. */
  public async checkMissing(objects: readonly PlacedManifest[]): Promise<void> {
    for (const { manifest, kind } of objects) {
      const path = objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind));
      const found = await this.client.request<{ metadata: Metadata } | undefined>('GET', path, { absent: 404, accept: METADATA_ONLY });
      if (found?.metadata.labels?.[PART_OF_LABEL] === this.id) { throw new NotYet(`${objectNameOf(manifest)} was taken over by another run`); }
    }
  }
}
