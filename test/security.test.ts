import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, BootstraplessSynthesizer, Stack, Validations } from 'aws-cdk-lib';
import { CfnCluster, CfnClusterProps } from 'aws-cdk-lib/aws-eks';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';

const ROOT = path.join(__dirname, '..');
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'security-'));
const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'security.md'), 'utf8');

jest.setTimeout(60_000);
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

/** What AwsSolutions finds in the template of an example: without the ids of our resources, which say nothing. */
function findingsOf(example: string, stackName: string): string[] {
  const assembly = path.join(FOLDER, example);
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  spawnSync(process.execPath, [tsx, '--tsconfig', path.join(ROOT, 'examples', 'tsconfig.json'), path.join(ROOT, 'examples', `${example}.ts`)], {
    env: { ...process.env, CDK_OUTDIR: assembly },
  });
  const app = new App({ outdir: path.join(FOLDER, `${example}-nag`), context: { '@aws-cdk/core:failSynthOnDeprecations': false } });
  const stack = new Stack(app, 'Stack', { synthesizer: new BootstraplessSynthesizer(), analyticsReporting: false });
  // The template and not the app, so that nothing is missed that is made at the end of the synthesis.
  const templateFile = path.join(assembly, `${stackName}.template.json`);
  new CfnInclude(stack, 'Template', { templateFile });
  // cdk-nag knows the L1 of aws-eks, and overlooks that of aws-eks-v2.
  const { Resources } = JSON.parse(fs.readFileSync(templateFile, 'utf8'));
  const cluster = Object.values<{ Type: string; Properties: object }>(Resources).find(({ Type }) => Type === 'AWS::EKS::Cluster')!;
  new CfnCluster(stack, 'Cluster', { ...withSmallInitials(cluster.Properties) as CfnClusterProps, roleArn: 'a-role' });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow(/AwsSolutions/);
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8'));
  const violationsOf = ({ violations }: { violations: { ruleName: string }[] }) => violations.map(({ ruleName }) => ruleName);
  const rules: string[] = pluginReports.flatMap(violationsOf);
  return [...new Set(rules.map(withoutIds))].sort();
}

function withSmallInitials(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(withSmallInitials); }
  return typeof value === 'object' && value !== null && !('Ref' in value) && !('Fn::GetAtt' in value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key[0].toLowerCase() + key.slice(1), withSmallInitials(item)])) : value;
}

function withoutIds(rule: string): string {
  return rule.replace('AwsSolutions-', '').replace(/<\w+\.Arn>/, '<function>').replace('arn:<AWS::Partition>:iam::aws:policy/', '')
    .replace(/cdk-hnb659fds-assets-[^/]*/, '<assets>').replace('arn:<AWS::Partition>:', 'arn:').replace(/^(\w+)\[\w+::(.*)\]$/, '$1 $2');
}

/** Rows of the page: `finding`, examples, reason. */
const EXPLAINED = [...PAGE.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, finding, where, reason]) => ({ finding, where: where.trim(), reason: reason.trim() }));

describe.each([['quickstart', 'Quickstart'], ['private-cluster', 'Private']])('AwsSolutions of cdk-nag on %s', (example, stackName) => {
  test('finds nothing but what docs/security.md explains, and all of that', () => {
    const explained = EXPLAINED.filter(({ where }) => where === 'both' || where === example).map(({ finding }) => finding);
    expect(findingsOf(example, stackName)).toEqual(explained.sort());
  });
});

test('every finding has a reason', () => {
  expect(EXPLAINED.length).toBeGreaterThan(0);
  EXPLAINED.forEach(({ reason }) => expect(reason).not.toBe(''));
});
