/* Builds the control plane for tests and rehearsals: npx tsx --tsconfig test/tsconfig.json test/control-plane/build.ts */
import { buildBinaries, controlPlaneAvailability } from './binaries';

async function main(): Promise<void> {
  const { available, reason } = controlPlaneAvailability();
  if (!available) {
    console.warn(`NO API SERVER: ${reason}; tests that need it are skipped`);
    return;
  }
  const started = Date.now();
  const binaries = await buildBinaries(line => console.log(line));
  console.log(`kube-apiserver  ${binaries.kubeApiserver}`);
  console.log(`etcd            ${binaries.etcd}`);
  console.log(`Karpenter CRDs  ${binaries.karpenterCrds}`);
  console.log(`ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
