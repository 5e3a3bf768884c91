import { createHash } from 'crypto';
import { Fault, PASSING_FAULTS, PASSING_FAULTS_OF_WRITES } from './fault';
import { ProxiedRequest } from './fault-proxy';

export interface FaultPlanProps {
  readonly seed: string;
  /** Share of requests that something goes wrong with. */
  readonly share: number;
  /** Further faults that any request can meet. */
  readonly faults?: typeof PASSING_FAULTS;
}

/** How often in a row the same request may meet a fault: the end of a test is to come in time. */
const MOST_IN_A_ROW = 4;

/**
 * Mixed faults by a seed. A request that comes for the n-th time meets the same fault in every run with the same seed, whatever
 * else is under way: a single stream of random numbers would depend on the order of arrival.
 */
export class FaultPlan {
  private readonly arrivals = new Map<string, number>();
  private readonly inARow = new Map<string, number>();

  constructor(private readonly props: FaultPlanProps) {}

  public readonly choose = (request: ProxiedRequest): Fault | undefined => {
    const key = `${request.method} ${request.path} ${request.query.get('dryRun') ?? ''}`;
    const arrival = this.arrivals.get(key) ?? 0;
    this.arrivals.set(key, arrival + 1);
    const inARow = this.inARow.get(key) ?? 0;
    if (inARow >= MOST_IN_A_ROW || !this.happens(this.props.share, key, arrival)) {
      this.inARow.delete(key);
      return undefined;
    }
    this.inARow.set(key, inARow + 1);
    const faults = Object.values({ ...PASSING_FAULTS, ...this.props.faults, ...request.method !== 'GET' && PASSING_FAULTS_OF_WRITES });
    return faults[Math.floor(this.fraction('which', key, arrival) * faults.length)](request);
  };

  /** Whether something of this probability happens, by what it is about. */
  public happens(probability: number, ...about: (string | number)[]): boolean {
    return this.fraction('whether', ...about) < probability;
  }

  private fraction(...about: (string | number)[]): number {
    return fractionOf(this.props.seed, ...about);
  }
}

/** A number from 0 to less than 1 that looks random, and is always the same for the same parts. */
export function fractionOf(...parts: (string | number)[]): number {
  return createHash('sha256').update(parts.join('\n')).digest().readUInt32BE() / 2 ** 32;
}
