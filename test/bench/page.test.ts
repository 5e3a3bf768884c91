import * as fs from 'fs';
import * as path from 'path';
import { Apps } from '../../bench/apps';
import { figuresOf } from '../../bench/figures';
import { figuresIn, withFigures } from '../../bench/page';
import { ProvisionerBench } from '../../bench/provisioner/provisioner-bench';
import { provisionerFiguresOf } from '../../bench/provisioner/provisioner-figures';

const PAGE = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'benchmarks.md'), 'utf8');

test('docs/benchmarks.md has a row for each figure of the bench, with numbers', () => {
  const figures = [...figuresOf(new Apps(''), 1), ...provisionerFiguresOf(new ProvisionerBench('', 1))];
  expect(figuresIn(PAGE).sort()).toEqual(figures.map(({ name }) => name).sort());
  const numbers = /^\| `[\w-]+` \|[^|]+\| [\d.]+( s| [KM]B)? \| [\d.]+( s| [KM]B)? \| [\d.]*[1-9][\d.]* \|/;
  expect(PAGE.split('\n').filter((line) => line.startsWith('| `') && !numbers.test(line))).toEqual([]);
});

describe('figures of a page', () => {
  const page = 'Text\n\n| figure | what | here | kubectl | ratio | target |\n| --- | --- | --- | --- | --- | --- |\n'
    + '| `apply` | 500 objects | 9 s | 8 s | 7 | ≤ 1.0 |\n| `memory` | peak | 1 MB | 2 MB | 0.50 | |\n';

  test('are written into their rows, the others stay', () => {
    expect(withFigures(page, [{ name: 'apply', value: 1.234, unit: 's', baseline: 2.468, ratio: 0.5 }]))
      .toBe(page.replace('| 9 s | 8 s | 7 |', '| 1.23 s | 2.47 s | 0.50 |'));
  });
  test('without a row are an error', () => {
    expect(() => withFigures(page, [{ name: 'aply', value: 1, unit: 's', baseline: 2, ratio: 0.5 }])).toThrow('the page has no row for aply: add one');
  });
});
