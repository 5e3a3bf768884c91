import * as fs from 'fs';
import * as path from 'path';
import { DistantEndpoint } from './distant-endpoint';
import { Manifest, objectNameOf } from '../../src/provisioner/contract';
import { contains } from '../../src/provisioner/handler/apply-set/containment';
import { ApiClient } from '../../test/control-plane/api-client';
import { buildBinaries } from '../../test/control-plane/binaries';
import { ControlPlane } from '../../test/control-plane/control-plane';
import { AwsEndpoints } from '../../test/rehearsal/aws-endpoints';
import { CREDENTIALS } from '../../test/rehearsal/played-cluster';

const NAME = 'bench';
const REGION = 'us-east-1';
const PARENT = 'applyset.kubernetes.io/id';
const OBJECTS = ['/apis/karpenter.sh/v1/nodepools', '/api/v1/namespaces/default/configmaps'];
const PARENTS = `/api/v1/namespaces/kube-system/configmaps?labelSelector=${PARENT}`;

/** A way to the API server. */
export interface Access {
  readonly endpoint: string;
  /** File that says it to kubectl. */
  readonly kubeconfig: string;
}

/** The API server that all sides talk to, without the controllers of a cluster: nothing is ever ready, and nothing else happens in it. */
export class BenchCluster {
  /** @param folder for files that the sides read */
  public static async start(folder: string): Promise<BenchCluster> {
    await buildBinaries((line) => console.error(line));
    const controlPlane = await ControlPlane.start({ clusterName: NAME, region: REGION, credentials: CREDENTIALS });
    const assets = path.join(folder, 'assets');
    fs.mkdirSync(assets, { recursive: true });
    const endpoints = await AwsEndpoints.start({
      accessKeyId: CREDENTIALS.accessKeyId,
      file: (key) => path.join(assets, key),
      clusterStatus: () => 'ACTIVE',
    });
    return new BenchCluster(controlPlane, await DistantEndpoint.to(controlPlane.endpoint), endpoints, assets, folder);
  }

  public readonly clusterName = NAME;
  /** What Lambda sets for a function. */
  public readonly environment: { readonly [name: string]: string };
  /** Ways to the API server: on the same machine, and over something like a network. */
  public readonly near: Access;
  public readonly distant: Access;
  private readonly client: ApiClient;

  private constructor(private readonly controlPlane: ControlPlane, private readonly distantEndpoint: DistantEndpoint,
    private readonly endpoints: AwsEndpoints, private readonly assets: string, folder: string) {

    this.environment = {
      ...endpoints.environment,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
    };
    const { endpoint, certificateAuthority, adminToken } = controlPlane;
    this.client = new ApiClient({ endpoint, certificateAuthority, token: adminToken, timeoutMillis: 300_000 });
    this.near = this.accessBy(endpoint, path.join(folder, 'near.kubeconfig.json'));
    this.distant = this.accessBy(distantEndpoint.url, path.join(folder, 'distant.kubeconfig.json'));
  }

  public get certificateAuthorityData(): string {
    return this.controlPlane.certificateAuthorityData;
  }

  /** Processes that work for whoever talks to the API server. */
  public get processIds(): number[] {
    return this.controlPlane.processIds;
  }

  /** Puts a file where the handler finds it as an object of a bucket. */
  public publish(key: string, content: string): void {
    fs.writeFileSync(path.join(this.assets, key), content);
  }

  /** Fails unless the cluster holds objects as they are given. A side that does less than it should is not fast. */
  public async check(objects: readonly Manifest[]): Promise<void> {
    const lists = await Promise.all(OBJECTS.map(async (collection) => (await this.client.request<{ items: Manifest[] }>('GET', collection)).body.items));
    const present = new Map(lists.flat().map((object) => [object.metadata.name, object]));
    const wrong = objects.find(({ apiVersion: _, kind: __, ...content }) => !contains(present.get(content.metadata.name), content));
    if (wrong) { throw new Error(`${objectNameOf(wrong)} is not in the cluster as it was given: there is nothing to compare`); }
  }

  /** Removes what all sides have made. */
  public async clean(): Promise<void> {
    for (const collection of [...OBJECTS, PARENTS]) {
      const { status, body } = await this.client.request('DELETE', collection);
      if (status !== 200) { throw new Error(`${collection} cannot be emptied: ${status} ${body.message}`); }
    }
  }

  public async stop(): Promise<void> {
    this.distantEndpoint.stop();
    this.client.close();
    this.endpoints.stop();
    await this.controlPlane.stop();
  }
  private accessBy(endpoint: string, kubeconfig: string): Access {
    const { certificateAuthorityData, adminToken } = this.controlPlane;
    fs.writeFileSync(kubeconfig, JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'clusters': [{ name: NAME, cluster: { 'server': endpoint, 'certificate-authority-data': certificateAuthorityData } }],
      'users': [{ name: 'admin', user: { token: adminToken } }],
      'contexts': [{ name: NAME, context: { cluster: NAME, user: 'admin' } }],
      'current-context': NAME,
    }), { mode: 0o600 });
    return { endpoint, kubeconfig };
  }
}
