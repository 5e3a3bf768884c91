import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import { transformSync } from 'esbuild';

/** What the compiler makes of `export * from './module'`. */
const RE_EXPORT = /^__exportStar\(require\("(\.[^"]+)"\), exports\);$/gm;
const SOURCE_MAP = /\n\/\/# sourceMappingURL=.*\s*$/;

/**
 * Makes compiled files quick to load, which is most of the time that a small app spends in this library: files that only pass on what
 * others export do so when it is asked for, and the rest loses what only people read.
 *
 * @param folder Folder of the compiled files.
 */
export function finishLibrary(folder: string): void {
  const finished = fs.readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.js')).map((name) => {
    const file = path.join(folder, name);
    const text = fs.readFileSync(file, 'utf8').replace(SOURCE_MAP, '\n');
    const modules = [...text.matchAll(RE_EXPORT)].map(([, module]) => module);
    return { file, text: modules.length > 0 ? passedOn(file, modules) : transformSync(text, { minifyWhitespace: true, target: 'node20' }).code };
  });
  // Afterwards, since files are loaded to find out what they export.
  for (const { file, text } of finished) { fs.writeFileSync(file, text); }
}

function passedOn(file: string, modules: string[]): string {
  const load = createRequire(path.resolve(file));
  const names = Object.fromEntries(modules.map((module) => [module, Object.keys(load(module))]));
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    'const pass = (name, load) => Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });',
    ...Object.entries(names).map(([module, exported]) => `for (const name of ${JSON.stringify(exported)}) pass(name, () => require("${module}"));`),
    // Never runs: from this Node knows the names when an ES module imports them.
    `0 && (module.exports = { ${Object.values(names).flat().join(', ')} });`,
    '',
  ].join('\n');
}

if (require.main === module) { finishLibrary(path.join(__dirname, '..', 'lib')); }
