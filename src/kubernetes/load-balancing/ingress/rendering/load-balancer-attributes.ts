import { AnnotationTexts, textOfDuration, textOfSwitch } from './annotation-text';
import { fail } from '../../../../private/errors';
import { isToken } from '../../../../private/tokens';
import { LoadBalancerLogs } from '../../load-balancer-logs';
import { ApplicationLoadBalancerAttributes } from '../application-load-balancer-attributes';

/** The attributes of an Application Load Balancer, by the names of Elastic Load Balancing. */
export function applicationLoadBalancerAttributes(attributes: ApplicationLoadBalancerAttributes): AnnotationTexts {
  return {
    ...commonAttributes(attributes),
    ...logAttributes('connectionLogs', 'connection_logs', attributes.connectionLogs),
    ...logAttributes('healthCheckLogs', 'health_check_logs', attributes.healthCheckLogs),
    'idle_timeout.timeout_seconds': textOfDuration('idleTimeout', attributes.idleTimeout, { least: 1, most: 4000 }),
    'client_keep_alive.seconds': textOfDuration('clientKeepAlive', attributes.clientKeepAlive, { least: 60, most: 604_800 }),
    'routing.http.desync_mitigation_mode': attributes.desyncMitigation,
    'routing.http.drop_invalid_header_fields.enabled': textOfSwitch(attributes.dropInvalidHeaderFields),
    'routing.http.preserve_host_header.enabled': textOfSwitch(attributes.preserveHostHeader),
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': textOfSwitch(attributes.tlsVersionAndCipherSuiteHeaders),
    'routing.http.xff_client_port.enabled': textOfSwitch(attributes.forwardedForClientPort),
    'routing.http.xff_header_processing.mode': attributes.forwardedFor,
    'routing.http2.enabled': textOfSwitch(attributes.http2),
    'waf.fail_open.enabled': textOfSwitch(attributes.webAclFailOpen),
    'ipv6.deny_all_igw_traffic': textOfSwitch(attributes.denyAllInternetGatewayTraffic),
    ...attributes.further,
  };
}

/** Attributes that load balancers of both kinds have. */
interface CommonAttributes {
  readonly deletionProtection?: boolean;
  readonly accessLogs?: LoadBalancerLogs;
  readonly zonalShift?: boolean;
}

export function commonAttributes({ deletionProtection, accessLogs, zonalShift }: CommonAttributes): AnnotationTexts {
  return {
    'deletion_protection.enabled': textOfSwitch(deletionProtection),
    ...logAttributes('accessLogs', 'access_logs', accessLogs),
    'zonal_shift.config.enabled': textOfSwitch(zonalShift),
  };
}

function logAttributes(property: string, attribute: string, logs: LoadBalancerLogs | undefined): AnnotationTexts {
  if (!logs) { return {}; }
  const { bucketName, prefix } = logs;
  if (prefix !== undefined && !isToken(prefix) && (prefix === '' || /AWSLogs|^\/|\/$/.test(prefix))) {
    fail('LoadBalancerLogs', `${property}.prefix must be a text without AWSLogs and without a slash at its ends, got "${prefix}": write for example shop/web`);
  }
  return { [`${attribute}.s3.enabled`]: 'true', [`${attribute}.s3.bucket`]: bucketName, [`${attribute}.s3.prefix`]: prefix };
}
