/** A refusal of ours of what the API server accepts. */
export interface Stricter {
  readonly ruleId: string;
  /** What is said of it. */
  readonly problem: RegExp;
  /** Why it is refused all the same. */
  readonly source: string;
}

const RUNTIME = 'RuntimeValidate of Karpenter (pkg/apis/v1/nodepool_validation.go, nodeclaim_validation.go): the NodePool never becomes ready';
const DECODING = 'Go cannot read it: time.Duration has 64 bits of nanoseconds, resource.Quantity no broken exponents';
const UNDOCUMENTED = 'user guide, create-node-pool: labels of Auto Mode, Linux only';

/**
 * Where synthesis is stricter than the API server with Karpenter's CRD. Everything else that we refuse, the server refuses too.
 */
export const STRICTER: Stricter[] = [
  { ruleId: 'node-pool-name', problem: /must be 1 to 63 lower-case/, source: 'the name becomes the value of the label karpenter.sh/nodepool, of at most 63 characters' },
  { ruleId: 'node-class-ref', problem: /must be "(eks\.amazonaws\.com|NodeClass)"/, source: 'user guide, create-node-pool; EC2NodeClass is not there (aws/containers-roadmap#2524)' },
  { ruleId: 'reserved-capacity', problem: /must allow other capacity too/, source: 'user guide, auto-odcr' },
  { ruleId: 'requirement-key', problem: /at most 63 characters|DNS name .* of at most 253/, source: RUNTIME },
  { ruleId: 'requirement-key', problem: /of self-managed Karpenter|label of Windows|linux only/, source: UNDOCUMENTED },
  { ruleId: 'requirement-values', problem: /must have only letters|at most 63 characters/, source: RUNTIME },
  { ruleId: 'requirement-values', problem: /must have at least one value with NotIn/, source: 'reads as Exists; text of the CRD' },
  { ruleId: 'requirement-values', problem: /must have no values with (Exists|DoesNotExist)/, source: 'they are ignored; text of the CRD' },
  { ruleId: 'requirement-values', problem: /must be a whole number of 0 or more with \w+, got "[+-]/, source: `${RUNTIME}: the sign is no character of a label` },
  { ruleId: 'requirement-values', problem: /must be at most the number of different values/, source: 'Karpenter counts a value once (scheduling/requirement.go): nothing is launched' },
  { ruleId: 'requirement-values', problem: /must not be given with DoesNotExist/, source: 'no values are left to count: nothing is launched' },
  { ruleId: 'requirement-conflict', problem: /must leave/, source: 'aws/containers-roadmap#2516: ready, and nothing is launched' },
  { ruleId: 'instance-size', problem: /must allow/, source: 'user guide, automode-learn-instances; aws/containers-roadmap#2533' },
  { ruleId: 'node-pool-labels', problem: /key must have|of Windows|must be linux/, source: `${RUNTIME}; ${UNDOCUMENTED}` },
  { ruleId: 'node-pool-annotations', problem: /key must have|at most 262144 bytes/, source: 'Kubernetes refuses the NodeClaim, which gets the annotations' },
  { ruleId: 'node-pool-taints', problem: /at most 63 characters|DNS name .* of at most 253|of its own/, source: RUNTIME },
  { ruleId: 'node-pool-limits', problem: /must be a quantity, got "[^"]*e/i, source: DECODING },
  { ruleId: 'node-pool-limits', problem: /must not be negative/, source: 'Limits.ExceededBy: nothing is ever launched' },
  { ruleId: 'node-pool-limits', problem: /must be a resource of nodes|name of the resource/, source: 'Kubernetes: resources of nodes without a domain are its own; such a limit is never reached' },
  { ruleId: 'static-node-pool', problem: /must be at least replicas/, source: 'static provisioning stops at limits.nodes: the replicas are never there' },
  { ruleId: 'node-pool-consolidation', problem: /must be at most 9223372036 seconds/, source: DECODING },
  { ruleId: 'disruption-budget', problem: /must be a percentage .*, got "\d+"/, source: 'GetIntStrFromValue cuts it to 32 bits: 4294967296 counts as 0' },
  { ruleId: 'disruption-budget', problem: /must have an entry/, source: 'GetAllowedDisruptionsByReason: a list without entries matches no reason' },
  {
    ruleId: 'disruption-budget',
    problem: /five fields|no time zone|(minute|hour|day of month|month|day of week) must be/,
    source: 'IsActive: robfig/cron refuses it, and the budget counts as 0; ranges from a star and @every are refused because they read as something else',
  },
  { ruleId: 'disruption-budget', problem: /must name a day that some month has/, source: 'IsActive: no next time is before now, and the budget counts always' },
  { ruleId: 'disruption-budget', problem: /must be at least a minute/, source: 'IsActive: a window without length is never open' },
  { ruleId: 'disruption-budget', problem: /must be at most 9223372036 seconds/, source: DECODING },
];
