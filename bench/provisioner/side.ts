import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { Access, BenchCluster } from './bench-cluster';
import { Command } from './process-run';
import { ChartEvent, ChartProperties, Manifest } from '../../src/provisioner/contract';

/** One way to bring objects to the cluster, as a whole process. */
export interface Side {
  /** Prefix of the names of its objects: each side has its own. */
  readonly name: string;
  create(objects: readonly Manifest[]): Command;
  change(objects: readonly Manifest[]): Command;
}

/** What runs our handler. */
export interface HandlerSideProps {
  readonly name: string;
  /** The program `node`. */
  readonly node: string;
  /** The handler as it is deployed, and the program that calls it. */
  readonly bundle: string;
  readonly invocation: string;
  readonly cluster: BenchCluster;
  readonly access: Access;
  readonly folder: string;
}

/**
 * Our handler: loads the chart, tries all of it, applies it, looks for what to remove. It waits for nothing, like kubectl: how long
 * that takes is the controllers' matter.
 */
export class HandlerSide implements Side {
  public readonly name: string;

  constructor(private readonly props: HandlerSideProps) {
    this.name = props.name;
  }

  public create(objects: readonly Manifest[]): Command {
    return this.command('Create', objects);
  }

  public change(objects: readonly Manifest[]): Command {
    return this.command('Update', objects);
  }

  private command(requestType: ChartEvent['RequestType'], objects: readonly Manifest[]): Command {
    const { name, node, bundle, invocation, cluster, access, folder } = this.props;
    const key = `${name}.jsonl`;
    cluster.publish(key, [{ version: 1, objects: objects.length }, ...objects.map((manifest) => ({ manifest }))].map((line) => `${JSON.stringify(line)}\n`).join(''));
    const properties: ChartProperties = {
      ClusterName: cluster.clusterName,
      ClusterEndpoint: access.endpoint,
      ClusterCertificateAuthority: cluster.certificateAuthorityData,
      ParentNamespace: 'kube-system',
      ParentName: `cdk-eks-auto-mode.${name}`,
      Bucket: 'assets',
      Key: key,
      Timeout: '600',
      WaitFor: ['none'],
      Objects: {},
    };
    const event: ChartEvent = {
      RequestType: requestType,
      RequestId: randomUUID(),
      StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/Bench/0',
      LogicalResourceId: name,
      ...requestType === 'Update' && { PhysicalResourceId: `${cluster.clusterName}/kube-system/cdk-eks-auto-mode.${name}` },
      ResourceProperties: properties,
    };
    const eventFile = path.join(folder, `${name}.event.json`);
    fs.writeFileSync(eventFile, JSON.stringify(event));
    return { program: node, args: [invocation, bundle, eventFile], environment: cluster.environment };
  }
}

/** What runs kubectl. */
export interface KubectlSideProps {
  readonly name: string;
  readonly kubectl: string;
  readonly access: Access;
  readonly folder: string;
  /** Commands with their options. */
  readonly create: readonly string[];
  readonly change: readonly string[];
  /** Label of all objects. */
  readonly label?: string;
}

/** kubectl. What it keeps of the kinds of the cluster it has from the run before, which it would not have in a new function. */
export class KubectlSide implements Side {
  public readonly name: string;

  constructor(private readonly props: KubectlSideProps) {
    this.name = props.name;
  }

  public create(objects: readonly Manifest[]): Command {
    return this.command(this.props.create, objects);
  }

  public change(objects: readonly Manifest[]): Command {
    return this.command(this.props.change, objects);
  }

  private command(command: readonly string[], objects: readonly Manifest[]): Command {
    const { name, kubectl, access, folder, label } = this.props;
    const labels = label && { [label]: '' };
    const file = path.join(folder, `${name}.json`);
    fs.writeFileSync(file, objects.map(({ metadata, ...content }) => `${JSON.stringify({ ...content, metadata: { ...metadata, labels } })}\n`).join(''));
    const options = ['--filename', file, '--kubeconfig', access.kubeconfig, '--cache-dir', path.join(folder, 'kubectl-cache')];
    return { program: kubectl, args: [...command, ...options], environment: { HOME: folder } };
  }
}
