import { controlPlaneAvailability } from './binaries';

/**
 * `describe`, skipped with a warning where no control plane can be had.
 */
export const describeWithControlPlane: jest.Describe | jest.Describe['skip'] = choose();

function choose(): jest.Describe | jest.Describe['skip'] {
  const { available, reason } = controlPlaneAvailability();
  if (available) return describe;
  // Not console.warn: jest keeps that to itself where all tests of a file are skipped.
  process.stderr.write(`SKIPPED: tests with a real Kubernetes API server. ${reason}\n`);
  return describe.skip;
}
