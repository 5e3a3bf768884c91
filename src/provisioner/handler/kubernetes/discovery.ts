import { KubernetesClient } from './kubernetes-client';
import { groupKindOf, groupKindOfManifest, Manifest, parseApiVersion } from '../../contract';
import { pollUntil } from '../control-flow/poll';

/** A kind as the API server serves it. */
export interface ApiKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

interface GroupDiscoveryList {
  readonly items: {
    readonly metadata: { readonly name?: string };
    readonly versions: {
      readonly version: string;
      /** `Stale`, if the API server has not got an answer from another one that serves the group. */
      readonly freshness?: string;
      readonly resources?: {
        readonly resource: string;
        readonly responseKind?: { readonly kind: string };
        readonly scope: 'Namespaced' | 'Cluster';
      }[];
    }[];
  }[];
}

/** Kubernetes 1.29 serves the beta only. */
const AGGREGATED = ['v2', 'v2beta1'].map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`).join(',');

/** Milliseconds that kinds are remembered from one invocation to the next. */
const REMEMBERED_FOR = 60_000;

/** From kinds to paths, in two requests for all kinds of the cluster. */
export class Discovery {
  /** Kinds of the cluster at an endpoint; those that an earlier invocation in this process read a moment ago. */
  public static async of(client: KubernetesClient, endpoint: string): Promise<Discovery> {
    const discovery = new Discovery(client, endpoint);
    const remembered = Discovery.remembered;
    if (remembered?.endpoint === endpoint && Date.now() - remembered.readAt < REMEMBERED_FOR) {
      discovery.kinds = remembered.kinds;
      discovery.silentGroups = remembered.silentGroups;
    } else {
      await discovery.refresh();
    }
    return discovery;
  }

  private static remembered?: { readonly endpoint: string; readonly readAt: number; readonly kinds: ApiKind[]; readonly silentGroups: Set<string> };

  private kinds: ApiKind[] = [];
  /** Groups whose kinds may not all be known. */
  private silentGroups = new Set<string>();
  /** Whether the kinds are those that an earlier invocation read: some may have come or gone since. */
  public isRemembered = true;

  private constructor(private readonly client: KubernetesClient, private readonly endpoint: string) {}

  /** Reads the kinds anew: after CRDs were applied there are more. */
  public async refresh(): Promise<void> {
    const lists = await Promise.all(['/api', '/apis'].map((path) => this.client.get<GroupDiscoveryList>(path, { accept: AGGREGATED })));
    const groups = lists.flatMap(({ items }) => items);
    this.silentGroups = new Set(groups.filter(({ versions }) => versions.some(({ freshness }) => freshness === 'Stale'))
      .map(({ metadata }) => metadata.name ?? ''));
    this.kinds = groups.flatMap((group) => group.versions.flatMap((version) =>
      (version.resources ?? []).map((resource) => ({
        group: group.metadata.name ?? '',
        version: version.version,
        kind: resource.responseKind?.kind ?? '',
        plural: resource.resource,
        namespaced: resource.scope === 'Namespaced',
      }))));
    Discovery.remembered = { endpoint: this.endpoint, readAt: Date.now(), kinds: this.kinds, silentGroups: this.silentGroups };
    this.isRemembered = false;
  }

  /** Reads the kinds anew if they were remembered. */
  public async renew(): Promise<void> {
    if (this.isRemembered) { await this.refresh(); }
  }

  /** Makes sure that no kind is taken for unknown because it is younger than what is remembered, or those who serve its group do not answer. */
  public async waitForAnswers(groupKinds: Iterable<string>): Promise<void> {
    const sought = [...groupKinds];
    if (sought.some((groupKind) => !this.kindOfGroupKind(groupKind))) { await this.renew(); }
    const isInDoubt = (groupKind: string) => !this.kindOfGroupKind(groupKind) && this.silentGroups.has(groupKind.slice(groupKind.indexOf('.') + 1));
    await pollUntil(this.client.deadline, async () => {
      if (!sought.some(isInDoubt)) { return undefined; }
      await this.refresh();
      const inDoubt = sought.find(isInDoubt);
      return inDoubt && `the API of ${inDoubt} does not answer, and may have objects of the chart: repair it, or delete its APIService`;
    });
  }

  /** The kind of a manifest, if the server serves it. */
  public kindOf(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): ApiKind | undefined {
    const { group, version } = parseApiVersion(manifest.apiVersion);
    return this.kinds.find((kind) => kind.group === group && kind.version === version && kind.kind === manifest.kind);
  }

  /** Each kind in the version that the server prefers. */
  public get distinctKinds(): ApiKind[] {
    return [...new Set(this.kinds.map(groupKindOf))].map((groupKind) => this.kindOfGroupKind(groupKind)!);
  }

  /** A kind in the version that the server prefers, from its name in an ApplySet: `Kind.group`. */
  public kindOfGroupKind(groupKind: string): ApiKind | undefined {
    return this.kinds.find((kind) => groupKindOf(kind) === groupKind);
  }
}

/** Kind of CRDs themselves. */
export const DEFINITION = 'CustomResourceDefinition.apiextensions.k8s.io';

/** What a CRD defines. */
export interface KindDefinition {
  /** `Kind.group`. */
  readonly groupKind: string;
  readonly servedVersions: readonly string[];
  readonly namespaced: boolean;
}

interface DefinitionSpec {
  readonly group?: string;
  readonly scope?: string;
  readonly names?: { readonly kind?: string };
  readonly versions?: { readonly name?: string; readonly served?: boolean }[];
}

/** What a manifest defines, if it is a CRD. */
export function definitionIn(manifest: Manifest): KindDefinition | undefined {
  if (groupKindOfManifest(manifest) !== DEFINITION) { return undefined; }
  const { group, scope, names, versions = [] } = (manifest.spec ?? {}) as DefinitionSpec;
  return {
    groupKind: `${names?.kind}.${group}`,
    servedVersions: versions.flatMap(({ name, served }) => name && served !== false ? name : []),
    namespaced: scope === 'Namespaced',
  };
}

/** Whether a CRD makes a manifest possible: its kind, in its version. */
export function defines({ groupKind, servedVersions }: KindDefinition, manifest: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return groupKind === groupKindOfManifest(manifest) && servedVersions.includes(parseApiVersion(manifest.apiVersion).version);
}

/** Group and version of a kind as manifests name them. */
export function apiVersionOf({ group, version }: ApiKind): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Path of all objects of a kind, in one namespace or in all. */
export function collectionPath(kind: ApiKind, namespace?: string): string {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const scope = kind.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${kind.plural}`;
}

/** Path of one object. */
export function objectPath(kind: ApiKind, name: string, namespace?: string): string {
  return `${collectionPath(kind, namespace ?? 'default')}/${encodeURIComponent(name)}`;
}
