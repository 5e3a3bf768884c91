import { Duration } from 'cdk8s';

/**
 * Names of the headers in which targets are told about the TLS connection of the client, for targets that expect other names.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
 */
export interface TlsHeaderNames {
  /**
   * Header with the version of TLS.
   *
   * @default X-Amzn-Tls-Version
   */
  readonly tlsVersion?: string;

  /**
   * Header with the cipher suite.
   *
   * @default X-Amzn-Tls-Cipher-Suite
   */
  readonly tlsCipherSuite?: string;

  /**
   * Header with the whole certificate chain of the client.
   *
   * @default X-Amzn-Mtls-Clientcert
   */
  readonly clientCertificate?: string;

  /**
   * Header with the client's certificate alone.
   *
   * @default X-Amzn-Mtls-Clientcert-Leaf
   */
  readonly clientCertificateLeaf?: string;

  /**
   * Header with the serial number of the client's certificate.
   *
   * @default X-Amzn-Mtls-Clientcert-Serial-Number
   */
  readonly clientCertificateSerialNumber?: string;

  /**
   * Header with the issuer of the client's certificate.
   *
   * @default X-Amzn-Mtls-Clientcert-Issuer
   */
  readonly clientCertificateIssuer?: string;

  /**
   * Header with the subject of the client's certificate.
   *
   * @default X-Amzn-Mtls-Clientcert-Subject
   */
  readonly clientCertificateSubject?: string;

  /**
   * Header with the period in which the client's certificate is valid.
   *
   * @default X-Amzn-Mtls-Clientcert-Validity
   */
  readonly clientCertificateValidity?: string;
}

/**
 * Headers that a listener of an Application Load Balancer adds or changes.
 *
 * What is once set stays when it is left out again: set it back explicitly.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
 */
export interface IngressListenerAttributes {
  /**
   * Whether responses say in the header `Server` what the load balancer is.
   *
   * @default true
   */
  readonly serverHeader?: boolean;

  /**
   * Value of `Strict-Transport-Security`, such as `max-age=31536000; includeSubDomains`. HTTPS listeners only.
   *
   * @default - as the targets say
   */
  readonly strictTransportSecurity?: string;

  /**
   * Origin that browsers let read responses: a URL, or `*`.
   *
   * @default - as the targets say
   */
  readonly accessControlAllowOrigin?: string;

  /**
   * HTTP methods that browsers let other origins use, such as `GET`.
   *
   * @default - as the targets say
   */
  readonly accessControlAllowMethods?: string[];

  /**
   * Headers that browsers let other origins send.
   *
   * @default - as the targets say
   */
  readonly accessControlAllowHeaders?: string[];

  /**
   * Headers that browsers let other origins read.
   *
   * @default - as the targets say
   */
  readonly accessControlExposeHeaders?: string[];

  /**
   * Whether browsers send cookies along to this origin.
   *
   * @default - as the targets say
   */
  readonly accessControlAllowCredentials?: boolean;

  /**
   * How long browsers remember what they are allowed: 0 seconds to a day, in whole seconds.
   *
   * @default - as the targets say
   */
  readonly accessControlMaxAge?: Duration;

  /**
   * Value of `Content-Security-Policy`.
   *
   * @default - as the targets say
   */
  readonly contentSecurityPolicy?: string;

  /**
   * Whether browsers are told by `X-Content-Type-Options: nosniff` to believe the type that a response says.
   *
   * @default - as the targets say
   */
  readonly noSniff?: boolean;

  /**
   * Value of `X-Frame-Options`: `DENY`, `SAMEORIGIN`, or `ALLOW-FROM` and a URL.
   *
   * @default - as the targets say
   */
  readonly frameOptions?: string;

  /**
   * Names of the headers about the TLS connection. HTTPS listeners only.
   *
   * @default - those of Elastic Load Balancing
   */
  readonly tlsHeaderNames?: TlsHeaderNames;

  /**
   * Further attributes of Elastic Load Balancing by their own names, for those that it has got since.
   *
   * @default - none
   */
  readonly further?: { [attribute: string]: string };
}
