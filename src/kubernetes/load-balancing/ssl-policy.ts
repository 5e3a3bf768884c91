/**
 * Versions of TLS and ciphers that a listener accepts.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export class SslPolicy {
  /** TLS 1.2 and 1.3, as AWS recommends it. */
  public static readonly TLS13_1_2 = new SslPolicy('ELBSecurityPolicy-TLS13-1-2-2021-06');
  /** TLS 1.2 and 1.3, only with ciphers that give forward secrecy and authenticate what they encrypt. */
  public static readonly TLS13_1_2_RESTRICTED = new SslPolicy('ELBSecurityPolicy-TLS13-1-2-Res-2021-06');
  /** TLS 1.3 only. */
  public static readonly TLS13_1_3 = new SslPolicy('ELBSecurityPolicy-TLS13-1-3-2021-06');
  /** TLS 1.2 and 1.3, with key exchange that quantum computers do not break. */
  public static readonly TLS13_1_2_POST_QUANTUM = new SslPolicy('ELBSecurityPolicy-TLS13-1-2-PQ-2025-09');
  /** As the one before, only with ciphers that give forward secrecy and authenticate what they encrypt. */
  public static readonly TLS13_1_2_RESTRICTED_POST_QUANTUM = new SslPolicy('ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09');
  /** TLS 1.3 only, with key exchange that quantum computers do not break. */
  public static readonly TLS13_1_3_POST_QUANTUM = new SslPolicy('ELBSecurityPolicy-TLS13-1-3-PQ-2025-09');
  /** TLS 1.2 and 1.3, with cryptography that is validated by FIPS 140. */
  public static readonly TLS13_1_2_FIPS = new SslPolicy('ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04');
  /** TLS 1.3 only, with cryptography that is validated by FIPS 140. */
  public static readonly TLS13_1_3_FIPS = new SslPolicy('ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04');

  /**
   * Another policy of Elastic Load Balancing.
   *
   * @param policyName Name such as `ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06`.
   */
  public static of(policyName: string): SslPolicy {
    return new SslPolicy(policyName);
  }

  private constructor(
    /** Name of the policy. */
    public readonly policyName: string,
  ) {}
}
