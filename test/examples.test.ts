import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Yaml } from 'cdk8s';

const ROOT = path.join(__dirname, '..');
/** Without the AWS CDK: it has a test of its own. */
const PLAIN = 'plain-cdk8s.ts';
const EXAMPLES = fs.readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts') && file !== PLAIN);
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
/** Findings of CloudFormation's own validator become errors. */
const STRICT = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });

jest.setTimeout(60_000);
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

function synthesize(app: string, folder: string) {
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return spawnSync(process.execPath, [tsx, '--tsconfig', path.join(ROOT, 'examples', 'tsconfig.json'), app], {
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: STRICT, CDK_VALIDATION: 'true' }, encoding: 'utf8',
  });
}

function sizeOf(folder: string): number {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => fs.statSync(path.join(folder, file)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
}

interface SecurityContext { runAsUser?: number; runAsNonRoot?: boolean }
interface PodSpec { securityContext?: SecurityContext; initContainers?: Container[]; containers: Container[] }
interface Container { name: string; securityContext?: SecurityContext }
/** Of any object; only those with pods, and pods themselves, have containers in their spec. */
interface Spec extends Partial<PodSpec> { template?: { spec: Partial<PodSpec> }; jobTemplate?: { spec: { template: { spec: PodSpec } } } }
interface Workload { kind: string; metadata: { name: string }; spec?: Spec }

function manifestsIn(folder: string): Workload[] {
  return fs.readdirSync(folder).filter((file) => file.endsWith('.k8s.json'))
    .flatMap((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')).items);
}

/** cdk8s-plus forbids root and names no user, and the kubelet refuses what runs as root by its image then. */
function containersThatMayNotStart(manifests: Workload[]): string[] {
  return manifests.flatMap(({ kind, metadata, spec }) => {
    const pod: Partial<PodSpec> = spec?.jobTemplate?.spec.template.spec ?? spec?.template?.spec ?? spec ?? {};
    return [...pod.initContainers ?? [], ...pod.containers ?? []].filter(({ securityContext }) => {
      const { runAsUser, runAsNonRoot } = { ...pod.securityContext, ...securityContext };
      return runAsNonRoot !== false && !(typeof runAsUser === 'number' && runAsUser > 0);
    }).map(({ name }) => `container ${name} of ${kind} ${metadata.name}`);
  });
}

describe.each(EXAMPLES)('%s', (example) => {
  const folder = path.join(FOLDER, path.basename(example, '.ts'));
  let outcome: ReturnType<typeof synthesize>;

  beforeAll(() => { outcome = synthesize(path.join(ROOT, 'examples', example), folder); });

  test('has a header that says what it shows and how to run it', () => {
    expect(fs.readFileSync(path.join(ROOT, 'examples', example), 'utf8')).toMatch(/^\/\*\*\n[\s\S]*Shows: [\s\S]*npm run rehearse -- examples\/[\s\S]*?\*\//);
  });

  test('passes the strict validation of its template without a finding', () => {
    expect({ status: outcome.status, output: outcome.stderr.replace(/^npm warn.*\n/gm, '') }).toEqual({ status: 0, output: '' });
    const { pluginReports } = JSON.parse(fs.readFileSync(path.join(folder, 'validation-report.json'), 'utf8'));
    expect(pluginReports.flatMap(({ violations }: { violations: object[] }) => violations)).toEqual([]);
  });

  test('makes an assembly of less than half a megabyte', () => {
    expect(sizeOf(folder)).toBeLessThan(500_000);
  });

  test('renders these manifests', () => {
    expect(Yaml.stringify(...manifestsIn(folder))).toMatchSnapshot();
  });

  test('names a user other than root for each container, or lets it be root', () => {
    expect(containersThatMayNotStart(manifestsIn(folder))).toEqual([]);
  });
});

test(`${PLAIN} writes this YAML, without any object of AWS`, () => {
  const folder = path.join(FOLDER, 'plain');
  const { status, stderr } = synthesize(path.join(ROOT, 'examples', PLAIN), folder);
  expect({ status, output: stderr.replace(/^npm warn.*\n/gm, '') }).toEqual({ status: 0, output: '' });
  expect(fs.readdirSync(folder)).toEqual(['nodes.k8s.yaml']);
  expect(fs.readFileSync(path.join(folder, 'nodes.k8s.yaml'), 'utf8')).toMatchSnapshot();
  expect(containersThatMayNotStart(Yaml.load(path.join(folder, 'nodes.k8s.yaml')))).toEqual([]);
});

test('the strict validation fails on a template that is wrong', () => {
  const app = path.join(FOLDER, 'wrong.ts');
  fs.writeFileSync(app, `
    import { App, CfnResource, Stack } from '${ROOT}/node_modules/aws-cdk-lib';
    const app = new App();
    new CfnResource(new Stack(app, 'Stack'), 'Cluster', { type: 'AWS::EKS::Cluster', properties: { Nonsense: true } });
    app.synth();
  `);
  const { status, stderr } = synthesize(app, path.join(FOLDER, 'wrong'));
  expect(status).not.toBe(0);
  expect(stderr).toContain('Nonsense');
});

test('the handler is less than 100 KB', () => {
  expect(sizeOf(path.join(ROOT, 'assets'))).toBeLessThan(100_000);
});
