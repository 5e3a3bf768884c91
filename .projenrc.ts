import { awscdk, javascript, typescript, TextFile } from 'projen';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-eks-auto-mode',
  description: 'Constructs for Amazon EKS Auto Mode: the cluster, its typed Kubernetes objects, and the function that carries them there',
  author: 'The cdk-eks-auto-mode team',
  authorAddress: 'cdk-eks-auto-mode@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-eks-auto-mode/cdk-eks-auto-mode.git',
  defaultReleaseBranch: 'main',
  majorVersion: 0,
  stability: 'experimental',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-eks-auto-mode team',
  keywords: ['aws', 'cdk', 'cdk8s', 'eks', 'auto-mode', 'kubernetes', 'karpenter'],

  cdkVersion: '2.276.0',
  constructsVersion: '10.8.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  // projen builds against the floor of a peer's range, so the range starts at the version we want to build with.
  peerDeps: ['cdk8s@^2.70.106', 'cdk8s-plus-28@^2.5.6'],
  devDeps: [
    'aws-cdk@~2.1148.0', // never `latest`: 3.0.0 cannot read our assemblies
    'tsx@^4',
    // Bundled into the handler; never installed by users.
    '@smithy/hash-node@^4',
    '@smithy/signature-v4@^5',
    // An implementation of Signature Version 4 that shares nothing with the handler's, to verify its tokens.
    'aws4@^1',
    '@types/aws4@^1',
    'cdk-nag@^3',
    // Random NodePools, which the API server judges too.
    'fast-check@^4',
    // The peer that `npm run bench` measures against.
    '@aws-cdk/lambda-layer-kubectl-v36@^2',
    'yaml@^2',
  ],

  publishToPypi: { distName: 'cdk-eks-auto-mode', module: 'cdk_eks_auto_mode' },
  publishToMaven: {
    javaPackage: 'io.github.cdkeksautomode',
    mavenGroupId: 'io.github.cdk-eks-auto-mode',
    mavenArtifactId: 'cdk-eks-auto-mode',
  },
  publishToNuget: { dotNetNamespace: 'CdkEksAutoMode', packageId: 'CdkEksAutoMode' },
  publishToGo: { moduleName: 'github.com/cdk-eks-auto-mode/cdk-eks-auto-mode-go', packageName: 'cdkeksautomode' },

  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  typecheckTests: true,
  jestOptions: {
    coverageText: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      maxWorkers: '100%',
      // It takes some three times as long. `npm test -- --coverage` has it.
      collectCoverage: false,
      setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/support/jest-snapshot.ts'],
      globalSetup: '<rootDir>/test/support/jest-global-setup.ts',
      testPathIgnorePatterns: ['/node_modules/', '/lib/', '/cdk.out/'],
      modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/cdk.out/'],
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'bench', 'projenrc'],
    ignorePatterns: ['*.js', '*.d.ts', 'node_modules/', 'cdk.out/', 'lib/', 'test/control-plane/.cache/'],
  },
  lambdaAutoDiscover: false,
  integrationTestAutoDiscover: false,
  bundlerOptions: { esbuildVersion: '^0.28.0' },
  docgen: true,
  github: false,
  release: false,
  depsUpgrade: false,
  sampleCode: false,
  stale: false,
  pullRequestTemplate: false,
});

// The handler: one file, no dependency left outside, so that nothing of it floats with the Lambda runtime.
project.bundler.addBundle('src/provisioner/handler/provisioner.lambda.ts', {
  platform: 'node',
  target: 'node20',
  externals: [],
  watchTask: false,
  // The CommonJS builds of the signer's packages cannot be shaken and would make five times as much.
  esbuildArgs: { '--main-fields': 'module,main', '--minify': true },
});

project.compileTask.exec('tsx --tsconfig test/tsconfig.json projenrc/finish-library.ts');

// CI builds the JavaScript package; `package-all` builds the other languages where their tool chains are.
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);

// What runs in three places lives in three rooms. These fences keep one from reaching into another.
const handler = 'src/provisioner/handler/**/*.ts';
const fence = (files: string[], patterns: { group: string[]; message: string }[]) => project.eslint?.addOverride({
  files, rules: { 'no-restricted-imports': ['error', { patterns }] as any },
});
fence(['src/cluster/**/*.ts', 'src/testing/**/*.ts', 'src/provisioner/*.ts'], [
  { group: ['*.lambda', '**/handler/**'], message: 'the handler runs in Lambda; share types through provisioner/contract.ts' },
]);
fence(['src/kubernetes/**/*.ts', 'src/rules/**/*.ts'], [
  { group: ['aws-cdk-lib', 'aws-cdk-lib/*', '**/cluster/**', '**/provisioner/**'], message: 'Kubernetes objects and rules know nothing of AWS: they also work in a plain cdk8s app' },
]);
const noConstructs = { group: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'cdk8s', 'cdk8s-plus-28'], message: 'the handler runs in Lambda, where no construct exists' };
const contractOnly = 'of src/ the handler may import provisioner/contract.ts only';
fence(['src/provisioner/handler/*.ts'], [noConstructs, { group: ['../*', '!../contract'], message: contractOnly }]);
fence(['src/provisioner/handler/*/*.ts'], [noConstructs, { group: ['../../*', '!../../contract'], message: contractOnly }]);
// Most apps need no more of cdk8s-plus than its types, and loading it takes long: private/cdk8s-plus.ts does it when it is needed.
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ name: 'cdk8s-plus-28', allowTypeImports: true }] }] as any },
});
project.eslint?.allowDevDeps(handler);
project.eslint?.addOverride({
  files: ['examples/**/*.ts', 'bench/apps/**/*.ts'],
  rules: {
    'import/no-unresolved': ['error', { ignore: ['^cdk-eks-auto-mode$'] }] as any,
    'import/no-extraneous-dependencies': 'off' as any,
  },
});

// Examples import the package by its name, as users do.
for (const folder of ['examples', 'bench']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    include: ['**/*.ts'],
    exclude: [],
    compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdk-eks-auto-mode': ['../src'] } },
  });
  project.testTask.spawn(project.addTask(`typecheck:${folder}`, {
    description: `Type check ${folder}/ against the sources`, exec: `tsc --noEmit -p ${folder}/tsconfig.json`,
  }));
}

project.addTask('rehearse', {
  description: 'Synthesize an example and play its deployment against an embedded API server',
  exec: 'tsx --tsconfig test/tsconfig.json test/rehearsal/main.ts',
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'Compare with aws-cdk-lib/aws-eks-v2 (synthesis, sizes) and with kubectl (the handler on a real API server)',
  exec: 'tsx --tsconfig test/tsconfig.json bench/main.ts',
  receiveArgs: true,
});
project.addTask('docs:benchmarks', {
  description: 'Write figures into docs/benchmarks.md: the files with what the bench printed with --json',
  exec: 'tsx --tsconfig test/tsconfig.json bench/write-page.ts',
  receiveArgs: true,
});
const buildControlPlane = project.addTask('control-plane', {
  description: 'Build the kube-apiserver and etcd that tests and rehearsals use (once, minutes)',
  exec: 'tsx --tsconfig test/tsconfig.json test/control-plane/build.ts',
});
// Before the tests, so that the minutes of the first build are not spent in silence.
project.testTask.prependSpawn(buildControlPlane);
project.addTask('readme', {
  description: 'Compile every snippet of README.md and of the docstrings',
  exec: 'jsii-rosetta extract --compile --strict --fail .jsii',
});
const writeRulesPage = project.addTask('docs:rules', {
  description: 'Write docs/rules.md from the rules', exec: 'tsx --tsconfig test/tsconfig.json test/rules/write-rules-page.ts',
});
project.postCompileTask.spawn(writeRulesPage);
// Stale files of lib/ would be packed.
project.preCompileTask.exec('rm -rf lib .jsii');

for (const ignored of ['cdk.out/', '.jsii.tabl.json', 'test/control-plane/.cache/', '/test-results/']) {
  project.addGitIgnore(ignored);
}
project.package.addField('files', ['lib/index.js', 'lib/**/*.d.ts', '!lib/**/handler', 'assets', '.jsii', 'API.md', 'CHANGELOG.md']);
// unrs-resolver 1.13.0 lists platform packages that are not published, which breaks `npm ci`.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
new TextFile(project, '.nvmrc', { lines: ['20'] });

project.synth();
