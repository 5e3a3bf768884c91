export * from './bind-target-group-options';
export * from './cluster-load-balancing';
export * from './expose-via-network-load-balancer-options';
