import { App, Lazy, Stack } from 'aws-cdk-lib';
import { ScoringStrategy } from '../../../src';

test.each([
  [ScoringStrategy.leastAllocated({ cpu: 1 }), 'LeastAllocated'], [ScoringStrategy.mostAllocated({ cpu: 1 }), 'MostAllocated'], [ScoringStrategy.of('New', { cpu: 1 }), 'New'],
])('a strategy with its weights: %#', (strategy, type) => {
  expect(strategy._render()).toEqual({ type, resources: [{ name: 'cpu', weight: 1 }] });
});

test('without weights EKS has its own', () => {
  expect(ScoringStrategy.of('New')._render()).toEqual({ type: 'New', resources: undefined });
});

test.each([[0], [101], [1.5], [NaN]])('a weight that is none is refused: %s', (weight) => {
  [ScoringStrategy.mostAllocated, ScoringStrategy.leastAllocated, (weights: { [resource: string]: number }) => ScoringStrategy.of('New', weights)]
    .forEach((make) => expect(() => make({ cpu: weight })).toThrow(`weight of resource cpu must be a whole number of 1 to 100, got ${weight}: write for example 1`));
});

test('weights may be tokens', () => {
  const strategy = ScoringStrategy.mostAllocated({ cpu: Lazy.number({ produce: () => 3 }) });
  expect(new Stack(new App()).resolve(strategy._render())).toEqual({ type: 'MostAllocated', resources: [{ name: 'cpu', weight: 3 }] });
});
