import { IngressListenerAttributes } from './ingress-listener-attributes';
import { MutualAuthentication } from './mutual-authentication';
import { wholeNumberInText } from '../../whole-number';

/**
 * Options of an HTTP listener.
 */
export interface IngressListenerOptions {
  /**
   * Headers that the listener adds or changes.
   *
   * @default - none
   */
  readonly attributes?: IngressListenerAttributes;
}

/**
 * Options of an HTTPS listener.
 */
export interface IngressHttpsListenerOptions extends IngressListenerOptions {
  /**
   * Whether clients show a certificate.
   *
   * @default MutualAuthentication.OFF
   */
  readonly mutualAuthentication?: MutualAuthentication;
}

/**
 * A port on which an Application Load Balancer listens.
 */
export class IngressListener {
  /**
   * Without encryption.
   *
   * @param port 1 to 65,535; 80 when it is left out.
   * @param options How the listener treats headers.
   */
  public static http(port?: number, options: IngressListenerOptions = {}): IngressListener {
    return new IngressListener('HTTP', port ?? 80, options);
  }

  /**
   * Encrypted by TLS, which needs a certificate.
   *
   * @param port 1 to 65,535; 443 when it is left out.
   * @param options How the listener treats clients and headers.
   */
  public static https(port?: number, options: IngressHttpsListenerOptions = {}): IngressListener {
    return new IngressListener('HTTPS', port ?? 443, options);
  }

  /** The port. */
  public readonly port: number;

  /** Whether the listener is encrypted. */
  public readonly isHttps: boolean;

  private constructor(private readonly protocol: string, port: number, private readonly options: IngressHttpsListenerOptions) {
    this.port = wholeNumberInText('port of a listener', port, { least: 1, most: 65535 });
    this.isHttps = protocol === 'HTTPS';
  }

  /** @internal */
  public get _settings(): IngressHttpsListenerOptions & { readonly protocol: string; readonly port: number } {
    return { ...this.options, protocol: this.protocol, port: this.port };
  }
}
