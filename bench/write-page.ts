/**
 * Writes figures into docs/benchmarks.md.
 *
 *   npm run --silent bench -- --json > figures.jsonl
 *   npm run docs:benchmarks -- figures.jsonl
 */
import * as fs from 'fs';
import * as path from 'path';
import { figuresIn, withFigures } from './page';
import { Line } from './report';

const PAGE = path.join(__dirname, '..', 'docs', 'benchmarks.md');

function main(files: readonly string[]): void {
  if (files.length === 0) { throw new Error('name the files with what npm run bench -- --json has printed'); }
  const figures: Line[] = files.flatMap((file) => fs.readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)));
  const page = fs.readFileSync(PAGE, 'utf8');
  fs.writeFileSync(PAGE, withFigures(page, figures));
  const left = figuresIn(page).filter((row) => !figures.some(({ name }) => name === row));
  console.log(`wrote ${figures.length} figures${left.length > 0 ? `; left as they were: ${left.join(', ')}` : ''}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
