import type * as kplus from 'cdk8s-plus-28';
import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { wholeNumberInText } from '../../whole-number';

const PORT = { least: 1, most: 65535 };

/**
 * Options of `IngressBackend.service`.
 */
export interface IngressServiceOptions {
  /**
   * Port of the Service, 1 to 65,535.
   *
   * @default - its first one
   */
  readonly port?: number;

  /**
   * Port of the Service by its name. Not together with `port`.
   *
   * @default - `port`
   */
  readonly portName?: string;
}

/**
 * Where a load balancer sends requests.
 */
export class IngressBackend {
  /**
   * A Service of cdk8s-plus.
   *
   * @param service The Service, in the namespace of the Ingress.
   * @param options Which port of it.
   */
  public static service(service: kplus.Service, options: IngressServiceOptions = {}): IngressBackend {
    const port = options.port ?? (options.portName === undefined ? service.port : undefined);
    return new IngressBackend({ name: service.name, ...portOf({ ...options, port }) }, undefined, service);
  }

  /**
   * A Service by its name.
   *
   * @param name Name of the Service, in the namespace of the Ingress.
   * @param options Which port of it; one of the two must be given.
   */
  public static serviceName(name: string, options: IngressServiceOptions): IngressBackend {
    return new IngressBackend({ name, ...portOf(options) });
  }

  /**
   * A target group that is made elsewhere. Its targets are up to whoever made it.
   *
   * @param targetGroupArn ARN of the target group.
   */
  public static targetGroupArn(targetGroupArn: string): IngressBackend {
    return new IngressBackend(undefined, { targetGroupARN: targetGroupArn });
  }

  /**
   * A target group that is made elsewhere. Its targets are up to whoever made it.
   *
   * @param targetGroupName Name of the target group.
   */
  public static targetGroupName(targetGroupName: string): IngressBackend {
    return new IngressBackend(undefined, { targetGroupName });
  }

  private constructor(
    /** Nothing for a target group. @internal */
    public readonly _service?: BackendService,
    private readonly targetGroup?: object,
    /** @internal */
    public readonly _construct?: kplus.Service,
  ) {}

  /** As an entry of the target groups of an action. @internal */
  public _renderTarget(): object {
    const service = this._service;
    return service ? { serviceName: service.name, servicePort: service.portName ?? service.port } : this.targetGroup!;
  }
}

/** A Service with exactly one of its ports. */
interface BackendService {
  readonly name: string;
  readonly port?: number;
  readonly portName?: string;
}

function portOf({ port, portName }: IngressServiceOptions): Omit<BackendService, 'name'> {
  if ((port === undefined) === (portName === undefined)) {
    fail('IngressServicePort', `a backend must have exactly one of port and portName, got ${port === undefined ? 'none' : 'both'}: write for example port: 80`);
  }
  if (portName !== undefined) {
    if (!isToken(portName) && (portName === '' || portName === 'use-annotation')) {
      fail('IngressServicePort', `portName must be the name of a port of the Service, got "${portName}": write its name, or port`);
    }
    return { portName };
  }
  return { port: wholeNumberInText('port of a backend', port!, PORT) };
}
