import * as fs from 'fs';
import * as path from 'path';
import { rulesPage } from './rules-page';

test('docs/rules.md is written from the rules; npm run docs:rules writes it anew', () => {
  expect(fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8')).toBe(rulesPage());
});
