import { AnnotationTexts, textOfDuration, textOfNumber } from './annotation-text';
import { fail } from '../../../../private/errors';
import { isToken } from '../../../../private/tokens';
import { IngressHealthCheck } from '../ingress-health-check';

const CODES = /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/;
const THRESHOLD = { least: 2, most: 10 };

/** Annotations of a health check; those of a frontend load balancer all begin with `healthcheck`. */
export function healthCheckTexts(check: IngressHealthCheck, thresholdPrefix: string): AnnotationTexts {
  const { path, successCodes } = check;
  if (path !== undefined && !isToken(path) && !path.startsWith('/')) {
    fail('HealthCheck', `healthCheck.path must begin with /, got "${path}": write "/${path}"`);
  }
  if (successCodes !== undefined && !isToken(successCodes) && !CODES.test(successCodes)) {
    fail('HealthCheck', `healthCheck.successCodes must be codes and ranges of codes with commas between them, got "${successCodes}": write for example 200-399`);
  }
  return {
    'healthcheck-path': path,
    'healthcheck-port': check.port?._text,
    'healthcheck-protocol': check.protocol,
    'healthcheck-interval-seconds': textOfDuration('healthCheck.interval', check.interval, { least: 5, most: 300 }),
    'healthcheck-timeout-seconds': textOfDuration('healthCheck.timeout', check.timeout, { least: 2, most: 120 }),
    [`${thresholdPrefix}healthy-threshold-count`]: textOfNumber('healthCheck.healthyThreshold', check.healthyThreshold, THRESHOLD),
    [`${thresholdPrefix}unhealthy-threshold-count`]: textOfNumber('healthCheck.unhealthyThreshold', check.unhealthyThreshold, THRESHOLD),
    [`${thresholdPrefix}success-codes`]: successCodes,
  };
}
