import { execFile, execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { promisify } from 'util';
import { DirectoryLock } from './directory-lock';

const execute = promisify(execFile);

const CACHE = path.join(__dirname, '.cache');
const CACHED_CRDS = path.join(CACHE, 'karpenter-crds.json');
const ASSETS_VARIABLE = 'KUBEBUILDER_ASSETS';

/** Go packages by the name of their binary. */
const PACKAGES = {
  'etcd': 'go.etcd.io/etcd/server/v3',
  'karpenter-crds': './cmd/karpenter-crds',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kubectl': 'k8s.io/kubernetes/cmd/kubectl',
};

type BinaryName = keyof typeof PACKAGES;

/**
 * What a control plane is started from.
 */
export interface Binaries {
  readonly kubeApiserver: string;
  readonly etcd: string;
  /** File with the CRDs of Karpenter, a JSON list. */
  readonly karpenterCrds: string;
}

export interface Availability {
  readonly available: boolean;
  /** Why not. */
  readonly reason?: string;
}

/**
 * Whether a control plane can be had here: from KUBEBUILDER_ASSETS, from the cache, or by building it with Go.
 */
export function controlPlaneAvailability(): Availability {
  const assets = process.env[ASSETS_VARIABLE];
  if (assets) {
    const missing = ['kube-apiserver', 'etcd'].filter(name => !fs.existsSync(path.join(assets, name)));
    if (missing.length > 0) return { available: false, reason: `${ASSETS_VARIABLE} is ${assets}, where ${missing.join(' and ')} cannot be found` };
    if (!karpenterCrdsFile(assets) && !goVersion()) return { available: false, reason: karpenterCrdsAdvice(assets) };
    return { available: true };
  }
  if (goVersion() || resolveBinaries()) return { available: true };
  return { available: false, reason: `Go is not on the PATH and ${ASSETS_VARIABLE} is not set: install Go, or point it to a folder with kube-apiserver and etcd` };
}

/**
 * The binaries when they are ready for use; otherwise `buildBinaries` gets them, where `controlPlaneAvailability` says so.
 */
export function resolveBinaries(): Binaries | undefined {
  const assets = process.env[ASSETS_VARIABLE];
  const karpenterCrds = karpenterCrdsFile(assets);
  if (!karpenterCrds) return undefined;
  if (!assets && !(isFresh('kube-apiserver') && isFresh('etcd'))) return undefined;
  const folder = assets ?? path.join(CACHE, 'bin');
  const binaries = { kubeApiserver: path.join(folder, 'kube-apiserver'), etcd: path.join(folder, 'etcd'), karpenterCrds };
  return Object.values(binaries).every(file => fs.existsSync(file)) ? binaries : undefined;
}

/**
 * Gets the binaries, building what is missing or out of date. Does nothing but look when all is there.
 */
export async function buildBinaries(log: (line: string) => void): Promise<Binaries> {
  const ready = resolveBinaries();
  if (ready) return ready;

  const assets = process.env[ASSETS_VARIABLE];
  const { available, reason } = controlPlaneAvailability();
  if (!available) throw new Error(reason);

  await DirectoryLock.hold(path.join(CACHE, 'lock'), async () => {
    // With KUBEBUILDER_ASSETS, all that is built are the CRDs.
    if (!assets) {
      await build('etcd', log);
      await build('kube-apiserver', log);
    }
    // Removed first: an old list beside a new binary would pass for fresh, were this ended in between.
    if (!isFresh('karpenter-crds')) fs.rmSync(CACHED_CRDS, { force: true });
    await build('karpenter-crds', log);
    await writeKarpenterCrds();
  }, owner => log(`waiting for process ${owner}, which is building the control plane`));

  const built = resolveBinaries();
  if (!built) throw new Error(`the control plane was built and cannot be found in ${assets ?? CACHE}`);
  return built;
}

/**
 * Whether kubectl is there, or can be built: `KUBEBUILDER_ASSETS` may have it as well.
 */
export function kubectlAvailability(): Availability {
  if (kubectlOfAssets() || isFresh('kubectl') || goVersion()) return { available: true };
  return { available: false, reason: `Go is not on the PATH and ${ASSETS_VARIABLE} names no folder with kubectl: install Go, or put kubectl there` };
}

/**
 * Gets kubectl, of the same release as the API server where it is built here. No control plane needs it, so that it is built only for those who ask.
 */
export async function buildKubectl(log: (line: string) => void): Promise<string> {
  const ready = kubectlOfAssets();
  if (ready) return ready;
  if (!isFresh('kubectl')) {
    const { available, reason } = kubectlAvailability();
    if (!available) throw new Error(reason);
    await DirectoryLock.hold(path.join(CACHE, 'lock'), async () => build('kubectl', log), owner => log(`waiting for process ${owner}, which is building`));
  }
  return binaryFile('kubectl');
}

function kubectlOfAssets(): string | undefined {
  const file = path.join(process.env[ASSETS_VARIABLE] ?? '', 'kubectl');
  return process.env[ASSETS_VARIABLE] && fs.existsSync(file) ? file : undefined;
}

async function build(name: BinaryName, log: (line: string) => void): Promise<void> {
  if (isFresh(name)) return;
  log(`building ${name} with ${goVersion()}: it may take some minutes once, then it is cached`);
  const output = binaryFile(name);
  const temporary = `${output}.${process.pid}`;
  const stamp = stampOf();
  fs.mkdirSync(path.dirname(output), { recursive: true });
  try {
    // -mod=readonly wins over GOFLAGS, so that go.mod and go.sum stay as they are.
    const flags = ['-mod=readonly', '-trimpath', '-ldflags', '-s -w'];
    await execute('go', ['build', ...flags, '-o', temporary, PACKAGES[name]], { cwd: __dirname, maxBuffer: 64 * 1024 * 1024 });
    fs.renameSync(temporary, output);
    // A new file, like the binary: the cache of another checkout may be hard links to this one.
    fs.writeFileSync(temporary, stamp);
    fs.renameSync(temporary, stampFile(name));
  } catch (error) {
    throw new Error(`go build ${PACKAGES[name]} failed: ${(error as { stderr?: string }).stderr || (error as Error).message}`);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

async function writeKarpenterCrds(): Promise<void> {
  const { stdout } = await execute(binaryFile('karpenter-crds'), [], { maxBuffer: 64 * 1024 * 1024 });
  const temporary = `${CACHED_CRDS}.${process.pid}`;
  fs.writeFileSync(temporary, stdout);
  fs.renameSync(temporary, CACHED_CRDS);
}

/** The Go module is the source of the CRDs; a copy beside the assets serves where there is no Go. */
function karpenterCrdsFile(assets: string | undefined): string | undefined {
  if (fs.existsSync(CACHED_CRDS) && (isFresh('karpenter-crds') || !goVersion())) return CACHED_CRDS;
  const beside = assets && path.join(assets, 'karpenter-crds.json');
  return beside && !goVersion() && fs.existsSync(beside) ? beside : undefined;
}

function karpenterCrdsAdvice(assets: string): string {
  const command = 'npx tsx --tsconfig test/tsconfig.json test/control-plane/build.ts';
  return `the CRDs of Karpenter are missing: install Go (they come from a Go module), or run "${command}" on a machine with Go ` +
    `and copy test/control-plane/.cache/karpenter-crds.json from there into ${assets}`;
}

function isFresh(name: BinaryName): boolean {
  if (!fs.existsSync(binaryFile(name)) || !fs.existsSync(stampFile(name))) return false;
  const stamp = fs.readFileSync(stampFile(name), 'utf8');
  // Without Go nothing can be rebuilt; then the sources alone decide.
  return goVersion() ? stamp === stampOf() : stamp.startsWith(sourceHash());
}

function binaryFile(name: BinaryName): string {
  return path.join(CACHE, 'bin', name);
}

function stampFile(name: BinaryName): string {
  return `${binaryFile(name)}.stamp`;
}

function stampOf(): string {
  return `${sourceHash()} ${goVersion()}`;
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const commands = fs.readdirSync(path.join(__dirname, 'cmd'), { recursive: true, encoding: 'utf8' }).map(file => path.join('cmd', file)).sort();
  for (const file of ['go.mod', 'go.sum', ...commands]) {
    const full = path.join(__dirname, file);
    if (fs.statSync(full).isFile()) hash.update(file).update('\0').update(fs.readFileSync(full)).update('\0');
  }
  return hash.digest('hex');
}

let knownGoVersion: { readonly version: string | undefined } | undefined;

function goVersion(): string | undefined {
  knownGoVersion ??= { version: askGoVersion() };
  return knownGoVersion.version;
}

function askGoVersion(): string | undefined {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { cwd: __dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch {
    return undefined;
  }
}
