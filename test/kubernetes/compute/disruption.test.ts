import { Duration } from 'cdk8s';
import { Budget, Disruption } from '../../../src';

describe('policies', () => {
  test.each([
    ['WhenEmptyOrUnderutilized', Disruption.whenEmptyOrUnderutilized()],
    ['WhenEmpty', Disruption.whenEmpty()],
    ['Balanced', Disruption.balanced()],
  ])('%s writes out all defaults', (consolidationPolicy, disruption) => {
    expect(disruption._render()).toEqual({ consolidationPolicy, consolidateAfter: '30s', budgets: [{ nodes: '10%' }] });
  });

  test.each([
    ['WhenEmptyOrUnderutilized', Disruption.whenEmptyOrUnderutilized({ after: Duration.minutes(5), budgets: [Budget.nodes(1)] })],
    ['WhenEmpty', Disruption.whenEmpty({ after: Duration.minutes(5), budgets: [Budget.nodes(1)] })],
    ['Balanced', Disruption.balanced({ after: Duration.minutes(5), budgets: [Budget.nodes(1)] })],
  ])('%s takes all options', (consolidationPolicy, disruption) => {
    expect(disruption._render()).toEqual({ consolidationPolicy, consolidateAfter: '5m', budgets: [{ nodes: '1' }] });
  });
});

test('nodes need not be consolidated at all; drift still has its budgets', () => {
  expect(Disruption.neverConsolidate()._render()).toEqual({ consolidationPolicy: 'WhenEmpty', consolidateAfter: 'Never', budgets: [{ nodes: '10%' }] });
  expect(Disruption.neverConsolidate({ budgets: [Budget.nodes(1)] })._render()).toMatchObject({ consolidateAfter: 'Never', budgets: [{ nodes: '1' }] });
});

describe('after', () => {
  test('may be nothing', () => {
    expect(Disruption.whenEmpty({ after: Duration.seconds(0) })._render()).toMatchObject({ consolidateAfter: '0s' });
  });

  test('must be whole seconds', () => {
    expect(() => Disruption.whenEmpty({ after: Duration.millis(500) })).toThrow(/^after of a disruption must be whole seconds, got 500 millis: write for example Duration.seconds\(1\)$/);
  });
});

describe('budgets', () => {
  test('keep their order', () => {
    expect(Disruption.whenEmpty({ budgets: [Budget.nodes(2), Budget.percent(5)] })._render()).toMatchObject({ budgets: [{ nodes: '2' }, { nodes: '5%' }] });
  });

  test('replace the default even when there are none', () => {
    expect(Disruption.whenEmpty({ budgets: [] })._render()).toMatchObject({ budgets: [] });
  });

  test('may be 50', () => {
    expect(Disruption.whenEmpty({ budgets: Array(50).fill(Budget.nodes(1)) })._render()).toHaveProperty('budgets.length', 50);
  });

  test('must not be 51', () => {
    expect(() => Disruption.whenEmpty({ budgets: Array(51).fill(Budget.nodes(1)) })).toThrow(/^budgets of a disruption must be at most 50, got 51: remove some, as the strictest holds$/);
  });
});
