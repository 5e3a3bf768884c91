import { ApiObject, App, Chart, Duration, JsonPatch, Lazy } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { AutoModeRules, NodePool } from '../../src';
import { ALL_RULES } from '../../src/rules/all-rules';

const EXPIRE_AFTER = '/spec/template/spec/expireAfter';

let app: App;
let charts: Chart[];

beforeEach(() => {
  app = new App();
  charts = ['one', 'two', 'three'].map((name) => new Chart(app, name));
});

afterEach(() => jest.restoreAllMocks());

function addPool(chart: Chart, expireAfter?: Duration): NodePool {
  return new NodePool(chart, 'Pool', { metadata: { name: 'pool' }, expireAfter, limits: { cpu: Cpu.units(10) } });
}

test('objects are judged once for an app, and not again for each of its charts', () => {
  charts.forEach((chart) => addPool(chart));
  const check = jest.spyOn(ALL_RULES[0], 'check');
  app.synthYaml();
  app.synthYaml();
  expect(check).toHaveBeenCalledTimes(1);
});

describe('objects are judged anew', () => {
  test('when one changes', () => {
    const pool = addPool(charts[0]);
    app.synthYaml();
    pool.apiObject.addJsonPatch(JsonPatch.replace(EXPIRE_AFTER, '600h'));
    expect(() => app.synthYaml()).toThrow(/rule node-pool-lifetime/);
    pool.apiObject.addJsonPatch(JsonPatch.replace(EXPIRE_AFTER, '24h'));
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('when a value of one becomes another later', () => {
    let expireAfter = '24h';
    addPool(charts[0]);
    new ApiObject(charts[1], 'Raw', {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name: 'raw' },
      spec: {
        template: {
          spec: {
            nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
            requirements: [],
            expireAfter: Lazy.any({ produce: () => expireAfter }),
          },
        },
        limits: { cpu: '10' },
      },
    });
    charts[0].toJson();
    expireAfter = '600h';
    expect(() => charts[0].toJson()).toThrow(/rule node-pool-lifetime/);
  });

  test('when one is added, of another chart too', () => {
    addPool(charts[0]);
    charts[0].toJson();
    addPool(charts[1], Duration.days(30));
    expect(() => charts[0].toJson()).toThrow(/rule node-pool-lifetime/);
  });

  test('when one takes the place of another that looks the same', () => {
    addPool(charts[0], Duration.days(30));
    expect(() => app.synthYaml()).toThrow(/one\/Pool/);
    charts[0].node.tryRemoveChild('Pool');
    addPool(charts[1], Duration.days(30));
    expect(() => app.synthYaml()).toThrow(/two\/Pool/);
  });
});

test('a rule can be switched off between two syntheses of the same objects', () => {
  const pool = addPool(charts[0], Duration.days(30));
  expect(() => app.synthYaml()).toThrow(/rule node-pool-lifetime/);
  AutoModeRules.disable(pool, 'node-pool-lifetime', 'tried by hand');
  expect(() => app.synthYaml()).not.toThrow();
});
