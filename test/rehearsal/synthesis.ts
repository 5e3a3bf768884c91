import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';

const ROOT = path.join(__dirname, '..', '..');

/** A stack as it would be handed to CloudFormation. */
export interface SynthesizedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
}

export interface Template {
  readonly Parameters?: { readonly [id: string]: { readonly Type: string; readonly Default?: string } };
  readonly Mappings?: { readonly [id: string]: { readonly [key: string]: { readonly [key: string]: unknown } } };
  readonly Conditions?: { readonly [id: string]: unknown };
  readonly Resources: { readonly [id: string]: TemplateResource };
  readonly Outputs?: { readonly [id: string]: { readonly Value: unknown; readonly Export?: { readonly Name: unknown } } };
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: { readonly [key: string]: unknown };
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly Metadata?: { readonly [key: string]: unknown };
}

/** A cloud assembly: stacks in the order of their dependencies, and the files that go with them. */
export class Synthesis {
  /** Runs an app in a process of its own, as the CDK's command line does. */
  public static async of(app: string, directory: string): Promise<Synthesis> {
    const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const child = spawn(process.execPath, [tsx, '--tsconfig', path.join(ROOT, 'examples', 'tsconfig.json'), app], {
      env: { ...process.env, CDK_OUTDIR: directory, CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk) => errors.push(chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) {
      throw new Error(`synthesis of ${app} failed\n${Buffer.concat(errors).toString()}`);
    }
    return new Synthesis(directory);
  }

  public readonly stacks: SynthesizedStack[];
  private readonly files = new Map<string, string>();

  constructor(directory: string) {
    const assembly = new CloudAssembly(directory);
    this.stacks = assembly.stacksRecursively.map((stack) => ({
      name: stack.stackName,
      account: known(stack.environment.account) ?? ACCOUNT,
      region: known(stack.environment.region) ?? REGION,
      template: stack.template,
    }));
    for (const file of fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.assets.json'))) {
      const manifest: AssetManifest = JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8'));
      for (const { source, destinations } of Object.values(manifest.files)) {
        for (const { objectKey } of Object.values(destinations)) {
          this.files.set(objectKey, path.join(directory, path.dirname(file), source.path));
        }
      }
    }
  }

  /** The file or folder that is published under a key. */
  public file(objectKey: string): string | undefined {
    return this.files.get(objectKey);
  }
}

/** The file under a key in the newest synthesis that published one: assets stay in their bucket. */
export function publishedFile(published: readonly Synthesis[], objectKey: string): string | undefined {
  return published.map((synthesis) => synthesis.file(objectKey)).find((file) => file !== undefined);
}

/** What stacks without an environment are played with. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

interface AssetManifest {
  readonly files: {
    readonly [id: string]: {
      readonly source: { readonly path: string };
      readonly destinations: { readonly [id: string]: { readonly objectKey: string } };
    };
  };
}

function known(value: string): string | undefined {
  return value.startsWith('unknown-') ? undefined : value;
}
