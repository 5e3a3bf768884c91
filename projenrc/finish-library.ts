import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import { build, Plugin } from 'esbuild';

/** What the compiler makes of `export * from './module'`. */
const RE_EXPORT = /^__exportStar\(require\("(\.[^"]+)"\), exports\);$/gm;

/**
 * Makes compiled files quick to load, which is most of the time that a small app spends in this library: one file in place of hundreds,
 * where a module runs when something of it is asked for, without what only people read.
 *
 * @param folder Folder of the compiled files, with an index.js.
 */
export async function finishLibrary(folder: string): Promise<void> {
  const index = path.resolve(folder, 'index.js');
  const { outputFiles } = await build({
    entryPoints: [index],
    outfile: index,
    write: false,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // No more: names of classes and functions are in stack traces.
    minifyWhitespace: true,
    absWorkingDir: path.dirname(index),
    plugins: [movedTo(path.dirname(index))],
    // Never runs: from this Node knows the names when an ES module imports them.
    footer: { js: `0 && (module.exports = { ${Object.keys(createRequire(index)(index)).join(', ')} });` },
    logLevel: 'error',
  });
  for (const file of fs.readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.js'))) {
    fs.rmSync(path.join(folder, file));
  }
  for (const { path: file, text } of outputFiles) { fs.writeFileSync(file, inBytes(text)); }
}

/** With a byte for each character, as Node then keeps it: it reads and compiles that faster. What is left to escape is in regular expressions. */
function inBytes(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Lets modules pass on late what others export, and find their folder, where they are now. */
function movedTo(folder: string): Plugin {
  return {
    name: 'finish-library',
    setup: ({ onLoad }) => onLoad({ filter: /\.js$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, 'utf8');
      const modules = [...text.matchAll(RE_EXPORT)].map(([, module]) => module);
      const place = JSON.stringify(path.relative(folder, path.dirname(file)));
      return { contents: modules.length > 0 ? passedOn(file, modules) : text.replace(/\b__dirname\b/g, `require("path").join(__dirname, ${place})`) };
    }),
  };
}

function passedOn(file: string, modules: string[]): string {
  const load = createRequire(file);
  const names = Object.fromEntries(modules.map((module) => [module, Object.keys(load(module))]));
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    'const pass = (name, load) => Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });',
    ...Object.entries(names).map(([module, exported]) => `for (const name of ${JSON.stringify(exported)}) pass(name, () => require("${module}"));`),
    '',
  ].join('\n');
}

if (require.main === module) { void finishLibrary(path.join(__dirname, '..', 'lib')); }
