import { configMapObject, HandlerFixture, nodeClassObject, nodePoolObject, PATHS } from './handler-fixture';
import { ChartObject, Manifest } from '../../src/provisioner/contract';
import { ApplySet } from '../../src/provisioner/handler/apply-set/apply-set';
import { fractionOf } from '../control-plane/fault-plan';

/** An object that a chart may hold, in several contents. */
interface Candidate {
  readonly path: string;
  /** Share of the versions that hold it. */
  readonly share: number;
  readonly objectOf: (content: string) => ChartObject;
  /** Path of what it needs in the chart. */
  readonly needs?: string;
}

/** A chart whose versions hold random objects with random contents. */
export class ChaosChart {
  private readonly candidates: readonly Candidate[];

  /**
   * @param name Also the beginning of the names of all objects, so that charts do not share any.
   * @param bringsKind Whether it holds a CRD with an object: that takes more time.
   */
  constructor(readonly name: string, private readonly seed: string, bringsKind: boolean) {
    const definition = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}s.example.com`;
    this.candidates = [
      // Always there, and always another content: outputs are read from it.
      { path: PATHS.configMap(`${name}-0`), share: 1, objectOf: (content) => configMapObject(`${name}-0`, { content }) },
      ...['1', '2', '3', '4'].map((number): Candidate => ({
        path: PATHS.configMap(`${name}-${number}`), share: 0.6, objectOf: (content) => configMapObject(`${name}-${number}`, { content }),
      })),
      { path: `/api/v1/namespaces/${name}`, share: 0.7, objectOf: (content) => plain('v1', 'Namespace', name, { content }) },
      {
        path: PATHS.configMap('inside', name),
        share: 0.6,
        needs: `/api/v1/namespaces/${name}`,
        objectOf: (content) => configMapObject('inside', { content }, name),
      },
      {
        path: `/api/v1/namespaces/default/secrets/${name}`,
        share: 0.5,
        objectOf: (content) => ({ manifest: { ...plain('v1', 'Secret', name).manifest, data: { content: Buffer.from(content).toString('base64') } } }),
      },
      { path: `/api/v1/namespaces/default/serviceaccounts/${name}`, share: 0.5, objectOf: (content) => plain('v1', 'ServiceAccount', name, { content }) },
      { path: PATHS.nodeClass(name), share: 0.5, objectOf: () => nodeClassObject(name) },
      {
        path: PATHS.nodePool(name),
        share: 0.5,
        needs: PATHS.nodeClass(name),
        objectOf: (content) => nodePoolObject(name, name, { weight: 1 + Number(content) % 100 }),
      },
      ...bringsKind ? [
        { path: definition, share: 0.8, objectOf: () => definitionOf(`${name}s`) },
        {
          path: `/apis/example.com/v1/namespaces/default/${name}s/one`,
          share: 0.8,
          needs: definition,
          objectOf: (content: string) => ({ manifest: { ...plain('example.com/v1', kindOf(`${name}s`), 'one').manifest, spec: { content } } }),
        },
      ] : [],
    ];
  }

  /** What a version of the chart holds, by path. */
  public version(version: number): Map<string, ChartObject> {
    const objects = new Map<string, ChartObject>();
    for (const { path, share, needs, objectOf } of this.candidates) {
      const chance = (what: string) => fractionOf(this.seed, this.name, version, path, what);
      if (chance('whether') >= share || (needs !== undefined && !objects.has(needs))) { continue; }
      const content = share === 1 ? version : Math.floor(chance('content') * 3);
      objects.set(path, objectOf(String(content)));
    }
    return objects;
  }

  /** How the cluster differs from a version of the chart, one line each; nothing of the chart is to be there without a version. */
  public async differences(fixture: HandlerFixture, version?: number): Promise<string[]> {
    const objects = version === undefined ? new Map<string, ChartObject>() : this.version(version);
    const setId = ApplySet.idOf('kube-system', `cdk-eks-auto-mode.${this.name}`);
    const found = await Promise.all(this.candidates.map(async ({ path }) => {
      return { path, wanted: objects.get(path)?.manifest, object: await fixture.find(path) };
    }));
    return found.flatMap(({ path, wanted, object }) => {
      // What is in a namespace that is gone stays in etcd: nobody here collects it.
      if (!wanted) { return object ? [`${path} is there`] : []; }
      if (!object) { return [`${path} is missing`]; }
      if (object.metadata!.deletionTimestamp) { return [`${path} is on its way out`]; }
      const labels = { ...wanted.metadata.labels, 'applyset.kubernetes.io/part-of': setId };
      const differs = Object.entries({ ...wanted, metadata: { labels } }).filter(([field, value]) => !holds(object[field], value));
      return differs.map(([field, value]) => `${path}: ${field} is ${JSON.stringify(object[field])}, not ${JSON.stringify(value)}`);
    });
  }
}

/** Whether a value holds all of another. */
function holds(value: any, wanted: any): boolean {
  if (typeof wanted !== 'object' || wanted === null) { return value === wanted; }
  return typeof value === 'object' && value !== null && Object.entries(wanted).every(([key, inner]) => inner === undefined || holds(value[key], inner));
}

function plain(apiVersion: string, kind: string, name: string, labels?: Manifest['metadata']['labels']): ChartObject {
  return { manifest: { apiVersion, kind, metadata: { name, labels } } };
}

function kindOf(plural: string): string {
  return `Kind${plural.replace(/[^a-z0-9]/g, '')}`;
}

function definitionOf(plural: string): ChartObject {
  return {
    manifest: {
      ...plain('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${plural}.example.com`).manifest,
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural, kind: kindOf(plural) },
        versions: [{
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { content: { type: 'string' } } } } } },
        }],
      },
    },
  };
}
