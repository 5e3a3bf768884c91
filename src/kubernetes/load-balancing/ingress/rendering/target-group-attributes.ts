import { Duration } from 'cdk8s';
import { AnnotationTexts, textOfDuration, textOfSwitch } from './annotation-text';
import { fail } from '../../../../private/errors';
import { exactSeconds } from '../../../duration';
import { IngressTargetGroupAttributes } from '../ingress-target-group-attributes';

const LEAST_SLOW_START = 30;

/** The attributes of a target group, by the names of Elastic Load Balancing. */
export function targetGroupAttributes(attributes: IngressTargetGroupAttributes): AnnotationTexts {
  const { anomalyMitigation } = attributes;
  return {
    'deregistration_delay.timeout_seconds': textOfDuration('deregistrationDelay', attributes.deregistrationDelay, { least: 0, most: 3600 }),
    'load_balancing.algorithm.type': attributes.algorithm,
    'load_balancing.algorithm.anomaly_mitigation': anomalyMitigation === undefined ? undefined : anomalyMitigation ? 'on' : 'off',
    'load_balancing.cross_zone.enabled': textOfSwitch(attributes.crossZone),
    'slow_start.duration_seconds': textOfSlowStart(attributes.slowStart),
    ...attributes.stickiness?._attributes,
    ...attributes.dnsFailover?._render('dns_failover'),
    ...attributes.unhealthyStateRouting?._render('unhealthy_state_routing'),
    ...attributes.further,
  };
}

function textOfSlowStart(duration: Duration | undefined): string | undefined {
  const text = textOfDuration('slowStart', duration, { least: 0, most: 900 });
  if (duration && exactSeconds(duration) > 0 && exactSeconds(duration) < LEAST_SLOW_START) {
    fail('SlowStart', `slowStart must be 0 or ${LEAST_SLOW_START} to 900 seconds, got ${text}: write for example Duration.seconds(${LEAST_SLOW_START})`);
  }
  return text;
}
