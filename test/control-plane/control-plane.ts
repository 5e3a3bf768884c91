import { generateKeyPairSync, randomBytes } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { ApiClient, ApiObject, ApiResponse } from './api-client';
import { Binaries, buildBinaries } from './binaries';
import { customResourceDefinitions } from './custom-resource-definitions';
import { AwsCredentials } from './eks-token-verifier';
import { freePorts, ServerProcess, Watchdog } from './server-process';
import { TokenWebhook } from './token-webhook';

const START_ATTEMPTS = 3;
const START_MILLIS = 60_000;
const CRDS_PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

export interface ControlPlaneOptions {
  readonly clusterName: string;
  readonly region: string;
  /** Credentials whose EKS tokens are accepted. */
  readonly credentials: AwsCredentials;
  /**
   * Principal of the credentials.
   *
   * @default - see TokenWebhook
   */
  readonly principalArn?: string;
}

/** A running pair of etcd and kube-apiserver. */
interface Servers {
  readonly folder: string;
  readonly etcd: ServerProcess;
  readonly apiServer: ServerProcess;
  readonly watchdog: Watchdog;
  readonly endpoint: string;
  readonly certificateAuthority: string;
}

/**
 * A real Kubernetes API server that plays the control plane of an EKS cluster with Auto Mode.
 */
export class ControlPlane {
  /**
   * Starts one, with the CRDs installed. Builds the binaries first where that was not done.
   */
  public static async start(options: ControlPlaneOptions): Promise<ControlPlane> {
    const binaries = await buildBinaries(line => console.log(line));
    const webhook = await TokenWebhook.start(options);
    const adminToken = randomBytes(24).toString('hex');
    let servers: Servers | undefined;
    try {
      servers = await startServers(binaries, webhook, adminToken);
      const controlPlane = new ControlPlane(options.clusterName, binaries, webhook, adminToken, servers);
      await controlPlane.installCrds();
      return controlPlane;
    } catch (error) {
      if (servers) await stopServers(servers);
      await webhook.stop();
      throw error;
    }
  }

  public readonly endpoint: string;
  /** PEM. */
  public readonly certificateAuthority: string;
  /** As EKS describes it: base64 of the PEM. */
  public readonly certificateAuthorityData: string;
  private readonly client: ApiClient;

  private constructor(
    public readonly clusterName: string,
    private readonly binaries: Binaries,
    public readonly webhook: TokenWebhook,
    /** Token of an administrator, who does not come by way of the webhook. */
    public readonly adminToken: string,
    private readonly servers: Servers,
  ) {
    this.endpoint = servers.endpoint;
    this.certificateAuthority = servers.certificateAuthority;
    this.certificateAuthorityData = Buffer.from(servers.certificateAuthority).toString('base64');
    this.client = this.clientOf(adminToken);
  }

  /** Sends a request to a path of the API as the administrator. */
  public async request<Body = ApiObject>(method: string, url: string, body?: unknown, contentType?: string): Promise<ApiResponse<Body>> {
    return this.client.request<Body>(method, url, body, contentType);
  }

  /** A client with another token, or an anonymous one. */
  public clientOf(token?: string, accept?: string): ApiClient {
    return new ApiClient({ endpoint: this.endpoint, certificateAuthority: this.certificateAuthority, token, accept });
  }

  /** Processes of the servers. */
  public get processIds(): number[] {
    return [this.servers.apiServer, this.servers.etcd].flatMap(({ pid }) => pid ?? []);
  }

  /** Installs the CRDs of an Auto Mode cluster and waits until they are served; done by `start`. */
  public async installCrds(): Promise<void> {
    await Promise.all(customResourceDefinitions(this.binaries.karpenterCrds).map(async crd => {
      const name = crd.metadata?.name;
      const parameters = 'fieldManager=control-plane&force=true&fieldValidation=Strict';
      const { status, body } = await this.request('PATCH', `${CRDS_PATH}/${name}?${parameters}`, crd, 'application/apply-patch+yaml');
      if (status >= 300) throw new Error(`the API server refuses the CRD ${name}: ${status} ${body.message}`);
      await this.waitUntilServed(crd);
    }));
  }

  public async stop(): Promise<void> {
    this.client.close();
    await stopServers(this.servers);
    await this.webhook.stop();
  }

  /** Established says that the names are taken; discovery and the handler follow a moment later. */
  private async waitUntilServed(crd: ApiObject): Promise<void> {
    const { group, names, versions } = crd.spec;
    const deadline = Date.now() + START_MILLIS;
    while (Date.now() < deadline) {
      const { body } = await this.request('GET', `${CRDS_PATH}/${crd.metadata?.name}`);
      const conditions: { type: string; status: string; message: string }[] = body.status?.conditions ?? [];
      const flawed = conditions.find(condition => condition.type === 'NonStructuralSchema' && condition.status === 'True');
      if (flawed) throw new Error(`the schema of ${crd.metadata?.name} is not structural: ${flawed.message}`);
      if (conditions.some(condition => condition.type === 'Established' && condition.status === 'True')) {
        const served = await this.request('GET', `/apis/${group}/${versions[0].name}/${names.plural}?limit=1`);
        if (served.status === 200) return;
      }
      await sleep(25);
    }
    throw new Error(`the CRD ${crd.metadata?.name} is not established after ${START_MILLIS / 1000} s`);
  }
}

async function startServers(binaries: Binaries, webhook: TokenWebhook, adminToken: string): Promise<Servers> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryToStartServers(binaries, webhook, adminToken);
    } catch (error) {
      // Another process may take a port between the search for it and its use.
      if (attempt === START_ATTEMPTS || !/address already in use/.test((error as Error).message)) throw error;
    }
  }
}

async function tryToStartServers(binaries: Binaries, webhook: TokenWebhook, adminToken: string): Promise<Servers> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'control-plane-'));
  const [etcdPort, apiServerPort] = await freePorts(2);
  const etcdUrl = `http://127.0.0.1:${etcdPort}`;
  const etcd = ServerProcess.start(binaries.etcd, etcdArguments(folder, etcdUrl), path.join(folder, 'etcd.log'));
  const apiServer = ServerProcess.start(
    binaries.kubeApiserver, apiServerArguments(folder, etcdUrl, apiServerPort, webhook, adminToken), path.join(folder, 'kube-apiserver.log'),
  );
  const watchdog = Watchdog.start([etcd, apiServer], folder);
  const endpoint = `https://127.0.0.1:${apiServerPort}`;
  try {
    const certificateAuthority = await waitUntilReady(folder, endpoint, etcd, apiServer, adminToken);
    return { folder, etcd, apiServer, watchdog, endpoint, certificateAuthority };
  } catch (error) {
    await stopServers({ folder, etcd, apiServer, watchdog, endpoint, certificateAuthority: '' });
    throw error;
  }
}

function etcdArguments(folder: string, url: string): string[] {
  return [
    `--data-dir=${path.join(folder, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    '--listen-peer-urls=http://127.0.0.1:0',
    '--unsafe-no-fsync',
    // A member alone need not wait long before it elects itself.
    '--heartbeat-interval=10',
    '--election-timeout=100',
    '--log-level=warn',
  ];
}

function apiServerArguments(folder: string, etcdUrl: string, port: number, webhook: TokenWebhook, adminToken: string): string[] {
  const write = (name: string, content: string) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const webhookConfig = {
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'webhook', cluster: { server: webhook.url } }],
    'users': [{ name: 'api-server' }],
    'contexts': [{ name: 'webhook', context: { cluster: 'webhook', user: 'api-server' } }],
    'current-context': 'webhook',
  };
  return [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    // The server makes itself a certificate here.
    `--cert-dir=${path.join(folder, 'certificates')}`,
    '--endpoint-reconciler-type=none',
    '--authorization-mode=RBAC',
    `--token-auth-file=${write('tokens.csv', `${adminToken},admin,admin,"system:masters"\n`)}`,
    `--authentication-token-webhook-config-file=${write('webhook.json', JSON.stringify(webhookConfig))}`,
    '--authentication-token-webhook-version=v1',
    '--authentication-token-webhook-cache-ttl=1ms',
    // No controller makes the accounts that it asks for.
    '--disable-admission-plugins=ServiceAccount',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${write('service-account.pub', publicKey.export({ type: 'spki', format: 'pem' }).toString())}`,
    `--service-account-signing-key-file=${write('service-account.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())}`,
  ];
}

/** @returns the certificate authority */
async function waitUntilReady(folder: string, endpoint: string, etcd: ServerProcess, apiServer: ServerProcess, token: string): Promise<string> {
  const certificate = path.join(folder, 'certificates', 'apiserver.crt');
  const deadline = Date.now() + START_MILLIS;
  let client: ApiClient | undefined;
  let certificateAuthority = '';
  try {
    while (Date.now() < deadline) {
      for (const [name, server] of Object.entries({ etcd, 'kube-apiserver': apiServer })) {
        if (server.ended) throw new Error(`${name} ${server.ended}; its last lines:\n${server.lastLines(15)}`);
      }
      if (!client && fs.existsSync(certificate)) {
        // The file holds the server's certificate and then the authority's.
        certificateAuthority = fs.readFileSync(certificate, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g)?.at(1) ?? '';
        // Whoever took the port before the server may accept a connection and say nothing.
        if (certificateAuthority) client = new ApiClient({ endpoint, certificateAuthority, token, timeoutMillis: 1_000 });
      }
      const ready = await client?.request('GET', '/readyz').catch(() => undefined);
      if (ready?.status === 200) return certificateAuthority;
      await sleep(25);
    }
    throw new Error(`kube-apiserver is not ready after ${START_MILLIS / 1000} s; its last lines:\n${apiServer.lastLines(15)}`);
  } finally {
    client?.close();
  }
}

async function stopServers(servers: Servers): Promise<void> {
  // etcd last, or the API server would wait for it while it shuts down.
  await servers.apiServer.stop();
  await servers.etcd.stop();
  servers.watchdog.stop();
  fs.rmSync(servers.folder, { recursive: true, force: true, maxRetries: 3 });
}
