import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Include } from 'cdk8s';
import { stringify } from 'yaml';
import { AutoModeRules, ClusterFacts, Finding } from '../../src';
import { MINIMAL_SPEC } from '../support/node-class';

/** A NodePool that no rule objects to, with changes. The type of its parts does not matter here: most changes are wrong. */
export function rawPool(change: (pool: any) => void = () => {}): any {
  const pool = {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'batch' },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
          requirements: [],
          expireAfter: '336h',
          terminationGracePeriod: '24h',
        },
      },
      limits: { cpu: '1000' },
    },
  };
  change(pool);
  return pool;
}

/** The NodePool with these requirements. */
export function poolRequiring(...requirements: object[]): any {
  return rawPool((pool) => { pool.spec.template.spec.requirements = requirements; });
}

/** A NodeClass. */
export function rawClass(name: string, spec: object = {}): any {
  return { apiVersion: 'eks.amazonaws.com/v1', kind: 'NodeClass', metadata: { name }, spec: { ...MINIMAL_SPEC, ...spec } };
}

/** What a rule finds in raw objects of a chart. */
export function findingsOf(ruleId: string, objects: object[], facts: ClusterFacts = {}): Finding[] {
  return judged((chart) => objects.forEach((object, index) => new ApiObject(chart, `Object${index}`, object as any)), facts).filter((finding) => finding.ruleId === ruleId);
}

/** What all rules find in what is built into a chart. */
export function judged(build: (chart: Chart) => void, facts: ClusterFacts = {}): Finding[] {
  const chart = new Chart(new App(), 'chart');
  build(chart);
  return AutoModeRules.findings(chart, facts);
}

/** What all rules find in the objects as an included file of YAML. */
export function judgedYaml(objects: object[]): Finding[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rules-'));
  const url = path.join(folder, 'objects.yaml');
  fs.writeFileSync(url, objects.map((object) => stringify(object)).join('---\n'));
  try {
    return judged((chart) => { new Include(chart, 'File', { url }); });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The fields in which a rule finds something wrong with a NodePool. */
export function fieldsOf(ruleId: string, pool: object): string[] {
  return findingsOf(ruleId, [pool]).map(({ field }) => field);
}
