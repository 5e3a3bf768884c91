import { randomUUID } from 'crypto';
import { configMapObject, HandlerFixture, nodeClassObject, PATHS, SendOptions } from './handler-fixture';
import { Completion, PlayedInvocation } from './played-invocation';
import { ChartEvent, ChartObject } from '../../src/provisioner/contract';
import { ApplySet } from '../../src/provisioner/handler/apply-set/apply-set';
import { ApiObject } from '../control-plane/api-client';
import { PASSING_FAULTS } from '../control-plane/fault';
import { FaultProxy, ProxiedRequest } from '../control-plane/fault-proxy';

type RequestType = ChartEvent['RequestType'];

/** What a chart is like before it exists, at first, and after an update. */
export type Version = 0 | 1 | 2;

/** A chart of which each event can be killed anywhere. One of its objects was there before. */
export class InterruptedChart {
  public readonly name = `chart-${randomUUID().slice(0, 8)}`;
  /** The event sent last. */
  public last!: ChartEvent;
  private readonly options: SendOptions;
  private readonly handMade = PATHS.configMap(`${this.name}-by-hand`);
  private found?: ApiObject;

  constructor(private readonly fixture: HandlerFixture, private readonly proxy: FaultProxy) {
    this.options = { chart: this.name, properties: proxy.properties, outputs: { Content: { object: 0, path: 'data.version' } } };
  }

  /** Brings about what is there before an event. */
  public async prepare(requestType: RequestType): Promise<void> {
    this.proxy.reset();
    await this.fixture.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps', configMapObject(`${this.name}-by-hand`, { a: '1' }).manifest);
    this.found = await this.fixture.find(this.handMade);
    if (requestType !== 'Create') { await this.send('Create', 1); }
  }

  /** Sends an event, and asks for completion until it is there. */
  public async send(requestType: RequestType, version: Version = 0, more: Partial<ChartEvent> = {}): Promise<Completion> {
    this.last = this.event(requestType, version, more);
    return this.again();
  }

  /** Asks for completion of an event until it is there. */
  public async again(event = this.last): Promise<Completion> {
    this.proxy.reset();
    for (;;) {
      const completion = await new PlayedInvocation(event).run();
      if (completion?.IsComplete) { return completion; }
    }
  }

  /** Requests that an event makes, each once however often it is repeated while something is waited for. */
  public async requestsOf(requestType: RequestType, version: Version): Promise<string[]> {
    await this.prepare(requestType);
    PlayedInvocation.restartProcess();
    const steps = new Set<string>();
    const step = this.stepper();
    this.last = this.event(requestType, version);
    await this.complete((request, invocation) => { steps.add(step(request, invocation)); });
    return [...steps];
  }

  /**
   * Sends an event, and kills the invocation that works at it, before it makes a request.
   *
   * @returns In which phase it died.
   */
  public async kill(requestType: RequestType, version: Version, fatal: string): Promise<string> {
    PlayedInvocation.restartProcess();
    const step = this.stepper();
    this.last = this.event(requestType, version);
    return this.complete((request, invocation) => step(request, invocation) === fatal);
  }

  private async complete(isFatal: (request: ProxiedRequest, invocation: PlayedInvocation) => boolean | void): Promise<string> {
    this.proxy.reset();
    let fatal: ProxiedRequest | undefined;
    for (;;) {
      const invocation = new PlayedInvocation(this.last);
      this.proxy.plan = (request) => {
        if (!fatal && isFatal(request, invocation)) {
          fatal = request;
          invocation.isKilled = true;
        }
        return fatal && PASSING_FAULTS['reset before'](request);
      };
      const completion = await invocation.run();
      if (invocation.isKilled) { return placeOf(invocation, fatal); }
      if (completion?.IsComplete) { return 'end'; }
    }
  }

  /** Names requests alike for all charts. What changes something has a name for each time that it comes, a look at members one for each phase. */
  private stepper(): (request: ProxiedRequest, invocation: PlayedInvocation) => string {
    const counts = new Map<string, number>();
    return ({ method, path, query }, invocation) => {
      const members = query.get('labelSelector')?.includes('!=') ? ', of other sets'
        : query.has('labelSelector') ? `, of the set, ${query.get('limit')}, after ${endedPhases(invocation).at(-1)}` : '';
      const name = `${method} ${path.replaceAll(this.name, 'chart')}${query.has('dryRun') ? ', tried' : ''}${members}`;
      if (method === 'GET') { return name; }
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return `${name}, ${counts.get(name)}`;
    };
  }

  /** Everything is as a version has it, and what was there before as it was then. */
  public async expectVersion(version: Version): Promise<void> {
    const objects = new Map(this.objects(version).map((object) => [pathOf(object), object]));
    const setId = ApplySet.idOf('kube-system', `cdk-eks-auto-mode.${this.name}`);
    for (const path of new Set([1, 2].flatMap((each) => this.objects(each as Version)).map(pathOf))) {
      const found = await this.fixture.find(path);
      const manifest = objects.get(path)?.manifest;
      if (path === this.handMade && !manifest) {
        expect(contentsOf(found)).toEqual(contentsOf(this.found));
      } else if (manifest) {
        expect({ path, found }).toMatchObject({
          path, found: { ...manifest.data !== undefined && { data: manifest.data }, metadata: { labels: { 'applyset.kubernetes.io/part-of': setId } } },
        });
        expect(found!.metadata).not.toHaveProperty('deletionTimestamp');
      } else {
        expect({ path, found }).toEqual({ path, found: undefined });
      }
    }
    const parent = await this.fixture.find(PATHS.parent(this.name));
    if (version === 0) {
      expect(parent).toBeUndefined();
    } else {
      const { annotations } = parent!.metadata!;
      expect(annotations!['cdk-eks-auto-mode/finished-requests'].split(',').at(-1)).toBe(annotations!['cdk-eks-auto-mode/requests'].split(',').at(-1));
      expect(annotations!['applyset.kubernetes.io/additional-namespaces']).toBe(version === 1 ? `${this.name},default` : 'default');
    }
  }

  private objects(version: Version): ChartObject[] {
    if (version === 0) { return []; }
    const always = [configMapObject(this.name, { version: String(version) }), nodeClassObject(`${this.name}-${version}`)];
    if (version === 2) { return [...always, configMapObject(`${this.name}-new`, { a: '1' })]; }
    return [
      ...always,
      configMapObject(`${this.name}-by-hand`, { a: '1' }),
      { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.name } } },
      configMapObject('inside', { a: '1' }, this.name),
    ];
  }

  private event(requestType: RequestType, version: Version, more: Partial<ChartEvent> = {}): ChartEvent {
    const event = this.fixture.event(requestType, this.objects(version), this.options);
    return {
      ...event,
      PhysicalResourceId: `test-cluster/kube-system/cdk-eks-auto-mode.${this.name}`,
      StartedAt: new Date().toISOString(),
      ...more,
    };
  }
}

/** Phase in which an invocation died, or which write of the parent. */
function placeOf(invocation: PlayedInvocation, fatal: ProxiedRequest | undefined): string {
  const ended = endedPhases(invocation);
  const isParentWritten = fatal && fatal.method !== 'GET' && /\/namespaces\/kube-system\/configmaps/.test(fatal.path);
  if (isParentWritten && !ended.includes('delete')) { return ended.includes('apply') ? 'last write' : 'first write'; }
  return ended.at(-1)!;
}

function endedPhases({ lines }: PlayedInvocation): string[] {
  return lines.map((line) => JSON.parse(line)).filter(({ message }) => message === 'phase ended').map(({ phase }) => phase as string);
}

function pathOf({ manifest: { kind, metadata } }: ChartObject): string {
  if (kind === 'Namespace') { return `/api/v1/namespaces/${metadata.name}`; }
  return kind === 'NodeClass' ? PATHS.nodeClass(metadata.name) : PATHS.configMap(metadata.name, metadata.namespace);
}

function contentsOf(object: ApiObject | undefined): unknown {
  const { uid, labels, annotations } = object?.metadata ?? {};
  return { uid, labels, annotations, data: object?.data };
}
