import { Annotations, Aspects } from 'aws-cdk-lib';
import { CfnAddon, CfnFargateProfile, CfnNodegroup } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';

/** A class of the L1. */
interface ResourceClass {
  readonly CFN_RESOURCE_TYPE_NAME: string;
  new (...args: never[]): unknown;
}

/** Add-ons whose work Auto Mode does itself, on its own nodes. */
const REDUNDANT: { readonly [addonName: string]: string } = {
  'vpc-cni': 'nodes of Auto Mode have a network of their own',
  'kube-proxy': 'nodes of Auto Mode find Services by themselves',
  'coredns': 'nodes of Auto Mode have DNS of their own',
  'aws-ebs-csi-driver': 'Auto Mode makes volumes itself, for StorageClasses with the provisioner ebs.csi.eks.amazonaws.com: write cluster.storage.addDefaultClass()',
  'eks-pod-identity-agent': 'nodes of Auto Mode have the agent, which a second one gets in the way of',
  'eks-node-monitoring-agent': 'nodes of Auto Mode are monitored by themselves',
};

/**
 * Warns of add-ons that nothing needs, late, when all of the app is there. With nodes of another kind they have their work.
 *
 * @param cluster The construct with the cluster, or the cluster itself.
 * @param clusterName Name of the cluster, as add-ons are given it.
 */
export function warnOfRedundantAddOns(cluster: IConstruct, clusterName: string): void {
  Aspects.of(cluster).add({
    visit: (node) => {
      if (node !== cluster) { return; }
      const resources = cluster.node.root.node.findAll();
      const others = resources.filter((resource) => isOf(resource, CfnNodegroup) || isOf(resource, CfnFargateProfile));
      if (others.some((resource) => resource.clusterName === clusterName) || cluster.node.findAll().some(isAutoScalingGroup)) { return; }
      for (const resource of resources) {
        if (!isOf(resource, CfnAddon) || resource.clusterName !== clusterName || !(resource.addonName in REDUNDANT)) { continue; }
        Annotations.of(resource).addWarningV2(`cdk-eks-auto-mode:redundant-add-on:${resource.addonName}`,
          `add-on ${resource.addonName} has nothing to do in a cluster that has only nodes of Auto Mode: ${REDUNDANT[resource.addonName]}. Remove it, or acknowledge this if the cluster has other nodes`);
      }
    },
  });
}

/** The L2 makes nodes of its own in such groups, below itself. */
function isAutoScalingGroup(resource: IConstruct): boolean {
  return 'cfnResourceType' in resource && resource.cfnResourceType === 'AWS::AutoScaling::AutoScalingGroup';
}

/** The L1 of aws-eks and of aws-eks-v2 are different classes of one type of resource. */
function isOf<T extends ResourceClass>(resource: IConstruct, type: T): resource is InstanceType<T> & IConstruct {
  return 'cfnResourceType' in resource && resource.cfnResourceType === type.CFN_RESOURCE_TYPE_NAME;
}
