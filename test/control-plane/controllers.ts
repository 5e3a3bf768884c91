import { setTimeout as sleep } from 'timers/promises';
import { ApiClient, ApiObject, Condition } from './api-client';
import { ControlPlane } from './control-plane';
import { hostNamesOfIngress, hostNamesOfService, INGRESS_CLASSES, INGRESS_CLASS_PARAMS, INGRESSES, SERVICES } from './load-balancers';

const NODE_POOLS = '/apis/karpenter.sh/v1/nodepools';
const NODE_CLASSES = '/apis/eks.amazonaws.com/v1/nodeclasses';
const NAMESPACES = '/api/v1/namespaces';

/** Set by the API server, removed by kube-controller-manager. */
const COLLECTOR_FINALIZERS = ['foregroundDeletion', 'orphan', 'kubernetes.io/pvc-protection', 'kubernetes.io/vac-protection'];
/** Claims are protected as long as pods use them, and these classes as long as volumes do; here there are neither. */
const PROTECTED_PATHS = ['/api/v1/persistentvolumeclaims', '/apis/storage.k8s.io/v1/volumeattributesclasses'];

/** The API server may be stopped before its controllers. */
const BROKEN_CONNECTION = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

const STOPPED = new Error('the stand-in controllers are stopped');

/** Why an object is not ready. */
export interface NotReady {
  readonly reason: string;
  readonly message: string;
}

export interface StandInControllersOptions {
  /**
   * Time from the sight of a new object, or of a change of it, to its conditions.
   *
   * @default 0
   */
  readonly readyDelay?: number;
  /**
   * NodeClasses and NodePools that never become ready, with a reason and a message or with made-up ones.
   */
  readonly neverReady?: (object: ApiObject) => boolean | NotReady | undefined;
  /**
   * NodeClasses that count as ready though they do not exist here: EKS makes `default`, nobody else may.
   *
   * @default ['default']
   */
  readonly builtInNodeClasses?: string[];
  /**
   * API paths of further kinds whose objects are let go when they are deleted in the foreground, such as /apis/apps/v1/deployments.
   */
  readonly collectedPaths?: string[];
  /**
   * Whether Ingresses and Services of Auto Mode get the host name of a load balancer.
   *
   * @default false
   */
  readonly loadBalancers?: boolean;
  /**
   * Milliseconds between two passes.
   *
   * @default 150
   */
  readonly interval?: number;
}

/** A condition before it is compared with the present one. */
type Verdict = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/**
 * Plays the controllers that AWS and kube-controller-manager run beside the API server, as far as the provisioner waits for them.
 */
export class StandInControllers {
  public static start(controlPlane: ControlPlane, options: StandInControllersOptions = {}): StandInControllers {
    return new StandInControllers(controlPlane.clientOf(controlPlane.adminToken), options);
  }

  /** What went wrong in a pass; the next one tries again. Conflicts and broken connections are no news. */
  public readonly errors: string[] = [];

  private readonly abort = new AbortController();
  private readonly firstSeen = new Map<string, number>();
  private readonly running: Promise<void>;

  private constructor(private readonly client: ApiClient, private readonly options: StandInControllersOptions) {
    this.running = this.run();
  }

  /** No request is under way any more when this returns. */
  public async stop(): Promise<void> {
    this.abort.abort();
    await this.running;
    this.client.close();
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      try {
        await this.pass();
      } catch (error) {
        if (error !== STOPPED && !BROKEN_CONNECTION.includes((error as NodeJS.ErrnoException).code ?? '')) this.note((error as Error).message);
      }
      await sleep(this.options.interval ?? 150, undefined, { signal: this.abort.signal, ref: false }).catch(() => undefined);
    }
  }

  private async pass(): Promise<void> {
    const nodeClasses = await this.list(NODE_CLASSES);
    await this.each(nodeClasses, async nodeClass => this.settle(NODE_CLASSES, nodeClass, this.nodeClassVerdicts(nodeClass)));

    // Read again: a pool's readiness follows from what was just written.
    const classes = new Map((await this.list(NODE_CLASSES)).map(nodeClass => [nodeClass.metadata?.name, nodeClass]));
    const nodePools = await this.list(NODE_POOLS);
    await this.each(nodePools, async nodePool => {
      const nodeClass = classes.get(nodePool.spec.template.spec.nodeClassRef.name);
      const furtherStatus = { nodeClassObservedGeneration: nodeClass?.metadata?.generation };
      await this.settle(NODE_POOLS, nodePool, this.nodePoolVerdicts(nodePool, nodeClass), furtherStatus);
    });

    if (this.options.loadBalancers) await this.balanceLoad();
    await this.each(await this.list(NAMESPACES), async namespace => this.finalizeNamespace(namespace));
    for (const path of [...PROTECTED_PATHS, ...this.options.collectedPaths ?? []]) {
      await this.each(await this.list(path), async object => this.letGo(object, pathOf(path, object)));
    }
  }

  private async balanceLoad(): Promise<void> {
    const ingresses = await this.list(INGRESSES);
    const any = ingresses.length > 0;
    const classes = { ingressClasses: any ? await this.list(INGRESS_CLASSES) : [], params: any ? await this.list(INGRESS_CLASS_PARAMS) : [] };
    await this.each(ingresses, async ingress => this.giveHostNames(pathOf(INGRESSES, ingress), ingress, hostNamesOfIngress(ingress, classes)));
    await this.each(await this.list(SERVICES), async service => this.giveHostNames(pathOf(SERVICES, service), service, hostNamesOfService(service)));
  }

  private async giveHostNames(path: string, object: ApiObject, hostNames: string[]): Promise<void> {
    const present = (object.status?.loadBalancer?.ingress ?? []) as { hostname?: string }[];
    if (hostNames.length === 0 || present.map(({ hostname }) => hostname).join() === hostNames.join() || !this.isDue(object)) return;
    const ingress = hostNames.map(hostname => ({ hostname }));
    await this.send('PATCH', `${path}/status`, { metadata: { resourceVersion: object.metadata!.resourceVersion }, status: { loadBalancer: { ingress } } });
  }

  private nodeClassVerdicts(nodeClass: ApiObject): Verdict[] {
    const obstacle = this.obstacle(nodeClass, { reason: 'SubnetsNotFound', message: 'SubnetSelector did not match any Subnets' });
    return [
      verdict('SubnetsReady', obstacle),
      verdict('SecurityGroupsReady'),
      verdict('InstanceProfileReady'),
      verdict('Ready', obstacle && { reason: 'UnhealthyDependents', message: `SubnetsReady=False, ${obstacle.message}` }),
    ];
  }

  private nodePoolVerdicts(nodePool: ApiObject, nodeClass: ApiObject | undefined): Verdict[] {
    const name = nodePool.spec.template.spec.nodeClassRef.name as string;
    const builtIn = (this.options.builtInNodeClasses ?? ['default']).includes(name);
    const invalid = this.obstacle(nodePool, { reason: 'NodePoolValidationFailed', message: 'the NodePool is not valid' });
    const classObstacle = nodeClass ? unreadiness(nodeClass) : notFound(name, builtIn);
    return [
      verdict('ValidationSucceeded', invalid),
      verdict('NodeClassReady', classObstacle),
      verdict('Ready', invalid ?? classObstacle),
    ];
  }

  private obstacle(object: ApiObject, otherwise: NotReady): NotReady | undefined {
    const answer = this.options.neverReady?.(object);
    return answer === true ? otherwise : answer || undefined;
  }

  /** Writes the conditions where they differ from the present ones, or lets go of an object being deleted. */
  private async settle(path: string, object: ApiObject, verdicts: Verdict[], furtherStatus: object = {}): Promise<void> {
    const { name, generation, resourceVersion, deletionTimestamp } = object.metadata!;
    if (deletionTimestamp) return this.letGo(object, `${path}/${name}`);

    const present = (object.status?.conditions ?? []) as Condition[];
    const now = new Date().toISOString().replace(/\.\d+/, '');
    const settled = verdicts.every(next => {
      const before = present.find(condition => condition.type === next.type);
      return before && sameVerdict(before, next) && before.observedGeneration === generation;
    });
    if (settled || !this.isDue(object)) return undefined;

    const conditions = verdicts.map(next => {
      const before = present.find(condition => condition.type === next.type);
      return { ...next, observedGeneration: generation, lastTransitionTime: before?.status === next.status ? before.lastTransitionTime : now };
    });
    return this.send('PATCH', `${path}/${name}/status`, { metadata: { resourceVersion }, status: { ...furtherStatus, conditions } });
  }

  private isDue(object: ApiObject): boolean {
    const key = `${object.metadata?.uid}/${object.metadata?.generation}`;
    const seen = this.firstSeen.get(key) ?? Date.now();
    this.firstSeen.set(key, seen);
    return Date.now() - seen >= (this.options.readyDelay ?? 0);
  }

  private async letGo(object: ApiObject, path: string): Promise<void> {
    const { finalizers = [], deletionTimestamp, resourceVersion } = object.metadata!;
    const others = finalizers.filter(finalizer => !COLLECTOR_FINALIZERS.includes(finalizer));
    if (!deletionTimestamp || others.length === finalizers.length) return;
    await this.send('PATCH', path, { metadata: { resourceVersion, finalizers: others } });
  }

  /** What is in the namespace stays in etcd: tests look at what they delete, not at what goes along with it. */
  private async finalizeNamespace(namespace: ApiObject): Promise<void> {
    const { name, deletionTimestamp } = namespace.metadata!;
    if (!deletionTimestamp) return;
    await this.letGo(namespace, `${NAMESPACES}/${name}`);
    if (!namespace.spec?.finalizers?.length) return;
    const { resourceVersion: _, ...metadata } = namespace.metadata!;
    await this.send('PUT', `${NAMESPACES}/${name}/finalize`, { apiVersion: 'v1', kind: 'Namespace', metadata, spec: { finalizers: [] } });
  }

  private async list(path: string): Promise<ApiObject[]> {
    if (this.abort.signal.aborted) throw STOPPED;
    const { status, body } = await this.client.request('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${body.message}`);
    return body.items ?? [];
  }

  /** Eight at a time: hundreds of pools are settled soon, and the API server stays free for those who are measured. */
  private async each(objects: ApiObject[], work: (object: ApiObject) => Promise<void>): Promise<void> {
    const queue = [...objects];
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let object = queue.shift(); object && !this.abort.signal.aborted; object = queue.shift()) await work(object);
    }));
  }

  private async send(method: string, path: string, body: unknown): Promise<void> {
    const { status, body: answer } = await this.client.request(method, path, body);
    // 404: gone meanwhile; 409: changed meanwhile, the next pass sees it.
    if (status >= 300 && status !== 404 && status !== 409) this.note(`${method} ${path}: ${status} ${answer.message}`);
  }

  private note(error: string): void {
    if (!this.errors.includes(error)) this.errors.push(error);
  }
}

function verdict(type: string, obstacle?: NotReady): Verdict {
  return obstacle ? { type, status: 'False', ...obstacle } : { type, status: 'True', reason: type, message: '' };
}

function sameVerdict(one: Verdict, other: Verdict): boolean {
  return one.status === other.status && one.reason === other.reason && one.message === other.message;
}

function unreadiness(nodeClass: ApiObject): NotReady | undefined {
  const conditions = (nodeClass.status?.conditions ?? []) as Condition[];
  const ready = conditions.some(condition => condition.type === 'Ready' && condition.status === 'True');
  return ready ? undefined : { reason: 'NodeClassNotReady', message: `NodeClass ${nodeClass.metadata?.name} is not ready` };
}

function notFound(name: string, builtIn: boolean): NotReady | undefined {
  return builtIn ? undefined : { reason: 'NodeClassNotFound', message: `NodeClass ${name} not found on cluster` };
}

function pathOf(collection: string, object: ApiObject): string {
  const { namespace, name } = object.metadata!;
  if (!namespace) return `${collection}/${name}`;
  const slash = collection.lastIndexOf('/');
  return `${collection.slice(0, slash)}/namespaces/${namespace}${collection.slice(slash)}/${name}`;
}
