import * as fs from 'fs';
import * as path from 'path';
import { buildSync } from 'esbuild';
import { Timing, timed } from './timing';

const ROOT = path.join(__dirname, '..');
/** What the apps import by name; ours is the repository, so that `lib` is measured, as it is published. */
const PACKAGES: { readonly [name: string]: string } = {
  'cdk-eks-auto-mode': ROOT,
  ...Object.fromEntries(['aws-cdk-lib', 'cdk8s', 'cdk8s-plus-28', '@aws-cdk/lambda-layer-kubectl-v36'].map((name) => [name, path.join(ROOT, 'node_modules', name)])),
};

/** The apps: with this library, with aws-cdk-lib alone, and with aws-cdk-lib and cdk8s; with this library in cdk8s alone, and its rules on and off. */
const APPS = ['ours', 'peer', 'peer-cdk8s', 'with-rules', 'without-rules'] as const;
export type AppName = typeof APPS[number];

/** What a synthesis leaves: a cloud assembly and the time it took. */
export interface Outcome {
  readonly folder: string;
  readonly timing: Timing;
}

/** How an app is synthesized. */
export interface Synthesis {
  readonly nodePools: number;
  /** Whether the CDK validates templates, as it does by default. It takes seconds, the same for all apps, which hide what differs. */
  readonly isValidated: boolean;
}

/** The apps in a project of their own, as plain JavaScript of one file each: no run pays for TypeScript or for parts that apps share. */
export class Apps {
  private isBuilt = false;

  constructor(private readonly folder: string) {}

  /** Synthesizes an app, lets somebody look at the outcome, and removes it. */
  public synthesize<T>(app: AppName, { nodePools, isValidated }: Synthesis, look: (outcome: Outcome) => T): T {
    this.build();
    // A fresh folder: assets that are there already would not be written again.
    const folder = fs.mkdtempSync(path.join(this.folder, `${app}-`));
    try {
      const script = ['--require', path.join(this.folder, 'usage.js'), path.join(this.folder, 'apps', `${app}.js`), String(nodePools)];
      return look({ folder, timing: timed(script, { CDK_OUTDIR: folder, CDK_VALIDATION: isValidated ? undefined : 'false' }) });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }

  /** Once, when something is asked for. */
  private build(): void {
    if (this.isBuilt) { return; }
    for (const built of ['lib/index.js', 'assets/provisioner']) {
      if (!fs.existsSync(path.join(ROOT, built))) { throw new Error(`there is no ${built}, which would be measured: run npx projen compile`); }
    }
    buildSync({
      absWorkingDir: __dirname,
      entryPoints: [...APPS.map((app) => `apps/${app}.ts`), 'usage.ts'],
      outdir: this.folder,
      outbase: __dirname,
      bundle: true,
      external: Object.keys(PACKAGES),
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    for (const [name, target] of Object.entries(PACKAGES)) {
      const link = path.join(this.folder, 'node_modules', name);
      fs.mkdirSync(path.dirname(link), { recursive: true });
      fs.symlinkSync(target, link);
    }
    this.isBuilt = true;
  }
}
