import { AwsEndpoints } from './aws-endpoints';
import { FunctionProcess, InvocationResult } from './function-process';
import { playKubectlHandler } from './kubectl-handler';
import { CREDENTIALS } from './played-cluster';
import { PlayedResource } from './played-resource';
import { CloudFormationResponse, ProviderFramework } from './provider-framework';
import { publishedFile, Synthesis } from './synthesis';
import { Kubectl } from '../control-plane/kubectl';

export interface FunctionsProps {
  readonly region: string;
  /** How much faster than in AWS the time between questions for completion passes. */
  readonly speed: number;
  readonly onLog?: (line: string) => void;
  readonly kubectlFor: (clusterName: string) => Kubectl;
}

/** The Lambda functions of the app, as far as custom resources call them. */
export class Functions {
  private readonly processes = new Map<string, { readonly resource: PlayedResource; readonly process: FunctionProcess }>();

  constructor(private readonly props: FunctionsProps, private readonly endpoints: AwsEndpoints) {}

  /**
   * Sends an event of a custom resource to its service token.
   *
   * @returns Nothing, if the function is one of the CDK's own, which have nothing to do here.
   */
  public async send(serviceToken: string, event: object, resources: readonly PlayedResource[], published: readonly Synthesis[])
    : Promise<CloudFormationResponse | undefined> {

    const provider = functionOf(serviceToken, resources);
    if (!String(provider.properties.Handler).startsWith('framework.')) { return undefined; }
    const environment = provider.properties.Environment.Variables;
    const framework = new ProviderFramework({
      code: codeOf(provider, published),
      environment,
      invoke: (arn, payload) => this.invoke(functionOf(arn, resources), payload, published),
      retries: retriesOf(environment.WAITER_STATE_MACHINE_ARN, resources),
      speed: this.props.speed,
    });
    return framework.send(event);
  }

  public stop(): void {
    for (const { process } of this.processes.values()) { process.stop(); }
    this.processes.clear();
  }

  private async invoke(resource: PlayedResource, event: unknown, published: readonly Synthesis[]): Promise<InvocationResult> {
    if (String(resource.properties.Runtime).startsWith('python')) { return playKubectlHandler(event, this.props.kubectlFor); }
    const known = this.processes.get(resource.physicalId);
    if (known?.resource === resource) { return known.process.invoke(event); }
    known?.process.stop(); // new code or environment
    const process = new FunctionProcess({
      code: codeOf(resource, published),
      handler: resource.properties.Handler,
      timeout: Number(resource.properties.Timeout ?? 3) * 1000,
      onLog: this.props.onLog,
      environment: {
        ...resource.properties.Environment?.Variables,
        ...this.endpoints.environment,
        AWS_REGION: this.props.region,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
      },
    });
    this.processes.set(resource.physicalId, { resource, process });
    return process.invoke(event);
  }
}

/** The function with an ARN. */
export function functionOf(arn: string, resources: readonly PlayedResource[]): PlayedResource {
  const found = resources.find(({ type, attributes }) => type === 'AWS::Lambda::Function' && attributes.Arn === arn);
  if (!found) { throw new Error(`no function ${arn} was created`); }
  return found;
}

function codeOf(resource: PlayedResource, published: readonly Synthesis[]): string {
  const folder = publishedFile(published, resource.properties.Code.S3Key);
  if (!folder) { throw new Error(`the cloud assembly has no file ${resource.properties.Code.S3Key}`); }
  return folder;
}

function retriesOf(stateMachineArn: string, resources: readonly PlayedResource[]): { IntervalSeconds: number; MaxAttempts: number } {
  const machine = resources.find(({ type, attributes }) => type === 'AWS::StepFunctions::StateMachine' && attributes.Arn === stateMachineArn);
  if (!machine) { return { IntervalSeconds: 5, MaxAttempts: 0 }; }
  return JSON.parse(machine.properties.DefinitionString).States['framework-isComplete-task'].Retry[0];
}
