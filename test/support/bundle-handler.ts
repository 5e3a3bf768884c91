import * as path from 'path';
import { buildSync } from 'esbuild';

const ROOT = path.join(__dirname, '..', '..');

/** Builds the handler as the bundle task does: `assets/` is not committed. Returns the file. */
export function bundleHandler(): string {
  const outfile = path.join('assets', 'provisioner', 'handler', 'provisioner.lambda', 'index.js');
  buildSync({
    absWorkingDir: ROOT, // paths appear in comments of the bundle
    entryPoints: ['src/provisioner/handler/provisioner.lambda.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  });
  return path.join(ROOT, outfile);
}
