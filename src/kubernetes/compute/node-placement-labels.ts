/** Label of nodes with the name of their NodePool. */
export const NODE_POOL = 'karpenter.sh/nodepool';
/** Label of nodes with what runs them. */
export const COMPUTE_TYPE = 'eks.amazonaws.com/compute-type';
/** What runs nodes of Auto Mode. */
export const AUTO = 'auto';
/** Mark of the built-in NodePool `system`. */
export const CRITICAL_ADDONS = 'CriticalAddonsOnly';
