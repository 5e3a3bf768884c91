import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Why a service has an endpoint. */
export interface EndpointReason {
  readonly service: ec2.InterfaceVpcEndpointAwsService;
  readonly reason: string;
}

/** S3 has a gateway endpoint, which costs nothing. */
export const S3_REASON = 'ECR keeps the layers of images there, and the provisioning function reads its charts from it';

/**
 * What has an interface endpoint in any case: this list is what endpoints are made from.
 *
 * A function, as the other: apps without endpoints should not load what the CDK knows of all services.
 */
export const requiredServices = (): EndpointReason[] => [
  { service: ec2.InterfaceVpcEndpointAwsService.ECR, reason: 'nodes ask it for permission to pull images' },
  { service: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER, reason: 'nodes pull images from it' },
  {
    service: ec2.InterfaceVpcEndpointAwsService.EC2,
    reason: 'the requirements of private clusters list it; whether nodes of Auto Mode call it is not documented',
  },
  {
    service: ec2.InterfaceVpcEndpointAwsService.EKS,
    reason: 'the provisioning function describes the cluster, as tools in the VPC do',
  },
  { service: ec2.InterfaceVpcEndpointAwsService.EKS_AUTH, reason: 'nodes get the credentials of EKS Pod Identity from it, for their pods' },
];

/** What only some workloads need. */
export const optionalServices = (): EndpointReason[] => [
  { service: ec2.InterfaceVpcEndpointAwsService.STS, reason: 'for pods with IAM roles for service accounts, and pods that assume roles by themselves' },
  { service: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, reason: 'for agents that send logs of nodes or pods to CloudWatch Logs' },
  {
    service: ec2.InterfaceVpcEndpointAwsService.ELASTIC_LOAD_BALANCING,
    reason: 'for a load balancer controller of your own; that of Auto Mode does not run on nodes',
  },
  { service: ec2.InterfaceVpcEndpointAwsService.XRAY, reason: 'for pods that send traces to X-Ray' },
  { service: ec2.InterfaceVpcEndpointAwsService.EKS_PROXY, reason: 'for the objects of the cluster in consoles of AWS that are opened from within the VPC' },
];
