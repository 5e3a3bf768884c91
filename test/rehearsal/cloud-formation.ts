import { createHash, randomUUID } from 'crypto';
import { AwsEndpoints } from './aws-endpoints';
import { Functions } from './functions';
import { isMet, referencedIds, resolve, Scope } from './intrinsics';
import { CREDENTIALS, PlayedCluster } from './played-cluster';
import { play, PlayedResource } from './played-resource';
import { publishedFile, Synthesis, SynthesizedStack, Template, TemplateResource } from './synthesis';
import { StandInControllersOptions } from '../control-plane/controllers';

/** Something that happened to a resource. */
export interface ResourceEvent {
  readonly stack: string;
  readonly logicalId: string;
  /** Path of the construct, where the template says it. */
  readonly path: string;
  readonly type: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly milliseconds: number;
  /** Why it failed, as CloudFormation would show it. */
  readonly failure?: string;
  /** Set where nothing ran. */
  readonly note?: string;
}

export interface CloudFormationProps {
  readonly onEvent: (event: ResourceEvent) => void;
  readonly onLog?: (line: string) => void;
  /** Asked before a cluster goes, when all custom resources are gone. */
  readonly onClusterDeletion?: (cluster: PlayedCluster) => Promise<void>;
  readonly controllers?: StandInControllersOptions;
  /** How much faster than in AWS the time between questions for completion passes. */
  readonly speed?: number;
}

/** A deployment that failed and was rolled back; the message is the reason. */
export class DeploymentFailed extends Error {}

interface Stack {
  readonly id: string;
  readonly definition: SynthesizedStack;
  /** In the order of creation. */
  readonly resources: Map<string, PlayedResource>;
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

  private constructor(private readonly props: CloudFormationProps, private readonly endpoints: AwsEndpoints) {}

  /** Outputs of all stacks, by stack and id. */
  public get outputs(): { readonly [id: string]: unknown } {
    return Object.fromEntries([...this.stacks.values()].flatMap((stack) => Object.entries(stack.definition.template.Outputs ?? {})
      .map(([id, { Value }]) => [`${stack.definition.name}.${id}`, resolve(Value, this.scopeOf(stack))])));
  }

  /** Creates or updates all stacks of an app. */
  public async deploy(synthesis: Synthesis): Promise<void> {
    this.published.unshift(synthesis);
    for (const definition of synthesis.stacks) {
      const stack: Stack = {
        definition,
        id: this.stacks.get(definition.name)?.id ?? stackIdOf(definition),
        resources: this.stacks.get(definition.name)?.resources ?? new Map(),
      };
      this.stacks.set(definition.name, stack);
      await this.deployStack(stack);
    }
    const gone = [...this.stacks.values()].filter(({ definition }) => !synthesis.stacks.some(({ name }) => name === definition.name));
    for (const stack of gone.reverse()) { await this.deleteStack(stack); }
  }

  /** Deletes all stacks. */
  public async destroy(): Promise<void> {
    for (const stack of [...this.stacks.values()].reverse()) { await this.deleteStack(stack); }
  }

  public async stop(): Promise<void> {
    this.functions.forEach((functions) => functions.stop());
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.stop()));
    this.endpoints.stop();
  }

  private async deployStack(stack: Stack): Promise<void> {
    const { template } = stack.definition;
    const undo: (() => Promise<void>)[] = [];
    const cleanUp: (() => Promise<void>)[] = [];
    const scope = this.scopeOf(stack);
    try {
      for (const logicalId of creationOrder(template)) {
        const resource = template.Resources[logicalId];
        if (resource.Condition && !isMet(resource.Condition, scope)) { continue; }
        const properties = resolve(resource.Properties ?? {}, scope);
        const before = stack.resources.get(logicalId);
        if (!before) {
          undo.push(() => this.delete(stack, logicalId));
          await this.create(stack, logicalId, resource, properties);
        } else if (JSON.stringify(before.properties) !== JSON.stringify(properties)) {
          undo.push(async () => {
            const replacement = stack.resources.get(logicalId)!;
            await this.update(stack, logicalId, resource, before.properties);
            if (isCustom(resource.Type) && replacement.physicalId !== before.physicalId) {
              await this.call(stack, logicalId, resource, 'Delete', replacement);
            }
          });
          await this.update(stack, logicalId, resource, properties);
          const after = stack.resources.get(logicalId)!;
          if (isCustom(resource.Type) && after.physicalId !== before.physicalId) {
            cleanUp.push(() => this.call(stack, logicalId, resource, 'Delete', before));
          }
        }
      }
      const removed = [...stack.resources.keys()].filter((logicalId) => !(logicalId in template.Resources));
      cleanUp.push(...removed.reverse().map((logicalId) => () => this.delete(stack, logicalId)));
      for (const step of cleanUp) { await step(); }
    } catch (error) {
      for (const step of undo.reverse()) { await step(); }
      throw error;
    }
  }

  private async deleteStack(stack: Stack): Promise<void> {
    for (const logicalId of [...stack.resources.keys()].reverse()) { await this.delete(stack, logicalId); }
    this.stacks.delete(stack.definition.name);
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
      this.playAccess(played, (cluster) => cluster.letIn());
    }
  }

  private async update(stack: Stack, logicalId: string, resource: TemplateResource, properties: PlayedResource['properties']): Promise<void> {
    const before = stack.resources.get(logicalId)!;
    if (isCustom(resource.Type)) {
      await this.call(stack, logicalId, resource, 'Update', { ...before, properties }, before);
    } else {
      stack.resources.set(logicalId, { ...before, properties });
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
    } else {
      this.playAccess(played, (cluster) => cluster.shutOut());
    }
    stack.resources.delete(logicalId);
  }

  /** An access entry of the function's role opens the cluster for it. */
  private playAccess({ type, properties }: PlayedResource, change: (cluster: PlayedCluster) => void): void {
    const isAdministrator = type === 'AWS::EKS::AccessEntry'
      && properties.AccessPolicies?.some(({ PolicyArn }: { PolicyArn: string }) => PolicyArn.endsWith('/AmazonEKSClusterAdminPolicy'));
    const roles = this.allResources().filter((resource) => resource.type === 'AWS::Lambda::Function').map((resource) => resource.properties.Role);
    if (isAdministrator && (roles.includes(properties.PrincipalArn) || roles.length === 0)) {
      const cluster = this.clusters.get(properties.ClusterName);
      if (cluster) { change(cluster); }
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
      ResourceProperties: asStrings(played.properties),
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
    const functions = this.functions.get(region) ?? new Functions({ region, speed: this.props.speed ?? 10, onLog: this.props.onLog }, this.endpoints);
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

/** Resources so that each comes after those that it refers to or depends on. */
function creationOrder(template: Template): string[] {
  const order = new Set<string>();
  const visit = (logicalId: string) => {
    if (order.has(logicalId)) { return; }
    const { Properties, DependsOn } = template.Resources[logicalId];
    [...referencedIds(Properties, template), ...[DependsOn ?? []].flat()].forEach(visit);
    order.add(logicalId);
  };
  Object.keys(template.Resources).forEach(visit);
  return [...order];
}

function stackIdOf({ name, region, account }: SynthesizedStack): string {
  const id = createHash('sha256').update(name).digest('hex');
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20, 32)}`;
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** CloudFormation hands every scalar over as a string. */
function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(asStrings); }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asStrings(item)]));
  }
  return String(value);
}
