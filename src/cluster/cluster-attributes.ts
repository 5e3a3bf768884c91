import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ClusterDetails } from './cluster-details';
import { KnownCluster } from './known-cluster';

/**
 * What can be said of every cluster of Auto Mode, whether it is made here or exists already.
 *
 * @internal
 */
export abstract class ClusterAttributes extends Construct {
  /** The cluster for constructs of the CDK that take one. */
  public abstract readonly cluster: eks.ICluster;

  /** @internal */
  public abstract readonly _details: ClusterDetails;

  private _ownConnections?: ec2.Connections;
  private _knownCluster?: KnownCluster;

  /** Network of the cluster. Throws when it is not known of an existing cluster. */
  public get vpc(): ec2.IVpc {
    return this._details.vpc ?? this._known.unknown('vpc', 'to be asked for');
  }

  /** Role of the control plane. Policies can be added to it. Throws when it is not known of an existing cluster. */
  public get clusterRole(): iam.IRole {
    return this._details.clusterRole ?? this._known.unknown('clusterRole', 'to be asked for');
  }

  /** Role of the nodes of the built-in NodePools; nothing, if those are off or it is not known. */
  public get builtInNodeRole(): iam.IRole | undefined {
    return this._details.builtInNodeRole;
  }

  /** Traffic to and from the control plane and to nodes in the cluster's own security group; the default port is 443. */
  public get connections(): ec2.Connections {
    const { connections } = this.cluster;
    if (connections.defaultPort) { return connections; }
    // An imported L2 cluster has no default port, and without groups it would open nothing.
    this._known.require('clusterSecurityGroupId', 'to open its connections');
    return this._ownConnections ??= new ec2.Connections({ securityGroups: connections.securityGroups, defaultPort: ec2.Port.tcp(443) });
  }

  /** Name of the cluster. */
  public get clusterName(): string {
    return this.cluster.clusterName;
  }

  /** ARN of the cluster. */
  public get clusterArn(): string {
    return this.cluster.clusterArn;
  }

  /** URL of the API server. Throws when it is not known of an existing cluster. */
  public get clusterEndpoint(): string {
    return this._known.require('clusterEndpoint', 'to be asked for');
  }

  /** Certificate authority of the API server, PEM in base64. Throws when it is not known of an existing cluster. */
  public get clusterCertificateAuthorityData(): string {
    return this._known.require('clusterCertificateAuthorityData', 'to be asked for');
  }

  /** Id of the security group that EKS made for the cluster; its nodes are in it. Throws when it is not known of an existing cluster. */
  public get clusterSecurityGroupId(): string {
    return this._known.require('clusterSecurityGroupId', 'to be asked for');
  }

  /** Command that lets kubectl speak to the cluster. Whoever runs it needs `grantDescribe` and an access entry. */
  public get clusterConfigCommand(): string {
    return `aws eks update-kubeconfig --name ${this.clusterName} --region ${Stack.of(this.cluster).region}`;
  }

  /** @internal */
  protected get _known(): KnownCluster {
    return this._knownCluster ??= new KnownCluster(this, this.cluster, this._details);
  }
}
