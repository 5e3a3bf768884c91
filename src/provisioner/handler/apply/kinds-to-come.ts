import { Progress } from './progress';
import { groupKindOfManifest, parseApiVersion } from '../../contract';
import { unknownKind } from '../chart/placed-manifest';
import { ManifestHead } from '../chart/stored-manifest';
import { pollUntil } from '../control-flow/poll';
import { Failure, listed } from '../report/failure';
import { ConnectedRun } from '../run';

/** Milliseconds in which kinds may still appear after they were first missed: a new cluster and operators bring theirs after a while. */
const PATIENCE = 120_000;

/** Whether a kind that is not served may be soon: not a kind of Kubernetes itself, and not another version of one that the chart defines. */
export function isExpected(manifest: ManifestHead, definedKinds: ReadonlySet<string>): boolean {
  return parseApiVersion(manifest.apiVersion).group.includes('.') && !definedKinds.has(groupKindOfManifest(manifest));
}

/** Waits until the server serves the kinds of some objects. */
export async function waitForKinds({ event, discovery, deadline }: ConnectedRun, manifests: readonly ManifestHead[]): Promise<void> {
  const progress = Progress.of(event.RequestId);
  // Not since the event came: a new cluster may take the time for access, and trials of a big chart theirs.
  progress.missesKindsSince ??= Date.now();
  const end = progress.missesKindsSince + PATIENCE;
  await pollUntil(deadline, async () => {
    await discovery.refresh();
    const missing = manifests.filter((manifest) => !discovery.kindOf(manifest)).map(unknownKind);
    if (missing.length === 0) { return undefined; }
    if (Date.now() > end) {
      throw new Failure(`nothing was changed, ${listed(missing)}`);
    }
    return listed(missing);
  });
}
