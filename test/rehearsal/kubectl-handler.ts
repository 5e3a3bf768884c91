import { InvocationResult } from './function-process';
import { Kubectl, KubectlManifest } from '../control-plane/kubectl';

/** Properties of `KubernetesManifest` of aws-eks-v2, as far as they are played. */
interface ManifestEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType: string;
  readonly ResourceProperties: { readonly ClusterName: string; readonly Manifest: string; readonly Overwrite?: string };
}

/**
 * Plays the function of the CDK that runs kubectl, which is written in Python and needs two layers: it creates, applies and deletes
 * in the same way, without pruning. Charts of Helm are taken as done.
 */
export async function playKubectlHandler(event: unknown, kubectlFor: (clusterName: string) => Kubectl): Promise<InvocationResult> {
  const { RequestType, ResourceType, ResourceProperties: { ClusterName, Manifest, Overwrite } } = event as ManifestEvent;
  if (ResourceType === 'Custom::AWSCDK-EKS-KubernetesResource') {
    const kubectl = kubectlFor(ClusterName);
    const isCreated = RequestType === 'Create' && Overwrite !== 'true';
    for (const manifest of JSON.parse(Manifest) as KubectlManifest[]) {
      if (RequestType === 'Delete') {
        // As the original: an error is logged, and forgotten.
        await kubectl.delete(manifest).catch(() => undefined);
      } else {
        await (isCreated ? kubectl.create(manifest) : kubectl.apply(manifest));
      }
    }
  }
  return { Payload: '{}' };
}
