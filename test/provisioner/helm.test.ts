import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Helm, Include } from 'cdk8s';
import { chartDocument, chartFixture, clusterFixture } from '../support/fixtures';

const MANIFESTS = path.join(__dirname, '..', '..', 'examples', 'manifests');
/** What Helm renders of the chart beside it. */
const RENDERED = path.join(MANIFESTS, 'cache.yaml');

/** Helm itself is not on every machine: this one notes what it is asked for, and renders what Helm did before. */
function standInFor(helm: string, calls: string): string {
  fs.writeFileSync(helm, `#!/bin/sh\necho "$@" >> '${calls}'\ncat '${RENDERED}'\n`, { mode: 0o755 });
  return helm;
}

test('a chart of Helm is rendered at synthesis, and provisioned like any other', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'helm-'));
  const { app, stack, cluster } = clusterFixture();
  const [release, included] = [chartFixture('release'), chartFixture('included')];
  new Helm(release, 'Release', {
    chart: path.join(MANIFESTS, 'cache'),
    releaseName: 'cache',
    namespace: 'shop',
    values: { replicas: 2 },
    helmFlags: ['--include-crds'],
    helmExecutable: standInFor(path.join(folder, 'helm'), path.join(folder, 'calls')),
  });
  cluster.provision(release);
  new Include(included, 'Release', { url: RENDERED });
  const objects = chartDocument(app, stack, 'release').objects.map(({ manifest }) => manifest);

  const { cluster: other, ...another } = clusterFixture();
  other.provision(included);
  expect(objects).toEqual(chartDocument(another.app, another.stack, 'included').objects.map(({ manifest }) => manifest));
  expect(objects.length).toBeGreaterThan(1);
  expect(fs.readFileSync(path.join(folder, 'calls'), 'utf8')).toMatch(/^template -f \S+ --namespace shop --include-crds cache \S+manifests\/cache\n$/);
  fs.rmSync(folder, { recursive: true });
});
