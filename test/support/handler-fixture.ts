import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ChartEvent, ChartObject, ChartProperties, WantedOutputs } from '../../src/provisioner/contract';
import { handler } from '../../src/provisioner/handler/provisioner.lambda';
import { ApiObject } from '../control-plane/api-client';
import { ControlPlane } from '../control-plane/control-plane';
import { StandInControllers, StandInControllersOptions } from '../control-plane/controllers';
import { AwsEndpoints, AwsFault } from '../rehearsal/aws-endpoints';
import { CREDENTIALS } from '../rehearsal/played-cluster';

const REGION = 'us-east-1';
const CLUSTER = 'test-cluster';
export const STACK = 'arn:aws:cloudformation:us-east-1:123456789012:stack/Stack/0';

/** Controllers that find no subnets for some objects, by their names, as long as these are named. */
export function withoutSubnets(names: ReadonlySet<string>): StandInControllersOptions {
  return {
    neverReady: ({ metadata }) => names.has(metadata!.name!) && { reason: 'SubnetsNotFound', message: 'SubnetSelector did not match any Subnets' },
  };
}

/** How a chart is sent to the handler. */
export interface SendOptions {
  /** Name of the chart. */
  readonly chart?: string;
  readonly stack?: string;
  readonly logicalId?: string;
  readonly requestId?: string;
  readonly physicalId?: string;
  readonly values?: unknown[];
  readonly outputs?: WantedOutputs;
  /** Seconds. */
  readonly timeout?: number;
  readonly properties?: Partial<ChartProperties>;
  /** Properties before, of an Update. */
  readonly old?: Partial<ChartProperties>;
  /** Milliseconds that an invocation may take beyond the margin that the handler keeps. */
  readonly invocation?: number;
  /** Seconds that have passed since the event came. */
  readonly age?: number;
}

/** The text of an asset with so many objects. */
export function documentText(objects: readonly ChartObject[], outputs?: WantedOutputs): string {
  return [{ version: 1, objects: objects.length, outputs }, ...objects].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The handler's own code in this process, with a real API server and the calls to AWS answered on loopback. */
export class HandlerFixture {
  public static async start(options: StandInControllersOptions = {}): Promise<HandlerFixture> {
    const controlPlane = await ControlPlane.start({ clusterName: CLUSTER, region: REGION, credentials: CREDENTIALS });
    const fixture: HandlerFixture = new HandlerFixture(controlPlane, StandInControllers.start(controlPlane, options), await AwsEndpoints.start({
      accessKeyId: CREDENTIALS.accessKeyId,
      file: (key) => fixture.assets.get(key),
      clusterStatus: () => fixture.clusterStatus,
      faultOf: (service) => fixture.awsFault?.(service),
    }));
    Object.assign(process.env, fixture.endpoints.environment, {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
    });
    fixture.log = jest.spyOn(console, 'log').mockImplementation();
    return fixture;
  }

  /** What DescribeCluster answers. */
  public clusterStatus?: string = 'ACTIVE';
  /** What goes wrong with a request to `s3` or `eks`. */
  public awsFault?: (service: string) => AwsFault | undefined;
  public log!: jest.SpyInstance;
  /** Attributes that the last event was answered with. */
  public data?: object;
  private readonly assets = new Map<string, string>();
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'handler-'));

  private constructor(public readonly controlPlane: ControlPlane, private readonly controllers: StandInControllers,
    private readonly endpoints: AwsEndpoints) {}

  /** Sends an event as the provider framework does, and asks for completion until it is there. */
  public async send(requestType: ChartEvent['RequestType'], objects: ChartObject[], options: SendOptions = {}): Promise<string> {
    const event = this.event(requestType, objects, options);
    const accepted = await handler(event, context(options)) as { PhysicalResourceId: string };
    const polled = { ...event, ...accepted, StartedAt: new Date(Date.now() - (options.age ?? 0) * 1000).toISOString() };
    for (;;) {
      const { IsComplete, Data } = await handler(polled, context(options)) as { IsComplete: boolean; Data?: object };
      this.data = Data;
      if (IsComplete) { return accepted.PhysicalResourceId; }
    }
  }

  /** The message that an event fails with. */
  public async failure(requestType: ChartEvent['RequestType'], objects: ChartObject[], options: SendOptions = {}): Promise<string> {
    const outcome = await this.send(requestType, objects, options).then(() => undefined, (error: Error) => error);
    if (!outcome) { throw new Error(`${requestType} did not fail`); }
    expect(outcome.stack).toBe(`ProvisioningFailed: ${outcome.message}`); // the framework shows the stack to users
    expect(outcome.message).not.toContain('\n');
    return outcome.message;
  }

  public event(requestType: ChartEvent['RequestType'], objects: ChartObject[], options: SendOptions = {}): ChartEvent {
    const key = `${randomUUID()}.json`;
    if (requestType !== 'Delete') { // by then the asset may be gone
      const file = path.join(this.folder, key);
      fs.writeFileSync(file, documentText(objects, options.outputs));
      this.assets.set(key, file);
    }
    const name = options.chart ?? 'chart';
    return {
      RequestType: requestType,
      RequestId: options.requestId ?? randomUUID(),
      StackId: options.stack ?? STACK,
      LogicalResourceId: options.logicalId ?? 'Chart',
      ...requestType !== 'Create' && { PhysicalResourceId: options.physicalId ?? `${CLUSTER}/kube-system/cdk-eks-auto-mode.${name}` },
      ResourceProperties: {
        ClusterName: CLUSTER,
        ClusterEndpoint: this.controlPlane.endpoint,
        ClusterCertificateAuthority: this.controlPlane.certificateAuthorityData,
        ParentNamespace: 'kube-system',
        ParentName: `cdk-eks-auto-mode.${name}`,
        Bucket: 'assets',
        Key: key,
        ...options.values && { Values: { ...options.values } },
        Timeout: String(options.timeout ?? 60),
        Objects: {},
        ...options.properties,
      },
      ...options.old && { OldResourceProperties: options.old },
    };
  }

  /** An object as the API server has it; nothing, if it does not exist. */
  public async find(objectPath: string): Promise<ApiObject | undefined> {
    const { status, body } = await this.controlPlane.request('GET', objectPath);
    return status === 404 ? undefined : body;
  }

  /** As somebody else with kubectl would. */
  public async patch(objectPath: string, patch: object, manager = 'kubectl-edit'): Promise<void> {
    await this.ask('PATCH', `${objectPath}?fieldManager=${manager}`, patch, 'application/merge-patch+json');
  }

  /** Applies an object as another manager. */
  public async applyAs(manager: string, objectPath: string, { manifest }: ChartObject): Promise<void> {
    await this.ask('PATCH', `${objectPath}?fieldManager=${manager}`, manifest, 'application/apply-patch+yaml');
  }

  public async remove(objectPath: string): Promise<void> {
    await this.ask('DELETE', objectPath);
  }

  private async ask(method: string, path_: string, body?: object, contentType?: string): Promise<void> {
    const response = await this.controlPlane.request(method, path_, body, contentType);
    if (response.status > 299) { throw new Error(`${method} ${path_}: ${response.body.message}`); }
  }

  public async stop(): Promise<void> {
    this.log.mockRestore();
    await this.controllers.stop();
    await this.controlPlane.stop();
    this.endpoints.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function context({ invocation = 60_000 }: SendOptions): { getRemainingTimeInMillis(): number } {
  const end = Date.now() + 30_000 + invocation;
  return { getRemainingTimeInMillis: () => end - Date.now() };
}

export const PATHS = {
  configMap: (name: string, namespace = 'default') => `/api/v1/namespaces/${namespace}/configmaps/${name}`,
  parent: (chart = 'chart') => `/api/v1/namespaces/kube-system/configmaps/cdk-eks-auto-mode.${chart}`,
  definition: (kind: string) => `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${kind.toLowerCase()}s.example.com`,
  custom: (kind: string, name: string) => `/apis/example.com/v1/namespaces/default/${kind.toLowerCase()}s/${name}`,
  nodePool: (name: string) => `/apis/karpenter.sh/v1/nodepools/${name}`,
  nodeClass: (name: string) => `/apis/eks.amazonaws.com/v1/nodeclasses/${name}`,
};

export function configMapObject(name: string, data: object = {}, namespace?: string): ChartObject {
  return { manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data } };
}

/** A CRD of `example.com` that takes everything as it comes, or what its schema says. */
export function definitionObject(kind: string, openAPIV3Schema: object = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true }): ChartObject {
  const plural = `${kind.toLowerCase()}s`;
  return {
    manifest: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.example.com` },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind, plural },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
      },
    },
  };
}

/** An object of a kind that `definitionObject` defines. */
export function customObject(kind: string, name: string, spec: object = {}): ChartObject {
  return { manifest: { apiVersion: 'example.com/v1', kind, metadata: { name }, spec } };
}

/** An object with annotations more. */
export function annotated({ manifest, ...object }: ChartObject, annotations: { [key: string]: string }): ChartObject {
  const { metadata } = manifest;
  return { ...object, manifest: { ...manifest, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } } };
}

export function nodeClassObject(name: string): ChartObject {
  return {
    manifest: {
      apiVersion: 'eks.amazonaws.com/v1',
      kind: 'NodeClass',
      metadata: { name },
      spec: { role: 'nodes', subnetSelectorTerms: [{ id: 'subnet-1' }], securityGroupSelectorTerms: [{ id: 'sg-1' }] },
    },
  };
}

export function nodePoolObject(name: string, nodeClass = 'default', spec: object = {}): ChartObject {
  return {
    manifest: {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name },
      spec: {
        template: { spec: { nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: nodeClass }, requirements: [], expireAfter: '336h' } },
        disruption: { consolidationPolicy: 'WhenEmpty', consolidateAfter: '30s' },
        ...spec,
      },
    },
  };
}
