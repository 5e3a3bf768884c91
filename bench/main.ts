/**
 * Compares this library with what carries the same objects to the same cluster without it, and prints the ratios.
 *
 * - Synthesis, with aws-cdk-lib's `aws-eks-v2` and its kubectl provider: time, size of what it leaves, size of the function. Figures compare
 *   with plain objects and `addManifest`; those that end with -cdk8s, with objects of cdk8s and `addCdk8sChart`. Times are without the
 *   CDK's validation of templates; those that end with -validated have it. Those that begin with rules- are the time that the rules
 *   add, and their baseline is the whole synthesis without rules.
 * - The handler, with kubectl, as whole processes against the same real API server: see provisioner/provisioner-figures.ts.
 *
 *   npm run bench [-- --runs 9] [-- --only apply-500-objects] [-- --json]
 *
 * All sides are measured in one run on one machine, and what counts is their ratio: times alone say something of the machine.
 * docs/benchmarks.md has the figures; page.ts writes them there.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { Apps } from './apps';
import { Figure, figuresOf } from './figures';
import { ProvisionerBench } from './provisioner/provisioner-bench';
import { provisionerFiguresOf } from './provisioner/provisioner-figures';
import { jsonLine, Result, table } from './report';

const USAGE = '--runs <number of timed runs, 9>, --only <name of a figure, or how names begin; may be repeated>, --json';

interface Options {
  readonly runs: number;
  readonly only: readonly string[];
  readonly json: boolean;
}

async function main(): Promise<void> {
  const { runs, only, json } = optionsOf(process.argv.slice(2));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const provisioner = new ProvisionerBench(folder, runs);
  try {
    const figures = selected([...figuresOf(new Apps(folder), runs), ...provisionerFiguresOf(provisioner)], only);
    if (!json) {
      console.log('This library and others that do the same (for rules-: a synthesis without them), in turn '
        + `on Node ${process.version}: medians of ${runs} processes each, less is better\n`);
    }
    const results = await measured(figures, (result) => { if (json) { console.log(jsonLine(result)); } });
    if (!json) { console.log(table(results).join('\n')); }
  } finally {
    await provisioner.stop();
    fs.rmSync(folder, { recursive: true });
  }
}

function selected(figures: readonly Figure[], only: readonly string[]): Figure[] {
  const names = figures.map(({ name }) => name);
  const wanted = new Set(only.flatMap((text) => {
    const found = names.includes(text) ? [text] : names.filter((name) => name.startsWith(text));
    if (found.length === 0) { throw new Error(`there is no figure ${text}: name one of ${names.join(', ')}`); }
    return found;
  }));
  return figures.filter(({ name }) => only.length === 0 || wanted.has(name));
}

async function measured(figures: readonly Figure[], onResult: (result: Result) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, unit, skipped, measure } of figures) {
    if (skipped !== undefined) {
      console.error(`SKIPPED: ${name}. ${skipped}`);
      continue;
    }
    const result = { name, unit, values: await measure() };
    onResult(result);
    results.push(result);
  }
  return results;
}

function optionsOf(args: string[]): Options {
  const { runs, only, json } = parsed(args);
  if (!/^[1-9]\d*$/.test(runs)) { throw new Error(`--runs must be a whole number of 1 or more, got ${runs}`); }
  return { runs: Number(runs), only, json };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args, options: { runs: { type: 'string', default: '9' }, only: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}: options are ${USAGE}`);
  }
}

main().catch((error: Error) => {
  console.error(error.message.split('\n')[0]);
  process.exitCode = 1;
});
