import { Token } from 'aws-cdk-lib';
import { fail } from '../../private/errors';

/**
 * How the scheduler rates nodes by what pods request of them.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/resource-bin-packing/
 */
export class ScoringStrategy {
  /**
   * Nodes with more room are preferred: pods spread.
   *
   * @param weights Weight of each resource, such as `{ cpu: 1, memory: 1 }`, whole numbers of 1 to 100; without any EKS has its own. EKS lists
   * `cpu`, `memory`, `nvidia.com/gpu`, `aws.amazon.com/neuron` and `aws.amazon.com/neuroncore`; others are warned about.
   */
  public static leastAllocated(weights: { [resource: string]: number } = {}): ScoringStrategy {
    return new ScoringStrategy('LeastAllocated', weights);
  }

  /**
   * Nodes with less room are preferred: pods are packed, and nodes become empty sooner.
   *
   * @param weights Weight of each resource, such as `{ cpu: 1, memory: 1 }`, whole numbers of 1 to 100; without any EKS has its own. EKS lists
   * `cpu`, `memory`, `nvidia.com/gpu`, `aws.amazon.com/neuron` and `aws.amazon.com/neuroncore`; others are warned about.
   */
  public static mostAllocated(weights: { [resource: string]: number } = {}): ScoringStrategy {
    return new ScoringStrategy('MostAllocated', weights);
  }

  /**
   * A strategy that this library does not know yet.
   *
   * @param type Type as CloudFormation spells it.
   * @param weights Weight of each resource, such as `{ cpu: 1, memory: 1 }`, whole numbers of 1 to 100; without any EKS has its own. EKS lists
   * `cpu`, `memory`, `nvidia.com/gpu`, `aws.amazon.com/neuron` and `aws.amazon.com/neuroncore`; others are warned about.
   */
  public static of(type: string, weights: { [resource: string]: number } = {}): ScoringStrategy {
    return new ScoringStrategy(type, weights);
  }

  private constructor(private readonly type: string, private readonly weights: { [resource: string]: number }) {
    for (const [name, weight] of Object.entries(weights)) {
      if (!Token.isUnresolved(weight) && (!Number.isInteger(weight) || weight < 1 || weight > 100)) {
        fail('ScoringWeight', `weight of resource ${name} must be a whole number of 1 to 100, got ${weight}: write for example 1`);
      }
    }
  }

  /** @internal */
  public _render(): { type: string; resources?: { name: string; weight: number }[] } {
    const resources = Object.entries(this.weights).map(([name, weight]) => ({ name, weight }));
    return { type: this.type, resources: resources.length > 0 ? resources : undefined };
  }
}
