import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';

/** Of charts that a cluster provisions, and of an app of cdk8s alone. */
const MANIFESTS = { json: '.k8s.json', yaml: '.k8s.yaml' };

interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly Manifest?: string };
}

/** What is of interest of a cloud assembly with one stack. */
export class Assembly {
  /** Of all files: template, assets, and what the CDK keeps for itself. */
  public readonly bytes: number;
  public readonly resources: number;
  public readonly customResources: number;
  /** Names and specs of the NodePools, to tell whether two assemblies deploy the same. */
  public readonly nodePools: { readonly [name: string]: unknown };

  constructor(folder: string) {
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));
    this.bytes = files.reduce((sum, file) => sum + bytesOf(file), 0);

    const templates = files.filter((file) => file.endsWith('.template.json')).map((file) => JSON.parse(fs.readFileSync(file, 'utf8')));
    const resources: Resource[] = templates.flatMap((template) => Object.values(template.Resources));
    this.resources = resources.length;
    this.customResources = resources.filter(({ Type }) => Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource').length;

    const objects = [
      ...files.filter((file) => file.endsWith(MANIFESTS.json)).flatMap((file) => JSON.parse(fs.readFileSync(file, 'utf8')).items),
      ...files.filter((file) => file.endsWith(MANIFESTS.yaml))
        .flatMap((file) => parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS())),
      ...resources.flatMap(({ Properties }) => JSON.parse(Properties?.Manifest ?? '[]')),
    ];
    this.nodePools = Object.fromEntries(objects.filter(({ kind }) => kind === 'NodePool').map(({ metadata, spec }) => [metadata.name, spec]));
  }
}

/** Length of a file; nothing for a folder. */
export function bytesOf(file: string): number {
  const stats = fs.statSync(file);
  return stats.isFile() ? stats.size : 0;
}
