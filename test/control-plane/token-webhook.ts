import * as http from 'http';
import { AddressInfo } from 'net';
import { AwsCredentials, EksTokenVerifier } from './eks-token-verifier';

export interface TokenWebhookOptions {
  readonly clusterName: string;
  readonly region: string;
  /** The only credentials whose tokens are known. */
  readonly credentials: AwsCredentials;
  /**
   * Principal that the credentials belong to; becomes the user's name.
   *
   * @default - a role of the documentation's account
   */
  readonly principalArn?: string;
}

/** What became of one token. */
export interface TokenReviewRecord {
  readonly authenticated: boolean;
  /** Which check failed; empty when none did. */
  readonly reason: string;
}

interface TokenReview {
  readonly apiVersion?: string;
  readonly spec?: { readonly token?: string };
}

/**
 * Plays EKS's authenticator for the API server: answers TokenReview requests on a loopback port.
 *
 * The API server remembers an accepted token for ten seconds, a refused one not at all. So a change of `denyUntil` shows at once for
 * tokens that were not accepted before.
 */
export class TokenWebhook {
  public static async start(options: TokenWebhookOptions): Promise<TokenWebhook> {
    const webhook = new TokenWebhook(options);
    await new Promise<void>((resolve, reject) => {
      webhook.server.once('error', reject);
      webhook.server.listen(0, '127.0.0.1', resolve);
    });
    // A forgotten stop() must not keep the process alive.
    webhook.server.unref();
    return webhook;
  }

  /** Until then (epoch milliseconds) good tokens are refused, as while an access entry is not effective yet. */
  public denyUntil?: number;

  /** Groups of whoever has a good token. An access entry with AmazonEKSClusterAdminPolicy allows everything; so does this one. */
  public groups: string[] = ['system:masters'];

  /** Every token reviewed, the oldest first. */
  public readonly reviews: TokenReviewRecord[] = [];

  public readonly verifier: EksTokenVerifier;
  public readonly principalArn: string;
  private readonly server: http.Server;

  private constructor(options: TokenWebhookOptions) {
    this.verifier = new EksTokenVerifier(options);
    this.principalArn = options.principalArn ?? 'arn:aws:iam::111122223333:role/provisioner';
    this.server = http.createServer((request, response) => this.answer(request, response));
    // Longer than the API server keeps idle connections, so that it never meets one closing.
    this.server.keepAliveTimeout = 600_000;
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>(resolve => this.server.close(() => resolve()));
  }

  /** Judges one token, as the API server would have it judged. */
  public review(token: string): TokenReviewRecord {
    const failure = this.verifier.verify(token) ?? (this.isDenying() ? 'access entry not effective yet' : undefined);
    const record = { authenticated: failure === undefined, reason: failure ?? '' };
    this.reviews.push(record);
    return record;
  }

  private isDenying(): boolean {
    return this.denyUntil !== undefined && Date.now() < this.denyUntil;
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      try {
        const review = JSON.parse(Buffer.concat(chunks).toString()) as TokenReview;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status: this.status(review) }));
      } catch (error) {
        response.statusCode = 400;
        response.end(String(error));
      }
    });
  }

  private status(review: TokenReview): object {
    const { authenticated, reason } = this.review(review.spec?.token ?? '');
    if (!authenticated) return { authenticated, error: reason };
    return { authenticated, user: { username: this.principalArn, uid: this.principalArn, groups: this.groups } };
  }
}
