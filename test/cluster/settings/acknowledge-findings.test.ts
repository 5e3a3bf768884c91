import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..', '..');
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'findings-'));
const STRICT = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });

jest.setTimeout(60_000);
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

/** What the validator says of an app. */
function findingsOf(name: string, statements: string): string[] {
  const app = path.join(FOLDER, `${name}.ts`);
  const assembly = path.join(FOLDER, name);
  fs.writeFileSync(app, `
    import { App, Stack } from '${ROOT}/node_modules/aws-cdk-lib';
    import { CfnCluster } from '${ROOT}/node_modules/aws-cdk-lib/aws-eks';
    import * as eks from '${ROOT}/node_modules/aws-cdk-lib/aws-eks-v2';
    import * as kms from '${ROOT}/node_modules/aws-cdk-lib/aws-kms';
    import { AutoModeCluster } from '${ROOT}/src';
    const app = new App();
    const stack = new Stack(app, 'Stack');
    ${statements}
    app.synth();
  `);
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  spawnSync(process.execPath, [tsx, '--tsconfig', path.join(ROOT, 'test', 'tsconfig.json'), app], {
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: STRICT, CDK_VALIDATION: 'true' },
  });
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(assembly, 'validation-report.json'), 'utf8'));
  return pluginReports.flatMap(({ violations }: { violations: { ruleName: string; description: string }[] }) =>
    violations.map(({ ruleName, description }) => `${ruleName} ${description}`));
}

test('no finding is left of a cluster with a key for Secrets and the Gateway API', () => {
  expect(findingsOf('ours', `
    new AutoModeCluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_36, gatewayApiCrds: true, secretsEncryptionKey: new kms.Key(stack, 'Key') });
  `)).toEqual([]);
});

test('each acknowledgement is still needed', () => {
  expect(findingsOf('raw', `
    new CfnCluster(stack, 'Cluster', {
      roleArn: 'arn:aws:iam::123456789012:role/control-plane',
      resourcesVpcConfig: { subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] },
      encryptionConfig: [{ provider: { keyArn: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' }, resources: ['secrets'] }],
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true, gatewayApi: { crds: { managed: true } } } },
    });
  `)).toEqual(expect.arrayContaining([
    expect.stringMatching(/^F3002 .*GatewayApi/), expect.stringMatching(/^W9009 .*EncryptionConfig\.\*\.Resources/),
  ]));
});
