import * as path from 'path';
import { buildSync } from 'esbuild';

const ROOT = path.join(__dirname, '..', '..');
const OUTFILE = path.join('assets', 'provisioner', 'handler', 'provisioner.lambda', 'index.js');

/** The bundle. */
export const BUNDLE = path.join(ROOT, OUTFILE);

/** Builds the handler as the bundle task does: `assets/` is not committed. Returns the file. */
export function bundleHandler(): string {
  buildSync({
    absWorkingDir: ROOT, // paths appear in comments of the bundle
    entryPoints: ['src/provisioner/handler/provisioner.lambda.ts'],
    outfile: OUTFILE,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  });
  return BUNDLE;
}
