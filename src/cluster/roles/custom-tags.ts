/** A Kubernetes object as it would be applied; values of tokens are still tokens. */
interface TaggableManifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly [key: string]: unknown;
}

interface Carrier {
  /** Group of the API; the core group is empty. */
  readonly group: string;
  readonly kind: string;
  readonly carries: (manifest: TaggableManifest) => boolean;
}

/** As the EBS CSI driver reads them. */
const TAG_PARAMETER = /^tagSpecification/;

/** The objects whose tags Auto Mode puts on what it creates in AWS. */
const CARRIERS: Carrier[] = [
  { group: 'eks.amazonaws.com', kind: 'NodeClass', carries: (manifest) => hasEntries(at(manifest, 'spec', 'tags')) },
  { group: 'eks.amazonaws.com', kind: 'IngressClassParams', carries: (manifest) => hasEntries(at(manifest, 'spec', 'tags')) },
  { group: 'storage.k8s.io', kind: 'StorageClass', carries: (manifest) => manifest.provisioner === 'ebs.csi.eks.amazonaws.com' && hasTagParameter(manifest) },
  { group: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshotClass', carries: (manifest) => manifest.driver === 'ebs.csi.eks.amazonaws.com' && hasTagParameter(manifest) },
  { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration', carries: (manifest) => hasEntries(at(manifest, 'spec', 'tags')) },
  { group: 'gateway.k8s.aws', kind: 'TargetGroupConfiguration', carries: hasTaggedTargetGroups },
  { group: 'gateway.k8s.aws', kind: 'ListenerRuleConfiguration', carries: (manifest) => hasEntries(at(manifest, 'spec', 'tags')) },
  { group: '', kind: 'Service', carries: annotatedWith('service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags') },
  { group: '', kind: 'Service', carries: annotatedWith('alb.ingress.kubernetes.io/tags') },
  { group: 'networking.k8s.io', kind: 'Ingress', carries: annotatedWith('alb.ingress.kubernetes.io/tags') },
  { group: 'networking.k8s.io', kind: 'Ingress', carries: annotatedWith('alb.ingress.kubernetes.io/frontend-nlb-tags') },
];

/** Whether Auto Mode would put tags of the user on something because of an object. A token counts as tags. */
export function carriesCustomTags(manifest: TaggableManifest): boolean {
  const [version, group = ''] = String(manifest.apiVersion).split('/').reverse();
  return version !== '' && CARRIERS.some((carrier) => carrier.group === group && carrier.kind === manifest.kind && carrier.carries(manifest));
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce((parent, key) => (typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[key] : undefined), value);
}

/** Lists as well as maps; a token in their place is text. */
function hasEntries(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined && value !== null;
}

function hasTaggedTargetGroups(manifest: TaggableManifest): boolean {
  const ofRoutes = at(manifest, 'spec', 'routeConfigurations');
  return hasEntries(at(manifest, 'spec', 'defaultConfiguration', 'tags'))
    || (Array.isArray(ofRoutes) && ofRoutes.some((configuration) => hasEntries(at(configuration, 'targetGroupProps', 'tags'))));
}

function hasTagParameter(manifest: TaggableManifest): boolean {
  const { parameters } = manifest;
  return typeof parameters === 'object' && parameters !== null ? Object.keys(parameters).some((key) => TAG_PARAMETER.test(key)) : hasEntries(parameters);
}

function annotatedWith(annotation: string): (manifest: TaggableManifest) => boolean {
  return (manifest) => ![undefined, null, ''].includes(at(manifest, 'metadata', 'annotations', annotation) as undefined);
}
