import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { finishLibrary } from '../projenrc/finish-library';

describe('compiled files that are finished', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'library-'));
  const run = (...options: string[]) => execFileSync(process.execPath, options, { cwd: folder, encoding: 'utf8' }).trim();

  beforeAll(async () => {
    const files = {
      'index.js': '__exportStar(require("./inner"), exports);\n',
      'inner/index.js': '__exportStar(require("./one"), exports);\n__exportStar(require("./two"), exports);\n',
      'inner/one.js': '"use strict";\nexports.One = class One {\n  // for people\n};\n//# sourceMappingURL=data:one\n',
      'inner/two.js': '"use strict";\nglobal.ran = true;\nconst { One } = require("./one");\nexports.Two = class Two extends One { };\nexports.place = __dirname;\nexports.matches = [/^…$/.test("…"), /^[µ🐳]+$/.test("🐳µ"), `…${1}`];\n',
    };
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      // As the compiler writes it, by what it puts into each file.
      const helper = 'var __exportStar = function (m, exports) { for (const p in m) { exports[p] = m[p]; } };\n';
      fs.writeFileSync(path.join(folder, file), file.endsWith('index.js') ? `${helper}${text}` : text);
    }
    await finishLibrary(folder);
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('are one', () => {
    expect(fs.readdirSync(folder, { recursive: true })).toEqual(['index.js', 'inner']);
  });

  test('export what they did', () => {
    expect(run('-p', 'const all = require("."); [Object.keys(all), all.Two.name, new all.Two() instanceof all.One].join(" ")')).toBe('One,Two,place,matches Two true');
  });

  test('run nothing before it is asked for', () => {
    expect(run('-p', 'const all = require("."); [all.One.name, global.ran, all.Two.name, global.ran].join(" ")')).toBe('One  Two true');
  });

  test('find their folder', () => {
    expect(run('-p', 'require(".").place')).toBe(path.join(folder, 'inner'));
  });

  test('can be imported by name from an ES module', () => {
    expect(run('--input-type=module', '-e', 'import { Two } from "./index.js"; console.log(Two.name);')).toBe('Two');
  });

  test('have a byte for each character, and mean the same', () => {
    expect(fs.readFileSync(path.join(folder, 'index.js'), 'utf8')).toMatch(/^[\0-\x7f]*$/);
    expect(run('-p', 'require(".").matches.join(" ")')).toBe('true true …1');
  });

  test('hold nothing that only people read', () => {
    expect(fs.readFileSync(path.join(folder, 'index.js'), 'utf8')).not.toMatch(/for people|sourceMappingURL/);
  });
});
