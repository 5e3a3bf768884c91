import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CloudFormation } from './cloud-formation';
import { PlayedCluster } from './played-cluster';
import { Synthesis } from './synthesis';
import { describeWithControlPlane } from '../control-plane/describe';

jest.setTimeout(15 * 60_000);

/** The quickstart has a test of its own, with its update; one example has nothing to deploy. */
const EXAMPLES = fs.readdirSync(path.join(__dirname, '..', '..', 'examples'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('quickstart') && file !== 'plain-cdk8s.ts');

describeWithControlPlane('examples, played on a real API server', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-examples-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test.each(EXAMPLES)('%s is created and deleted, and leaves nothing', async (example) => {
    const events: string[] = [];
    const leftovers: string[][] = [];
    const cloudFormation = await CloudFormation.start({
      onEvent: ({ action, type, failure }) => { if (type === 'Custom::EksAutoModeChart') { events.push(failure ?? action); } },
      onClusterDeletion: async (cluster: PlayedCluster) => { leftovers.push(await cluster.leftovers()); },
      speed: 100,
    });
    try {
      await cloudFormation.deploy(await Synthesis.of(`examples/${example}`, path.join(folder, example)));
      const created = [...events];
      expect(created.length).toBeGreaterThan(0);
      expect(new Set(created)).toEqual(new Set(['create']));
      await cloudFormation.destroy();
      expect(events.slice(created.length)).toEqual(created.map(() => 'delete'));
      expect(leftovers).toEqual([[]]);
    } finally {
      await cloudFormation.stop();
    }
  });
});
