/**
 * Compares this library with aws-cdk-lib's own way to the same cluster, `aws-eks-v2` with its kubectl provider: time of
 * synthesis, size of what it leaves, size of the function. And tells what the rules add to a synthesis.
 *
 *   npm run bench [-- --runs 9] [-- --only synthesis-1-node-pool] [-- --json]
 *
 * Both are measured in one run on one machine, and what counts is their ratio: times alone say something of the machine.
 * Figures compare with plain objects and `addManifest`; those that end with -cdk8s, with objects of cdk8s and `addCdk8sChart`.
 * Times are without the CDK's validation of templates; those that end with -validated have it.
 * Figures that begin with rules- are the time that the rules add, and their baseline is the whole synthesis without rules.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { Apps } from './apps';
import { figuresOf } from './figures';
import { jsonLine, table } from './report';

const USAGE = '--runs <number of timed runs, 9>, --only <name of a figure>, --json';

interface Options {
  readonly runs: number;
  readonly only?: string;
  readonly json: boolean;
}

function main(): void {
  const { runs, only, json } = optionsOf(process.argv.slice(2));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const all = figuresOf(new Apps(folder), runs);
    const figures = all.filter(({ name }) => only === undefined || name === only);
    if (figures.length === 0) {
      throw new Error(`there is no figure ${only}: name one of ${all.map(({ name }) => name).join(', ')}`);
    }
    if (!json) {
      console.log(`This library and aws-cdk-lib/aws-eks-v2 with kubectl, and what the rules add to a synthesis without them, in turn on Node ${process.version}: `
        + `medians of ${runs} processes each, less is better\n`);
    }
    const results = figures.map(({ name, unit, measure }) => {
      const result = { name, unit, values: measure() };
      if (json) { console.log(jsonLine(result)); }
      return result;
    });
    if (!json) { console.log(table(results).join('\n')); }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function optionsOf(args: string[]): Options {
  const { runs, only, json } = parsed(args);
  if (!/^[1-9]\d*$/.test(runs)) { throw new Error(`--runs must be a whole number of 1 or more, got ${runs}`); }
  return { runs: Number(runs), only, json };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args, options: { runs: { type: 'string', default: '9' }, only: { type: 'string' }, json: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}: options are ${USAGE}`);
  }
}

try {
  main();
} catch (error) {
  console.error((error as Error).message.split('\n')[0]);
  process.exitCode = 1;
}
