import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import * as ts from 'typescript';
import { ClusterEndpoints } from '../src';

const ROOT = path.join(__dirname, '..');
const DOCS = path.join(ROOT, 'docs');
const FIXTURE = fs.readFileSync(path.join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');

interface Snippet {
  readonly file: string;
  readonly code: string;
}

/** The pages are no part of the package, so jsii-rosetta does not see their snippets. */
const SNIPPETS = fs.readdirSync(DOCS).filter((file) => file.endsWith('.md')).flatMap((file): Snippet[] =>
  [...fs.readFileSync(path.join(DOCS, file), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => ({ file, code })));

jest.setTimeout(60_000);

test('each consideration on its page is tested under its name', () => {
  const page = fs.readFileSync(path.join(DOCS, 'considerations.md'), 'utf8');
  const tests = fs.readFileSync(path.join(__dirname, 'kubernetes', 'considerations.test.ts'), 'utf8');
  const rows = [...page.matchAll(/^\| ([^|]+) \|/gm)].map(([, name]) => name).filter((name) => name !== 'consideration' && name !== '---');
  expect(rows).toEqual([...tests.matchAll(/^(?:describe|test)\('([^']+)'/gm)].map(([, name]) => name));
});

test('docs/warnings.md has every warning of the constructs', () => {
  const page = fs.readFileSync(path.join(DOCS, 'warnings.md'), 'utf8');
  const files = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const ids = files.flatMap((file) => [...fs.readFileSync(path.join(ROOT, 'src', file), 'utf8').matchAll(/addWarningV2\(\s*['`]cdk-eks-auto-mode:([a-z-]+)/g)].map(([, id]) => id));
  expect([...page.matchAll(/^\| `([a-z-]+)(?::<\w+>)?` \|/gm)].map(([, id]) => id).sort()).toEqual([...new Set(ids)].sort());
});

test('docs/network.md has the endpoints that are made, and the services that some pods need', () => {
  const page = fs.readFileSync(path.join(DOCS, 'network.md'), 'utf8');
  const namesOf = (header: string) => [...page.split(`| ${header} |`)[1].split('\n\n')[0].matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  const services = InterfaceVpcEndpointAwsService as unknown as { [name: string]: InterfaceVpcEndpointAwsService };
  expect(namesOf('endpoint')).toEqual(Object.keys(ClusterEndpoints.reasons));
  expect(namesOf('service').map((name) => services[name].shortName)).toEqual(Object.keys(ClusterEndpoints.optionalReasons));
});

test('snippets of the pages compile, with the fixture of those of the README', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snippets-'));
  const files = SNIPPETS.map(({ file, code }, index) => {
    const name = path.join(folder, `${path.basename(file, '.md')}-${index}.ts`);
    fs.writeFileSync(name, FIXTURE.replace('/// here', code));
    return name;
  });
  const config = ts.readConfigFile(path.join(ROOT, 'examples', 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, path.join(ROOT, 'examples'));
  const modules = ['aws-cdk-lib', 'cdk8s', 'cdk8s-plus-28', 'constructs'].flatMap((name): [string, string[]][] => [
    [name, [path.join(ROOT, 'node_modules', name)]], [`${name}/*`, [path.join(ROOT, 'node_modules', name, '*')]],
  ]);
  const program = ts.createProgram(files, {
    ...options,
    noUnusedLocals: false,
    rootDir: '/',
    skipLibCheck: true,
    typeRoots: [path.join(ROOT, 'node_modules', '@types')],
    paths: { ...options.paths, ...Object.fromEntries(modules), 'cdk-eks-auto-mode': [path.join(ROOT, 'src')] },
  });
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) =>
    `${path.basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  fs.rmSync(folder, { recursive: true });
  expect(files.length).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

test('tests that pages name exist', () => {
  const named = fs.readdirSync(DOCS).filter((file) => file.endsWith('.md')).flatMap((file) =>
    [...fs.readFileSync(path.join(DOCS, file), 'utf8').matchAll(/\]\(\.\.\/(test\/[^)]+\.test\.ts)\): ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, testFile, names]) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => ({ file, testFile, name }))));
  const missing = named.filter(({ testFile, name }) => !fs.readFileSync(path.join(ROOT, testFile), 'utf8').includes(name));
  expect(named.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
