/**
 * Certificate authorities that the nodes trust besides those of their image, for example for registries or a proxy. What
 * runs in containers does not trust them thereby.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface CertificateBundle {
  /**
   * Name of the bundle, not empty.
   */
  readonly name: string;

  /**
   * One or more certificates as PEM text: each begins with `-----BEGIN CERTIFICATE-----`. It is written in base64, so it must be known at
   * synthesis.
   */
  readonly certificates: string;
}
