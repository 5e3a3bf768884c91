import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { HttpError } from './http-error';
import { HttpResponse, send } from './https';
import { LineReader } from './line-reader';
import { tunnelTo } from './proxy';
import { URL_SUFFIX_VARIABLE } from '../../contract';

/** Seconds that a token's signature is valid: authenticators of clusters are known to refuse more. */
const TOKEN_EXPIRES_IN = 60;
const REQUEST_TIMEOUT = 10_000;

/** An answer of AWS that is not a success. */
class AwsError extends HttpError {
  constructor(request: string, response: HttpResponse) {
    const code = /<Code>([^<]*)<\/Code>/.exec(response.body)?.[1] ?? response.headers['x-amzn-errortype'] ?? 'no error code';
    super(`${code} (HTTP ${response.status} to ${request})`, response);
    this.name = 'AwsError';
  }
}

/** The three calls that the handler makes to AWS, signed with the credentials of its role. */
export class Aws {
  /** Reads region, partition and credentials from what Lambda sets. */
  public static fromEnvironment(environment: NodeJS.ProcessEnv): Aws {
    return new Aws(environment);
  }

  private readonly region: string;
  private readonly urlSuffix: string;

  private constructor(private readonly environment: NodeJS.ProcessEnv) {
    this.region = this.variable('AWS_REGION');
    this.urlSuffix = environment[URL_SUFFIX_VARIABLE] ?? 'amazonaws.com';
  }

  /**
   * A bearer token for the API server of an EKS cluster: a presigned question to STS who the caller is.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html
   */
  public async clusterToken(clusterName: string): Promise<string> {
    const hostname = `sts.${this.region}.${this.urlSuffix}`;
    const presigned = await this.signer('sts').presign({
      method: 'GET',
      protocol: 'https:',
      hostname,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { 'host': hostname, 'x-k8s-aws-id': clusterName },
    }, { expiresIn: TOKEN_EXPIRES_IN, unhoistableHeaders: new Set(['x-k8s-aws-id']) });
    const query = Object.entries(presigned.query ?? {}).map(([key, value]) => `${encode(key)}=${encode(String(value))}`).join('&');
    return `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${query}`).toString('base64url')}`;
  }

  /** Reads an object of a bucket, line by line: it may be big. */
  public async readLines(bucket: string, key: string, onLine: (line: string) => void): Promise<void> {
    const endpoint = this.environment.AWS_ENDPOINT_URL_S3;
    // Buckets with dots, and endpoints other than the service's own, need the bucket in the path.
    const url = endpoint || bucket.includes('.')
      ? new URL(`/${bucket}/${key}`, endpoint ?? `https://s3.${this.region}.${this.urlSuffix}`)
      : new URL(`https://${bucket}.s3.${this.region}.${this.urlSuffix}/${key}`);
    const reader = new LineReader(onLine);
    await this.get('s3', url, (chunk) => reader.push(chunk));
    reader.end();
  }

  /**
   * Status of an EKS cluster, such as ACTIVE or DELETING; ABSENT, if there is none. UNKNOWN, if it may not be described:
   * after a replacement the role's policy speaks of the new cluster.
   */
  public async clusterStatus(name: string): Promise<string> {
    const endpoint = this.environment.AWS_ENDPOINT_URL_EKS ?? `https://eks.${this.region}.${this.urlSuffix}`;
    try {
      const { body } = await this.get('eks', new URL(`/clusters/${encode(name)}`, endpoint));
      return JSON.parse(body).cluster.status;
    } catch (error) {
      if (error instanceof AwsError && error.status === 404) { return 'ABSENT'; }
      if (error instanceof AwsError && error.isAccessError) { return 'UNKNOWN'; }
      throw error;
    }
  }

  private async get(service: string, url: URL, onBody?: (chunk: Buffer) => void): Promise<HttpResponse> {
    const { headers } = await this.signer(service).sign({
      method: 'GET', protocol: url.protocol, hostname: url.hostname, path: url.pathname, query: {}, headers: { host: url.host },
    });
    const response = await send({ endpoint: url, path: url.pathname, method: 'GET', headers, agent: tunnelTo(url), timeout: REQUEST_TIMEOUT, onBody });
    if (response.status !== 200) { throw new AwsError(`GET ${url.host}${url.pathname}`, response); }
    return response;
  }

  private signer(service: string): SignatureV4 {
    return new SignatureV4({
      service,
      region: this.region,
      sha256: Hash.bind(null, 'sha256'),
      uriEscapePath: service !== 's3',
      credentials: {
        accessKeyId: this.variable('AWS_ACCESS_KEY_ID'),
        secretAccessKey: this.variable('AWS_SECRET_ACCESS_KEY'),
        sessionToken: this.environment.AWS_SESSION_TOKEN,
      },
    });
  }

  private variable(name: string): string {
    const value = this.environment[name];
    if (!value) { throw new Error(`environment variable ${name} is missing`); }
    return value;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
