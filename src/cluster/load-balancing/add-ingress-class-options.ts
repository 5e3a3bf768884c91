import { ApplicationLoadBalancerCdkOptions } from './application-load-balancer-cdk-options';
import { AlbIngressClassOptions } from '../../kubernetes';

/**
 * What a class of Ingresses is like, with constructs of the CDK where there are some.
 */
export interface AddIngressClassOptions extends AlbIngressClassOptions, ApplicationLoadBalancerCdkOptions {}
