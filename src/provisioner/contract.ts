// What the constructs and the handler say to each other. Both sides import it, so it imports nothing.

/** Type of the custom resource in templates. Changing it would replace everybody's charts. */
export const RESOURCE_TYPE = 'Custom::EksAutoModeChart';

/** Environment variable of the handler: domain of the partition's endpoints, such as `amazonaws.com`. */
export const URL_SUFFIX_VARIABLE = 'URL_SUFFIX';

/** Environment variables of the handler: a proxy for requests that leave the VPC, and the hosts that are reached without it. */
export const PROXY_VARIABLE = 'HTTPS_PROXY';
export const NO_PROXY_VARIABLE = 'NO_PROXY';

/** Namespace of the ConfigMaps that stand for provisioned charts. */
export const PARENT_NAMESPACE = 'kube-system';

/** Name of the ConfigMap that stands for a provisioned chart. Changing it would orphan everybody's objects. */
export function parentNameOf(chartName: string): string {
  return `cdk-eks-auto-mode.${chartName}`;
}

/**
 * Physical id of a provisioned chart: with another cluster or another name CloudFormation deletes the old one after the
 * new one is there.
 */
export function physicalIdOf(properties: Pick<ChartProperties, 'ClusterName' | 'ParentNamespace' | 'ParentName'>): string {
  return `${properties.ClusterName}/${properties.ParentNamespace}/${properties.ParentName}`;
}

/** `Kind.group` as the ApplySet specification writes it; the core group has an empty name. */
export function groupKindOf({ group, kind }: { group: string; kind: string }): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** Kind of a manifest, `Kind.group`. */
export function groupKindOfManifest({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return groupKindOf({ ...parseApiVersion(apiVersion), kind });
}

export function parseApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? { group: '', version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** Annotation of an object with `true` or `false`: whether it is waited for, whatever the chart says. */
export const WAIT_ANNOTATION = 'cdk-eks-auto-mode/wait';

/** Annotation of an object with `retain`: it is let go, not removed. */
export const REMOVAL_POLICY_ANNOTATION = 'cdk-eks-auto-mode/removal-policy';
export const RETAIN = 'retain';

/** Annotation of an object with `true`: it is replaced where a field that changed cannot be changed. */
export const REPLACE_ANNOTATION = 'cdk-eks-auto-mode/replace';

/** Annotation of an object with `true`: fields of other managers are taken over. */
export const FORCE_ANNOTATION = 'cdk-eks-auto-mode/force';

/** Those of the annotations of an object that are this library's. */
export function ownAnnotations(annotations: { readonly [key: string]: string }): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith('cdk-eks-auto-mode/')));
}

/** `Kind namespace/name`, as people read it. */
export function objectNameOf({ kind, metadata }: { kind?: string; metadata?: { name?: string; namespace?: string } }): string {
  return `${kind} ${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}`;
}

/** Properties of the custom resource. CloudFormation turns every scalar in it into a string. */
export interface ChartProperties {
  readonly ClusterName: string;
  readonly ClusterEndpoint: string;
  /** PEM in base64. */
  readonly ClusterCertificateAuthority: string;
  readonly ParentNamespace: string;
  readonly ParentName: string;
  /** Where the chart document is. */
  readonly Bucket: string;
  readonly Key: string;
  /**
   * Values that only CloudFormation knows, each distinct one once, by their number. A map, since CloudFormation leaves out
   * what turns out to be `AWS::NoValue`: in a list the others would move up.
   */
  readonly Values?: { readonly [number: string]: unknown };
  /** Seconds after which the handler gives up. */
  readonly Timeout: string;
  /** Kinds whose objects are waited for, `Kind.group`, or `*` for all of them; nothing for NodeClasses and NodePools. */
  readonly WaitFor?: string[];
  /** `true`: fields of other managers are taken over. */
  readonly Force?: string;
  /** `true`: objects are replaced where a field that changed cannot be changed. */
  readonly Replace?: string;
  /** `retain`: objects are let go, not removed, when the chart goes. */
  readonly RemovalPolicy?: string;
  /** What is in the chart, with hashes of the contents: for the eyes of `cdk diff`, the handler ignores it. */
  readonly Objects: { readonly [object: string]: string };
}

/**
 * The asset: a chart as it is provisioned. A line of JSON says what it is, then a line of JSON is an object, so that it can be read
 * piece by piece: it may be bigger than what the handler wants to hold at a time.
 */
export interface ChartDocument {
  readonly header: DocumentHeader;
  readonly objects: ChartObject[];
}

/** The first line. */
export interface DocumentHeader {
  readonly version: 1;
  /** How many lines follow. */
  readonly objects: number;
  /** Values to read from the cluster. Here, and not in the properties, they take no room there. */
  readonly outputs?: WantedOutputs;
}

/** Values to read from the cluster, by the name of the attribute that CloudFormation gets them as. */
export interface WantedOutputs { readonly [attribute: string]: WantedOutput }

export interface WantedOutput {
  /** Index of the object in the chart. */
  readonly object: number;
  /** Place of the value in the object, see `parseFieldPath`. */
  readonly path: string;
}

/** One object of a chart, a line of the asset. */
export interface ChartObject {
  readonly manifest: Manifest;
  /** The objects that must be applied before. */
  readonly after?: readonly IndexRange[];
  /** Where values of the properties go. */
  readonly values?: ValuePlacement[];
}

/** Objects next to each other in a chart, from one index to another, both included. */
export type IndexRange = readonly [first: number, last: number];

/** A Kubernetes object. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
  readonly [field: string]: unknown;
}

/** A place in a manifest that a value of the properties fills. */
export interface ValuePlacement {
  readonly path: (string | number)[];
  /** Number in `Values`. A field whose value is missing there is left out. */
  readonly value: number;
  /** What the value was before CloudFormation turned it into strings. */
  readonly type: ValueType;
}

export type ValueType = 'string' | 'number' | 'boolean' | 'list';

/** What an event of the custom resource brings. */
export interface ChartEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: ChartProperties;
  /** Of an Update: what was there before, or what is rolled back. */
  readonly OldResourceProperties?: Partial<ChartProperties>;
  /** Set by the answer to the event, so that it is there whenever completion is asked for. */
  readonly StartedAt?: string;
}

const STEP = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']+)'\]/y;

/**
 * The steps of a path to a field, such as `status.loadBalancer.ingress[0].hostname` or
 * `metadata.annotations['example.com/name']`; nothing, if it is none.
 */
export function parseFieldPath(path: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) { return undefined; }
    steps.push(match[2] === undefined ? match[1] ?? match[3] : Number(match[2]));
  }
  return steps.length > 0 ? steps : undefined;
}
