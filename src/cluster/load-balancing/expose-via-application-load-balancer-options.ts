import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancerCdkOptions } from './application-load-balancer-cdk-options';
import { UserPoolAuthenticationOptions } from './user-pool-authentication';
import { AlbIngressOptions, AlbIngressProps } from '../../kubernetes';

/**
 * What the Application Load Balancer of an Ingress is like, with constructs of the CDK where there are some.
 */
export interface ExposeViaApplicationLoadBalancerOptions extends AlbIngressOptions, ApplicationLoadBalancerCdkOptions {
  /**
   * Security groups of the load balancer. What is said of `securityGroups` holds for them. Not together with those.
   *
   * @default - `securityGroups`
   */
  readonly loadBalancerSecurityGroups?: ec2.ISecurityGroup[];

  /**
   * Sign-in by a user pool of Amazon Cognito. Not together with `authentication`.
   *
   * @default - `authentication`
   */
  readonly userPoolAuthentication?: UserPoolAuthenticationOptions;
}

/**
 * An Ingress, with constructs of the CDK where there are some.
 */
export interface AddIngressOptions extends ExposeViaApplicationLoadBalancerOptions, AlbIngressProps {}
