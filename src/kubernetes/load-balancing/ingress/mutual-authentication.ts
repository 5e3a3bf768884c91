/**
 * Options of `MutualAuthentication.verify`.
 */
export interface VerifyClientsOptions {
  /**
   * Whether certificates of clients are also taken after they have expired.
   *
   * @default false
   */
  readonly ignoreExpiry?: boolean;

  /**
   * Whether clients are told which certificate authorities the trust store has.
   *
   * @default false
   */
  readonly advertiseCertificateAuthorities?: boolean;
}

/**
 * Whether clients of an HTTPS listener show a certificate.
 *
 * Once set it stays: write `OFF` to end it, leaving it out does not. Not in Local Zones.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
 */
export class MutualAuthentication {
  /** Clients show none. */
  public static readonly OFF = new MutualAuthentication({ mode: 'off' });

  /** The whole chain of the client's certificate goes to the targets in a header, unchecked. */
  public static readonly PASSTHROUGH = new MutualAuthentication({ mode: 'passthrough' });

  /**
   * The load balancer checks the certificates. All listeners of a load balancer may have two trust stores together.
   *
   * @param trustStore ARN or name of a trust store of Elastic Load Balancing.
   * @param options How strict the check is.
   */
  public static verify(trustStore: string, options: VerifyClientsOptions = {}): MutualAuthentication {
    const { ignoreExpiry, advertiseCertificateAuthorities } = options;
    return new MutualAuthentication({
      mode: 'verify',
      trustStore,
      ignoreClientCertificateExpiry: ignoreExpiry,
      advertiseTrustStoreCaNames: advertiseCertificateAuthorities === undefined ? undefined : advertiseCertificateAuthorities ? 'on' : 'off',
    });
  }

  private constructor(private readonly settings: object) {}

  /** @internal */
  public _render(port: number): object {
    return { port, ...this.settings };
  }
}
