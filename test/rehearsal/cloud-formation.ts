import { randomUUID } from 'crypto';
import { AwsEndpoints } from './aws-endpoints';
import { DeploymentFailed, DeployOptions, ResourceEvent } from './deployment';
import { Functions } from './functions';
import { isMet, resolve, Scope } from './intrinsics';
import { CREDENTIALS, PlayedCluster } from './played-cluster';
import { play, PlayedResource } from './played-resource';
import { asStrings, creationOrder, isCustom, isRetained, Stack, stackIdOf } from './stack';
import { publishedFile, Synthesis, SynthesizedStack, TemplateResource } from './synthesis';
import { RESOURCE_TYPE, URL_SUFFIX_VARIABLE } from '../../src/provisioner/contract';
import { StandInControllersOptions } from '../control-plane/controllers';
import { Kubectl } from '../control-plane/kubectl';

export interface CloudFormationProps {
  readonly onEvent: (event: ResourceEvent) => void;
  readonly onLog?: (line: string) => void;
  /** Told when a deployment has failed and its rollback begins. */
  readonly onRollback?: (reason: string) => void;
  /** Asked before a cluster goes, when all custom resources are gone. */
  readonly onClusterDeletion?: (cluster: PlayedCluster) => Promise<void>;
  readonly controllers?: StandInControllersOptions;
  /** How much faster than in AWS the time between questions for completion passes. */
  readonly speed?: number;
}

/** Plays CloudFormation: resources of AWS are taken as created, custom resources are really called. */
export class CloudFormation {
  public static async start(props: CloudFormationProps): Promise<CloudFormation> {
    const cloudFormation: CloudFormation = new CloudFormation(props, await AwsEndpoints.start({
      accessKeyId: CREDENTIALS.accessKeyId,
      file: (key) => publishedFile(cloudFormation.published, key),
      clusterStatus: (name) => cloudFormation.clusters.has(name) ? 'ACTIVE' : undefined,
    }));
    return cloudFormation;
  }

  public readonly clusters = new Map<string, PlayedCluster>();
  private readonly stacks = new Map<string, Stack>();
  private readonly functions = new Map<string, Functions>();
  /** Assets stay in their bucket when a later version of the app is published. */
  private readonly published: Synthesis[] = [];
  private chartTimeout?: number;

  private constructor(private readonly props: CloudFormationProps, private readonly endpoints: AwsEndpoints) {}

  /** Outputs of all stacks, by stack and id. */
  public get outputs(): { readonly [id: string]: unknown } {
    return Object.fromEntries([...this.stacks.values()].flatMap((stack) => Object.entries(stack.definition.template.Outputs ?? {})
      .map(([id, { Value }]) => [`${stack.definition.name}.${id}`, resolve(Value, this.scopeOf(stack))])));
  }

  /** Creates or updates all stacks of an app. A stack that fails is rolled back, those before it stay, as with the CDK's command line. */
  public async deploy(synthesis: Synthesis, options: DeployOptions = {}): Promise<void> {
    this.published.unshift(synthesis);
    this.chartTimeout = options.chartTimeout;
    const hasCharts = ({ template }: SynthesizedStack) => Object.values(template.Resources).some(({ Type }) => Type === RESOURCE_TYPE);
    const failing = [...synthesis.stacks].reverse().find(hasCharts);
    for (const definition of synthesis.stacks) {
      const before = this.stacks.get(definition.name);
      const stack: Stack = { definition, id: before?.id ?? stackIdOf(definition), resources: before?.resources ?? new Map() };
      this.stacks.set(definition.name, stack);
      try {
        await this.deployStack(stack, before, definition === failing ? options.failure : undefined);
      } catch (error) {
        if (before) { this.stacks.set(definition.name, before); } else if (stack.resources.size === 0) { this.stacks.delete(definition.name); }
        throw error;
      }
    }
    const gone = [...this.stacks.values()].filter(({ definition }) => !synthesis.stacks.some(({ name }) => name === definition.name));
    for (const stack of gone.reverse()) { await this.deleteStack(stack); }
  }

  /** Deletes all stacks. */
  public async destroy({ chartTimeout }: Pick<DeployOptions, 'chartTimeout'> = {}): Promise<void> {
    this.chartTimeout = chartTimeout;
    for (const stack of [...this.stacks.values()].reverse()) { await this.deleteStack(stack); }
  }

  public async stop(): Promise<void> {
    this.functions.forEach((functions) => functions.stop());
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.stop()));
    this.endpoints.stop();
  }

  private async deployStack(stack: Stack, former: Stack | undefined, failure?: string): Promise<void> {
    const reverts: (() => Promise<void>)[] = [];
    const deletions: (() => Promise<void>)[] = [];
    const cleanUp: (() => Promise<void>)[] = [];
    try {
      await this.applyTemplate(stack, { reverts, deletions, cleanUp });
      if (failure) { throw new DeploymentFailed(failure); }
    } catch (error) {
      this.props.onRollback?.((error as Error).message);
      // What was updated goes back first, as with any update; what is new goes at the end.
      await this.finish(function* () { yield* reverts; yield* deletions.reverse(); }(), `the rollback failed, after ${(error as Error).message}`);
      throw error;
    }
    const removed = [...stack.resources.keys()].filter((logicalId) => !(logicalId in stack.definition.template.Resources));
    cleanUp.push(...removed.reverse().map((logicalId) => () => this.remove({ ...stack, definition: former!.definition }, logicalId)));
    await this.finish(cleanUp, 'the deployment went well, but not everything could be cleaned up');
  }

  /** Creates and updates, and notes what undoes that, and what is left to do when all of it went well. */
  private async applyTemplate(stack: Stack, { reverts, deletions, cleanUp }: Record<'reverts' | 'deletions' | 'cleanUp', (() => Promise<void>)[]>)
    : Promise<void> {

    const { template } = stack.definition;
    const scope = this.scopeOf(stack);
    for (const logicalId of creationOrder(template)) {
      const resource = template.Resources[logicalId];
      if (resource.Condition && !isMet(resource.Condition, scope)) { continue; }
      const properties = resolve(resource.Properties ?? {}, scope);
      const before = stack.resources.get(logicalId);
      if (!before) {
        deletions.push(() => this.remove(stack, logicalId));
        await this.create(stack, logicalId, resource, properties);
      } else if (JSON.stringify(before.properties) !== JSON.stringify(properties)) {
        reverts.push(async () => {
          const replacement = stack.resources.get(logicalId)!;
          await this.update(stack, logicalId, resource, before.properties);
          if (isCustom(resource.Type) && replacement.physicalId !== before.physicalId) {
            deletions.push(() => this.call(stack, logicalId, resource, 'Delete', replacement));
          }
        });
        await this.update(stack, logicalId, resource, properties);
        const after = stack.resources.get(logicalId)!;
        if (isCustom(resource.Type) && after.physicalId !== before.physicalId) {
          cleanUp.push(() => this.call(stack, logicalId, resource, 'Delete', before));
        }
      }
    }
  }

  /** Takes all the steps, whatever becomes of each. */
  private async finish(steps: Iterable<() => Promise<void>>, failure: string): Promise<void> {
    const reasons: string[] = [];
    for (const step of steps) {
      await step().catch((error: Error) => { reasons.push(error.message); });
    }
    if (reasons.length > 0) { throw new DeploymentFailed(`${failure}: ${reasons.join('; ')}`, true); }
  }

  private async deleteStack(stack: Stack): Promise<void> {
    for (const logicalId of [...stack.resources.keys()].reverse()) { await this.remove(stack, logicalId); }
    this.stacks.delete(stack.definition.name);
  }

  private async remove(stack: Stack, logicalId: string): Promise<void> {
    const played = stack.resources.get(logicalId);
    if (!played) { return; }
    if (!isRetained(stack, logicalId)) { return this.delete(stack, logicalId); }
    stack.resources.delete(logicalId);
    const resource = { Type: played.type, Metadata: stack.definition.template.Resources[logicalId]?.Metadata };
    if (isCustom(played.type)) { this.props.onEvent({ ...this.eventOf(stack, logicalId, resource), action: 'retain', milliseconds: 0 }); }
  }

  private async create(stack: Stack, logicalId: string, resource: TemplateResource, properties: PlayedResource['properties']): Promise<void> {
    const { name, region, account } = stack.definition;
    const played = play(resource.Type, properties, { stack: name, logicalId, region, account });
    if (isCustom(resource.Type)) {
      await this.call(stack, logicalId, resource, 'Create', played);
    } else if (resource.Type === 'AWS::EKS::Cluster') {
      const start = Date.now();
      const clusterName = properties.Name ?? played.physicalId;
      const cluster = await PlayedCluster.start(clusterName, region, this.props.controllers);
      this.clusters.set(clusterName, cluster);
      stack.resources.set(logicalId, {
        ...played, physicalId: clusterName, attributes: { ...played.attributes, ...cluster.attributes, ClusterSecurityGroupId: `sg-${clusterName.length}c105734` },
      });
      this.props.onEvent({ ...this.eventOf(stack, logicalId, resource), action: 'create', milliseconds: Date.now() - start });
    } else {
      stack.resources.set(logicalId, played);
      this.playAccess();
    }
  }

  private async update(stack: Stack, logicalId: string, resource: TemplateResource, properties: PlayedResource['properties']): Promise<void> {
    const before = stack.resources.get(logicalId)!;
    if (isCustom(resource.Type)) {
      await this.call(stack, logicalId, resource, 'Update', { ...before, properties }, before);
    } else {
      stack.resources.set(logicalId, { ...before, properties });
      this.playAccess();
    }
  }

  private async delete(stack: Stack, logicalId: string): Promise<void> {
    const played = stack.resources.get(logicalId);
    if (!played) { return; }
    const resource = { Type: played.type, Metadata: stack.definition.template.Resources[logicalId]?.Metadata };
    if (isCustom(played.type)) {
      await this.call(stack, logicalId, resource, 'Delete', played);
    } else if (played.type === 'AWS::EKS::Cluster') {
      const cluster = this.clusters.get(played.physicalId)!;
      await this.props.onClusterDeletion?.(cluster);
      this.clusters.delete(played.physicalId);
      await cluster.stop();
      this.props.onEvent({ ...this.eventOf(stack, logicalId, resource), action: 'delete', milliseconds: 0 });
    }
    stack.resources.delete(logicalId);
    this.playAccess();
  }

  /** The handler is let in where an access entry makes its role an administrator. */
  private playAccess(): void {
    const resources = this.allResources();
    const roles = resources.filter(({ type, properties }) => type === 'AWS::Lambda::Function' && properties.Environment?.Variables?.[URL_SUFFIX_VARIABLE])
      .map(({ properties }) => properties.Role);
    for (const [name, cluster] of this.clusters) {
      const isIn = resources.some(({ type, properties }) => type === 'AWS::EKS::AccessEntry' && properties.ClusterName === name
        && roles.includes(properties.PrincipalArn)
        && properties.AccessPolicies?.some(({ PolicyArn }: { PolicyArn: string }) => PolicyArn.endsWith('/AmazonEKSClusterAdminPolicy')));
      if (isIn) { cluster.letIn(); } else { cluster.shutOut(); }
    }
  }

  private async call(stack: Stack, logicalId: string, resource: TemplateResource, requestType: 'Create' | 'Update' | 'Delete',
    played: PlayedResource, before?: PlayedResource): Promise<void> {

    const start = Date.now();
    const { ServiceToken } = played.properties;
    const response = await this.functionsOf(stack).send(ServiceToken, {
      RequestType: requestType,
      RequestId: randomUUID(),
      StackId: stack.id,
      LogicalResourceId: logicalId,
      ResourceType: resource.Type,
      ...requestType !== 'Create' && { PhysicalResourceId: (before ?? played).physicalId },
      ResourceProperties: asStrings({
        ...played.properties, ...resource.Type === RESOURCE_TYPE && this.chartTimeout !== undefined && { Timeout: this.chartTimeout },
      }),
      ...before && { OldResourceProperties: asStrings(before.properties) },
    }, this.allResources(), this.published);

    const failure = response?.Status === 'FAILED' ? response.Reason : undefined;
    this.props.onEvent({
      ...this.eventOf(stack, logicalId, resource),
      action: requestType.toLowerCase() as ResourceEvent['action'],
      milliseconds: Date.now() - start,
      failure,
      note: response ? undefined : 'a function of the CDK itself: taken as done',
    });
    if (requestType !== 'Delete') {
      const physicalId = response?.PhysicalResourceId ?? played.physicalId;
      // CloudFormation keeps the physical id of a failed creation too: the Delete that follows carries it.
      if (!failure || requestType === 'Create') { stack.resources.set(logicalId, { ...played, physicalId, attributes: response?.Data ?? {} }); }
      if (failure && requestType === 'Update') { stack.resources.set(logicalId, { ...before!, physicalId }); }
    }
    if (failure) { throw new DeploymentFailed(failure); }
  }

  private functionsOf({ definition: { region } }: Stack): Functions {
    const functions = this.functions.get(region) ?? new Functions({
      region,
      speed: this.props.speed ?? 10,
      onLog: this.props.onLog,
      kubectlFor: (clusterName) => new Kubectl(this.clusters.get(clusterName)!.controlPlane),
    }, this.endpoints);
    this.functions.set(region, functions);
    return functions;
  }

  private allResources(): PlayedResource[] {
    return [...this.stacks.values()].flatMap(({ resources }) => [...resources.values()]);
  }

  private eventOf(stack: Stack, logicalId: string, { Type, Metadata }: TemplateResource)
    : Pick<ResourceEvent, 'stack' | 'logicalId' | 'path' | 'type'> {

    const { name } = stack.definition;
    return { stack: name, logicalId, type: Type, path: String(Metadata?.['aws:cdk:path'] ?? `${name}/${logicalId}`) };
  }

  private scopeOf(stack: Stack): Scope {
    const { name, region, account, template } = stack.definition;
    const resourceOf = (logicalId: string) => {
      const resource = stack.resources.get(logicalId);
      if (!resource) { throw new Error(`${name}: ${logicalId} is needed before it exists`); }
      return resource;
    };
    return {
      template,
      pseudoParameters: {
        'AWS::Region': region, 'AWS::AccountId': account, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': name, 'AWS::StackId': stack.id,
      },
      ref: (logicalId) => resourceOf(logicalId).physicalId,
      attribute: (logicalId, attribute) => {
        const { attributes, physicalId } = resourceOf(logicalId);
        return attribute in attributes ? attributes[attribute] : `${physicalId}.${attribute}`;
      },
      importValue: (exportName) => this.exportedValue(exportName),
    };
  }

  private exportedValue(exportName: string): unknown {
    for (const stack of this.stacks.values()) {
      const scope = this.scopeOf(stack);
      const outputs = Object.values(stack.definition.template.Outputs ?? {});
      const output = outputs.find(({ Export }) => Export && resolve(Export.Name, scope) === exportName);
      if (output) { return resolve(output.Value, scope); }
    }
    throw new Error(`no stack exports ${exportName}`);
  }
}
