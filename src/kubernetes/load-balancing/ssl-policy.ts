/**
 * Protocols and ciphers that a load balancer offers to clients. Others can be written as text.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
 */
export class SslPolicy {
  /** TLS 1.2 and 1.3. */
  public static readonly TLS13_12 = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
  /** TLS 1.2 and 1.3, only ciphers with forward secrecy. */
  public static readonly TLS13_12_RES = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';
  /** TLS 1.3. */
  public static readonly TLS13_13 = 'ELBSecurityPolicy-TLS13-1-3-2021-06';
  /** TLS 1.2 and 1.3, also with keys that quantum computers do not break. */
  public static readonly TLS13_12_PQ = 'ELBSecurityPolicy-TLS13-1-2-PQ-2025-09';
  /** TLS 1.3, also with keys that quantum computers do not break. */
  public static readonly TLS13_13_PQ = 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09';
  /** TLS 1.2 and 1.3 by a module that is validated for FIPS 140. */
  public static readonly FIPS_TLS13_12 = 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04';

  private constructor() {}
}
