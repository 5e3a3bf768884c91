import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';

/** What load balancers need of their cluster. */
export interface LoadBalancedCluster extends Construct {
  readonly cluster: eks.ICluster;
  readonly vpc: ec2.IVpc;
  readonly clusterName: string;
  /** Where objects of a kind go in the cluster's own chart. */
  _chartGroup(id: string): Construct;
}
