import { PlayedResource } from './played-resource';
import { objectNameOf } from '../../src/provisioner/contract';
import { ApiObject } from '../control-plane/api-client';
import { ControlPlane } from '../control-plane/control-plane';
import { StandInControllers, StandInControllersOptions } from '../control-plane/controllers';

/** Credentials of every function of a rehearsal. They open nothing but the rehearsal's own servers. */
export const CREDENTIALS = {
  accessKeyId: 'ASIAREHEARSAL0000000',
  secretAccessKey: 'rehearsal/secret/key/that/opens/nothing0',
  sessionToken: 'rehearsal-session-token',
};

const PART_OF_LABEL = 'applyset.kubernetes.io/part-of';
const PARENT_LABEL = 'applyset.kubernetes.io/id';
/** The API server's own table, as kubectl prints it. */
const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';
const AGGREGATED_DISCOVERY = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const PARENTS = '/api/v1/namespaces/kube-system/configmaps';

/** Objects of one kind as the API server lists them for people. */
export interface Listing {
  readonly kind: string;
  readonly columns: string[];
  readonly rows: string[][];
}

/** An EKS cluster, played by a real API server. */
export class PlayedCluster {
  public static async start(name: string, region: string, controllers: StandInControllersOptions = {}): Promise<PlayedCluster> {
    const controlPlane = await ControlPlane.start({ clusterName: name, region, credentials: CREDENTIALS });
    // Without an access entry EKS lets nobody in.
    controlPlane.webhook.denyUntil = Infinity;
    return new PlayedCluster(controlPlane, StandInControllers.start(controlPlane, { loadBalancers: true, ...controllers }));
  }

  private constructor(public readonly controlPlane: ControlPlane, private readonly controllers: StandInControllers) {}

  /** Attributes of the resource in CloudFormation. */
  public get attributes(): PlayedResource['attributes'] {
    return { Endpoint: this.controlPlane.endpoint, CertificateAuthorityData: this.controlPlane.certificateAuthorityData };
  }

  public letIn(): void {
    this.controlPlane.webhook.denyUntil = undefined;
  }

  public shutOut(): void {
    this.controlPlane.webhook.denyUntil = Infinity;
  }

  /** What provisioned charts have in the cluster. */
  public async listings(): Promise<Listing[]> {
    const groupKinds = new Set<string>((await this.parents()).flatMap((parent) =>
      (parent.metadata!.annotations!['applyset.kubernetes.io/contains-group-kinds'] ?? '').split(',').filter(Boolean)));
    const listings = await Promise.all([...groupKinds].sort().map((groupKind) => this.listing(groupKind)));
    return listings.flat().filter(({ rows }) => rows.length > 0);
  }

  /** What provisioned charts left behind. */
  public async leftovers(): Promise<string[]> {
    return [...(await this.parents()).map((parent) => `ConfigMap ${parent.metadata!.name}`), ...(await this.members()).map(({ name }) => name)];
  }

  /** What people and pipelines wrote into the objects of provisioned charts, by the names of the objects. */
  public async contents(): Promise<Map<string, unknown>> {
    return new Map((await this.members()).map(({ name, object }) => {
      const { metadata, status: _, ...content } = object;
      const { labels, annotations } = metadata!;
      return [name, { ...content, labels, annotations }];
    }));
  }

  private async parents(): Promise<ApiObject[]> {
    return (await this.controlPlane.request<any>('GET', `${PARENTS}?labelSelector=${PARENT_LABEL}`)).body.items;
  }

  private async members(): Promise<{ name: string; object: ApiObject }[]> {
    const lists = await Promise.all((await this.discover()).map(async ({ path, kind }) => {
      const { status, body } = await this.controlPlane.request<any>('GET', `${path}?labelSelector=${PART_OF_LABEL}`);
      return status === 200 ? body.items.map((object: ApiObject) => ({ name: objectNameOf({ kind, metadata: object.metadata }), object })) : [];
    }));
    return lists.flat();
  }

  public async stop(): Promise<void> {
    await this.controllers.stop();
    await this.controlPlane.stop();
  }

  private async listing(groupKind: string): Promise<Listing[]> {
    const found = (await this.discover()).find((kind) => `${kind.kind}${kind.group ? `.${kind.group}` : ''}` === groupKind);
    if (!found) { return []; }
    const body = await this.read(`${found.path}?labelSelector=${PART_OF_LABEL}`, TABLE);
    const shown = body.columnDefinitions.map(({ priority }: { priority: number }) => priority === 0);
    const visible = (cells: unknown[]) => cells.filter((_, index) => shown[index]).map((cell) => String(cell ?? ''));
    return [{
      kind: found.kind,
      columns: visible(body.columnDefinitions.map(({ name }: { name: string }) => name.toUpperCase())),
      rows: body.rows.map(({ cells }: { cells: unknown[] }) => visible(cells)),
    }];
  }

  private async discover(): Promise<{ group: string; kind: string; path: string }[]> {
    const lists = await Promise.all(['/api', '/apis'].map((root) => this.read(root, AGGREGATED_DISCOVERY)));
    return lists.flatMap(({ items }) => items).flatMap((group) => group.versions.slice(0, 1).flatMap((version: any) =>
      (version.resources ?? []).filter(({ verbs }: { verbs: string[] }) => verbs.includes('list')).map((resource: any) => ({
        group: group.metadata.name ?? '',
        kind: resource.responseKind.kind,
        path: `${group.metadata.name ? `/apis/${group.metadata.name}` : '/api'}/${version.version}/${resource.resource}`,
      }))));
  }

  private async read(path: string, accept: string): Promise<any> {
    const client = this.controlPlane.clientOf(this.controlPlane.adminToken, accept);
    try {
      return (await client.request<any>('GET', path)).body;
    } finally {
      client.close();
    }
  }
}
