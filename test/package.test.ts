import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { finishLibrary } from '../projenrc/finish-library';

const ROOT = path.join(__dirname, '..');
const PEERS = ['aws-cdk-lib', 'constructs', 'cdk8s', 'cdk8s-plus-28'];

jest.setTimeout(3 * 60_000);

describe('the packed library', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
  const copy = path.join(folder, 'copy');
  const project = path.join(folder, 'project');
  let files: string[];

  beforeAll(async () => {
    // A copy, so that the working tree's own build output is neither needed nor touched.
    fs.mkdirSync(copy);
    for (const entry of ['src', 'assets', 'package.json', 'tsconfig.json', '.npmignore', 'README.md', 'LICENSE', 'API.md', 'CHANGELOG.md']) {
      fs.cpSync(path.join(ROOT, entry), path.join(copy, entry), { recursive: true });
    }
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii'), '--silence-warnings=reserved-word'], { cwd: copy, stdio: 'pipe' });
    await finishLibrary(path.join(copy, 'lib'));
    const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts'], { cwd: copy, stdio: 'pipe', encoding: 'utf8' }));
    files = packed.files.map((file: { path: string }) => file.path);

    fs.mkdirSync(path.join(project, 'node_modules'), { recursive: true });
    execFileSync('tar', ['-xzf', path.join(copy, packed.filename), '-C', path.join(project, 'node_modules')]);
    fs.renameSync(path.join(project, 'node_modules', 'package'), path.join(project, 'node_modules', 'cdk-eks-auto-mode'));
    for (const peer of PEERS) { fs.symlinkSync(path.join(ROOT, 'node_modules', peer), path.join(project, 'node_modules', peer)); }
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('holds declarations of every source but the handler, the code and the handler as a file each, and what npm shows', () => {
    const declarations = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('handler'))
      .map((file) => `lib/${file.replace(/\.ts$/, '.d.ts')}`);
    expect(files.sort()).toEqual([
      ...declarations, 'lib/index.js', '.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'assets/provisioner/handler/provisioner.lambda/index.js',
    ].sort());
  });

  test('synthesizes the quickstart by its name, with nothing but the four peers', () => {
    fs.copyFileSync(path.join(ROOT, 'examples', 'quickstart.ts'), path.join(project, 'quickstart.ts'));
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'quickstart.ts'], {
      cwd: project, env: { ...process.env, CDK_OUTDIR: path.join(project, 'cdk.out') }, stdio: 'pipe',
    });
    const { Resources } = JSON.parse(fs.readFileSync(path.join(project, 'cdk.out', 'Quickstart.template.json'), 'utf8'));
    expect(Object.keys(Resources)).toContain('ClusterChartsautomode5E54018A');
  });
});
