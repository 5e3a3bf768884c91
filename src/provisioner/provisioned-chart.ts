import { createHash } from 'crypto';
import * as fs from 'fs';
import { join } from 'path';
import { Annotations, AspectPriority, Aspects, CustomResource, Duration, FileSystem, IAspect, Lazy, RemovalPolicy, Stack, Stage, Token } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { compareAwaitedKinds } from './awaited-kinds';
import { ChartManifest } from './chart-manifest';
import { ChartValues } from './chart-values';
import { ChartProperties, PARENT_NAMESPACE, parentNameOf, RESOURCE_TYPE, RETAIN } from './contract';
import { summarize } from './object-summary';
import type { IProvisioningTarget, Provisioner } from './provisioner';
import { ProvisioningOptions } from './provisioning-options';
import { fail } from '../private/errors';

/** What a custom resource may carry: the framework holds several copies of it, and fails badly beyond some 15 KB. */
const PROPERTIES_LENGTH = 6 * 1024;
const WARNING_LENGTH = 12 * 1024;
const MAXIMUM_VALUES_LENGTH = 100 * 1024;
/** Length that CloudFormation gives to the token of the certificate authority, and some for ARNs and names. */
const CERTIFICATE_LENGTH = 2 * 1024;
const MINIMUM_TIMEOUT = Duration.minutes(1);
/** CloudFormation gives up after an hour; the handler has to come before. */
const MAXIMUM_TIMEOUT = Duration.minutes(50);
/** With our prefix it names a ConfigMap. */
const MAXIMUM_CHART_NAME = 200;
const PROVISIONED_CHART = Symbol.for('cdk-eks-auto-mode.ProvisionedChart');
/** After aspects that change the tree, before those that only read it. */
const RENDERING_PRIORITY = (AspectPriority.DEFAULT + AspectPriority.READONLY) / 2;

/** All that there are; those of no value are left out of the template. */
const PROPERTIES: { readonly [name in keyof Required<ChartProperties>]: true } = {
  ClusterName: true,
  ClusterEndpoint: true,
  ClusterCertificateAuthority: true,
  ParentNamespace: true,
  ParentName: true,
  Bucket: true,
  Key: true,
  Values: true,
  Timeout: true,
  WaitFor: true,
  Force: true,
  Replace: true,
  RemovalPolicy: true,
  Objects: true,
};

/**
 * Properties of `ProvisionedChart`.
 */
export interface ProvisionedChartProps extends ProvisioningOptions {
  /**
   * Cluster that the chart goes to. It may be in another stack.
   */
  readonly cluster: IProvisioningTarget;

  /**
   * The chart, in a cdk8s app of its own. Objects may be added to it until synthesis. Its path in the cdk8s app is its name in the
   * cluster, where charts must have different names.
   */
  readonly chart: Chart;
}

/**
 * A cdk8s chart that is applied to a cluster at deployment: one custom resource, however many objects.
 *
 * Tokens of the CDK may stand for any value in it, also those of other stacks. Objects that are removed from the chart
 * are removed from the cluster. The rules of Auto Mode are checked at synthesis.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/3659-kubectl-apply-prune
 */
export class ProvisionedChart extends Construct {
  /**
   * Whether a construct is a provisioned chart, of this copy of the library or of another.
   *
   * @internal
   */
  public static _isProvisionedChart(this: void, construct: IConstruct): construct is ProvisionedChart {
    return PROVISIONED_CHART in construct;
  }

  /** Name of the chart in the cluster. */
  public readonly chartName: string;
  /** The chart. */
  public readonly chart: Chart;

  private readonly provisioner: Provisioner;
  private readonly timeout: Duration;
  private readonly values = new ChartValues(this);
  private rendered?: ChartManifest;
  private readonly resource: CustomResource;
  private properties?: ChartProperties;
  private readonly problems: string[] = [];

  constructor(scope: Construct, id: string, private readonly props: ProvisionedChartProps) {
    super(scope, id);
    Object.defineProperty(this, PROVISIONED_CHART, { value: true });
    this.chart = props.chart;
    this.chartName = nameOf(props.chart, this);
    this.timeout = props.timeout ?? Duration.minutes(30);
    const seconds = this.timeout.isUnresolved() ? NaN : this.timeout.toSeconds();
    if (!(seconds >= MINIMUM_TIMEOUT.toSeconds() && seconds <= MAXIMUM_TIMEOUT.toSeconds())) {
      fail('ProvisioningTimeout', `timeout must be ${MINIMUM_TIMEOUT.toHumanString()} to ${MAXIMUM_TIMEOUT.toHumanString()}, `
        + `got ${this.timeout.isUnresolved() ? 'a token' : this.timeout.toHumanString()}: write for example Duration.minutes(30)`, this);
    }
    if (props.removalPolicy !== undefined && ![RemovalPolicy.DESTROY, RemovalPolicy.RETAIN].includes(props.removalPolicy)) {
      fail('ProvisioningRemovalPolicy', `removalPolicy must be DESTROY or RETAIN, as a creation that fails never leaves what it made, got ${props.removalPolicy}: write RemovalPolicy.RETAIN to keep the objects`, this);
    }
    this.provisioner = props.cluster.provisioner;
    this.checkEnvironment();
    this.provisioner._charts.register(this);
    this.resource = new CustomResource(this, 'Resource', {
      serviceToken: this.provisioner.serviceToken,
      resourceType: RESOURCE_TYPE,
      // Now, so that values of it can be asked for; what they are is known when the chart is rendered.
      properties: Object.fromEntries((Object.keys(PROPERTIES) as (keyof ChartProperties)[])
        .map((name) => [name, Lazy.any({ produce: () => this.properties?.[name] })])),
    });

    // As late as possible, so that what is added after this is included; not in a Lazy, where nothing may be created.
    const aspect: IAspect = { visit: (node: IConstruct) => { if (node === this) { this.render(); } } };
    Aspects.of(this).add(aspect, { priority: RENDERING_PRIORITY });
    this.node.addValidation({ validate: () => this.validate() });
  }

  /**
   * A value that an object has in the cluster, for constructs of the CDK: such as the host name of a load balancer for a record of
   * Route 53. The deployment waits until it is there, for as long as `timeout` says. Another chart can use it as well, not this one.
   *
   * @param object An object of the chart, of cdk8s or cdk8s-plus. Not a Secret: values show in CloudFormation.
   * @param path Place of a text, number or boolean in the object, such as `status.loadBalancer.ingress[0].hostname` or
   * `metadata.annotations['example.com/name']`. All values of a chart may have 2 KB together.
   */
  public getValue(object: IConstruct, path: string): string {
    return this.resource.getAttString(this.values.add(object, path));
  }

  /**
   * What is provisioned, or would be at this moment.
   *
   * @internal
   */
  public get _manifest(): ChartManifest {
    return this.rendered ?? new ChartManifest(this, this.chart);
  }

  /** Neither can CloudFormation call a function elsewhere, nor read the function charts of another account. */
  private checkEnvironment(): void {
    const [here, there] = [Stack.of(this), Stack.of(this.provisioner)];
    const differences = (['region', 'account'] as const).filter((name) => !Token.isUnresolved(here[name]) && !Token.isUnresolved(there[name]) && here[name] !== there[name]);
    if (differences.length > 0) {
      fail('ChartEnvironment', `stack of a chart must be in the ${differences.join(' and ')} of the cluster's stack ${there.stackName}, `
        + `got ${differences.map((name) => `${here[name]} and ${there[name]}`).join(', ')}: provision the chart in a stack with the same env`, this);
    }
  }

  private render(): void {
    if (this.rendered) { return; }
    const manifest = this.rendered = new ChartManifest(this, this.chart);
    if (manifest.problems.length > 0) { return; } // the validation reports them

    this.compareOptions(manifest);
    const asset = this.publish(manifest);
    this.provisioner._allowRead(asset.bucket);
    this.writeForPeople(manifest);

    this.properties = this.propertiesOf(manifest, asset);
    this.resource.node.addDependency(this.provisioner.ready, ...this.provisioner._charts.preceding(this));
  }

  /** Finds what the options leave undone, though nothing would fail, or not before the deployment. */
  private compareOptions({ document }: ChartManifest): void {
    const manifests = document.objects.map(({ manifest }) => manifest);
    const { problems, absent } = compareAwaitedKinds(this.props.waitFor?._namedKinds ?? [], manifests);
    this.problems.push(...problems);
    if (absent.length > 0) {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:wait-for-kinds',
        `waitFor names ${absent.join(' and ')}, of which chart ${this.chartName} has no object: nothing is waited for there`);
    }
    const refused = this.provisioner._outOfReach(manifests);
    if (refused.length > 0) {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:provisioner-rights',
        `chart ${this.chartName} has objects of the kinds ${refused.join(' and ')}, which the function may not change by its access policies: write kubernetesGroups with a group `
        + 'that a ClusterRole lets change them, or AccessPolicy.CLUSTER_ADMIN');
    }
  }

  private publish(manifest: ChartManifest): Asset {
    const folder = FileSystem.mkdtemp('chart');
    const file = join(folder, `${this.chartName}.jsonl`);
    const content = manifest.toText(this.values.render(manifest.judged.map(({ construct }) => construct), this.problems));
    fs.writeFileSync(file, content);
    // The CDK would remember the hash of each new file on disk, and forget those of other assets for it.
    const asset = new Asset(this, 'Manifest', { path: file, assetHash: createHash('sha256').update(content).digest('hex') });
    // Without staging the assembly refers to the file itself.
    if (!this.node.tryGetContext(cxapi.DISABLE_ASSET_STAGING_CONTEXT)) { fs.rmSync(folder, { recursive: true }); }
    return asset;
  }

  private propertiesOf(manifest: ChartManifest, asset: Asset): ChartProperties {
    const { cluster } = this.provisioner;
    const fixed = {
      ClusterName: cluster.clusterName,
      ClusterEndpoint: cluster.clusterEndpoint,
      ClusterCertificateAuthority: cluster.clusterCertificateAuthorityData,
      ParentNamespace: PARENT_NAMESPACE,
      ParentName: parentNameOf(this.chartName),
      Bucket: asset.s3BucketName,
      Key: asset.s3ObjectKey,
      ...manifest.tokens.length > 0 && { Values: { ...manifest.tokens } },
      Timeout: String(this.timeout.toSeconds()),
      ...this.optionsOf(),
    };
    const length = this.lengthOf(fixed) + CERTIFICATE_LENGTH;
    const valuesLength = this.lengthOf(manifest.tokens);
    if (valuesLength > MAXIMUM_VALUES_LENGTH) {
      this.problems.push(`values of CloudFormation in a chart must be at most 100 KB, got ${valuesLength} bytes: split the chart`);
    }
    if (length > WARNING_LENGTH) {
      Annotations.of(this).addWarningV2('cdk-eks-auto-mode:chart-properties',
        `the chart needs about ${Math.round(length / 1024)} KB of properties, over 12 KB errors of a deployment may get lost: split the chart`);
    }
    return { ...fixed, Objects: summarize(manifest.summarized, PROPERTIES_LENGTH - length) };
  }

  private optionsOf(): Partial<ChartProperties> {
    const { waitFor, forceConflicts, replaceImmutable, removalPolicy } = this.props;
    return {
      ...waitFor && { WaitFor: waitFor._groupKinds },
      ...forceConflicts && { Force: 'true' },
      ...replaceImmutable && { Replace: 'true' },
      ...removalPolicy === RemovalPolicy.RETAIN && { RemovalPolicy: RETAIN },
    };
  }

  private lengthOf(value: unknown): number {
    return Buffer.byteLength(JSON.stringify(Stack.of(this).resolve(value)));
  }

  /** The readable form, beside the template in the cloud assembly. */
  private writeForPeople(manifest: ChartManifest): void {
    const stage = Stage.of(this);
    if (stage) {
      fs.writeFileSync(join(stage.outdir, `${this.node.path.replace(/[^\w.-]+/g, '-')}.k8s.json`), manifest.toReadableText());
    }
  }

  private validate(): string[] {
    const manifest = this._manifest;
    const late = this.rendered ? this.rendered.differencesTo(new ChartManifest(this, this.chart)) : [];
    return [
      ...manifest.problems,
      ...this.problems,
      ...late.map((object) => `chart ${this.chartName} must not change after it was rendered, got a change of ${object}: `
        + 'change it before synthesis, or in an aspect that visits a construct before this one'),
    ];
  }
}

function nameOf(chart: Chart, scope: IConstruct): string {
  if (!(chart.node.root instanceof App)) {
    fail('ChartWithoutApp', 'chart must be in a cdk8s app of its own, got one in a tree of the CDK: write new Chart(new cdk8s.App(), id)', scope);
  }
  const name = chart.node.path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (name === '' || name.length > MAXIMUM_CHART_NAME) {
    fail('ChartName', `path of a chart must have 1 to ${MAXIMUM_CHART_NAME} letters and digits, got "${chart.node.path}": give the chart another id`, scope);
  }
  return name;
}
