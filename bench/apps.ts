import * as fs from 'fs';
import * as path from 'path';
import { buildSync } from 'esbuild';
import { Timing, timed } from './timing';

const ROOT = path.join(__dirname, '..');
/** What the apps import by name; ours is the repository, so that `lib` is measured, as it is published. */
const PACKAGES: { readonly [name: string]: string } = {
  'cdk-eks-auto-mode': ROOT,
  ...Object.fromEntries(['aws-cdk-lib', 'cdk8s-plus-28', '@aws-cdk/lambda-layer-kubectl-v36'].map((name) => [name, path.join(ROOT, 'node_modules', name)])),
};

/** Who is compared: this library, and aws-cdk-lib alone. */
export type Contestant = 'ours' | 'peer';
export type Pair<T> = { readonly [contestant in Contestant]: T };

/** What a synthesis leaves: a cloud assembly and the time it took. */
export interface Outcome {
  readonly folder: string;
  readonly timing: Timing;
}

/** The two apps in a project of their own, as plain JavaScript: no run pays for TypeScript. */
export class Apps {
  constructor(private readonly folder: string) {
    for (const built of ['lib/index.js', 'assets/provisioner']) {
      if (!fs.existsSync(path.join(ROOT, built))) { throw new Error(`there is no ${built}, which would be measured: run npx projen compile`); }
    }
    buildSync({
      absWorkingDir: __dirname,
      entryPoints: ['apps/ours.ts', 'apps/peer.ts', 'usage.ts'],
      outdir: folder,
      outbase: __dirname,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    for (const [name, target] of Object.entries(PACKAGES)) {
      const link = path.join(folder, 'node_modules', name);
      fs.mkdirSync(path.dirname(link), { recursive: true });
      fs.symlinkSync(target, link);
    }
  }

  /** Synthesizes an app with so many NodePools, lets somebody look at the outcome, and removes it. */
  public synthesize<T>(app: Contestant, nodePools: number, look: (outcome: Outcome) => T): T {
    // A fresh folder: assets that are there already would not be written again.
    const folder = fs.mkdtempSync(path.join(this.folder, `${app}-`));
    try {
      const script = ['--require', path.join(this.folder, 'usage.js'), path.join(this.folder, 'apps', `${app}.js`), String(nodePools)];
      // The validation of templates takes both the same seconds, which would hide what differs.
      return look({ folder, timing: timed(script, { CDK_OUTDIR: folder, CDK_VALIDATION: 'false' }) });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }
}
