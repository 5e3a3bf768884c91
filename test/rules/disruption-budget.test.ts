import { Token } from 'aws-cdk-lib';
import { findingsOf, judged, rawPool } from './judge';
import { Budget, Disruption, DisruptionReason, NodePool, RuleLevel } from '../../src';

function pool(disruption: unknown, annotations?: unknown): object {
  return rawPool((raw) => {
    raw.spec.disruption = disruption;
    if (annotations) { raw.spec.template.metadata = { annotations }; }
  });
}

const withBudgets = (...budgets: unknown[]) => pool({ consolidateAfter: '30s', budgets });
const parts = (ruleId: string, ...budgets: unknown[]) => findingsOf(ruleId, [withBudgets(...budgets)]).map(({ field }) => field.replace('spec.disruption.budgets[0].', ''));
const token = Token.asString({ Ref: 'X' });

describe('disruption-budget', () => {
  const RULE = 'disruption-budget';

  test.each<object>([
    {}, { nodes: '0' }, { nodes: '0%' }, { nodes: '100%' }, { nodes: '99%' }, { nodes: '2147483647' }, { reasons: ['Empty', 'Drifted', 'Underutilized'] },
    { schedule: '@daily', duration: '1m' }, { schedule: '0 9 * * 1-5', duration: '8h30m' }, { schedule: '@daily', duration: '8h0s' }, { schedule: '@daily', duration: '2562047h' },
    { nodes: token, reasons: [token, 'Empty'], schedule: token, duration: token }, { reasons: Token.asList({ Ref: 'X' }) },
  ])('%j is in order', (budget) => {
    expect(parts(RULE, budget)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ nodes: '101%' }, 'nodes'], [{ nodes: '-1' }, 'nodes'], [{ nodes: '1.5' }, 'nodes'], [{ nodes: '' }, 'nodes'], [{ nodes: '2147483648' }, 'nodes'], [{ nodes: '10 %' }, 'nodes'],
    [{ reasons: [] }, 'reasons'], [{ reasons: ['empty'] }, 'reasons'], [{ reasons: ['Unhealthy'] }, 'reasons'], [{ reasons: ['Empty', 'Empty'] }, 'reasons'],
    [{ schedule: '@daily' }, 'duration'], [{ duration: '8h' }, 'schedule'], [{ schedule: token }, 'duration'],
    [{ schedule: '0 9 * * 7', duration: '8h' }, 'schedule'], [{ schedule: '', duration: '8h' }, 'schedule'],
    [{ schedule: '@daily', duration: '90s' }, 'duration'], [{ schedule: '@daily', duration: '1d' }, 'duration'], [{ schedule: '@daily', duration: '30m8h' }, 'duration'],
    [{ schedule: '@daily', duration: '0h0m' }, 'duration'], [{ schedule: '@daily', duration: '2562048h' }, 'duration'], [{ schedule: '@daily', duration: '8h30s' }, 'duration'],
  ])('%j is not', (budget, part) => {
    expect(parts(RULE, budget)).toEqual([part]);
  });

  test.each([[50, 0], [51, 1]])('%s of them', (count, found) => {
    expect(findingsOf(RULE, [withBudgets(...Array.from({ length: count }, () => ({ nodes: '1' })))])).toHaveLength(found);
  });

  test('those of a typed NodePool are judged', () => {
    const budgets = [Budget.nodes(2 ** 31), Budget.nodes(1, { reasons: [DisruptionReason.EMPTY, DisruptionReason.EMPTY] })];
    const findings = judged((chart) => { new NodePool(chart, 'Pool', { disruption: Disruption.whenEmpty({ budgets }) }); });
    expect(findings.filter(({ ruleId }) => ruleId === RULE).map(({ field }) => field)).toEqual(['spec.disruption.budgets[0].nodes', 'spec.disruption.budgets[1].reasons']);
  });
});

describe('disruption-blocked', () => {
  const RULE = 'disruption-blocked';

  test.each<object>([{ nodes: '1' }, { nodes: '1%' }, { nodes: '0', schedule: '@daily', duration: '1h' }, { nodes: '0', reasons: ['Empty', 'Underutilized'] }, { nodes: token }, {}])('%j lets nodes be updated', (budget) => {
    expect(parts(RULE, budget)).toEqual([]);
  });

  test.each<object>([{ nodes: '0' }, { nodes: '0%' }, { nodes: '00' }, { nodes: '0', reasons: ['Empty', 'Drifted'] }])('%j does not', (budget) => {
    expect(parts(RULE, budget)).toEqual(['nodes']);
  });

  test('a node that must not be disrupted is not updated', () => {
    const DO_NOT_DISRUPT = 'karpenter.sh/do-not-disrupt';
    expect(findingsOf(RULE, [pool({ consolidateAfter: '30s' }, { [DO_NOT_DISRUPT]: 'true' })])).toMatchObject([{ level: RuleLevel.WARNING, field: `spec.template.metadata.annotations.${DO_NOT_DISRUPT}` }]);
    expect(findingsOf(RULE, [pool({ consolidateAfter: '30s' }, { [DO_NOT_DISRUPT]: 'false' }), pool({}, token)])).toEqual([]);
  });
});

describe('node-pool-consolidation', () => {
  const fields = (disruption: object) => findingsOf('node-pool-consolidation', [pool(disruption)]).map(({ field }) => field.replace('spec.disruption.', ''));

  test.each<object>([
    { consolidationPolicy: 'WhenEmpty' }, { consolidationPolicy: 'WhenEmptyOrUnderutilized' }, { consolidationPolicy: 'Balanced' }, { consolidateAfter: '0s' }, { consolidateAfter: '1h30m5s' },
    { consolidateAfter: 'Never' }, { consolidateAfter: '300h300h' }, { consolidateAfter: '9223372036s' }, { consolidationPolicy: token, consolidateAfter: token },
  ])('%j is in order', (disruption) => {
    expect(fields(disruption)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ consolidationPolicy: 'WhenUnderutilized' }, 'consolidationPolicy'], [{ consolidationPolicy: '' }, 'consolidationPolicy'], [{ consolidateAfter: '1d' }, 'consolidateAfter'],
    [{ consolidateAfter: 'never' }, 'consolidateAfter'], [{ consolidateAfter: '' }, 'consolidateAfter'], [{ consolidateAfter: '-1s' }, 'consolidateAfter'],
    [{ consolidateAfter: '9223372037s' }, 'consolidateAfter'],
  ])('%j is not', (disruption, part) => {
    expect(fields(disruption)).toEqual([part]);
  });
});
