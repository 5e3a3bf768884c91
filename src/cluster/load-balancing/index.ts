export * from './add-ingress-class-options';
export * from './application-load-balancer-cdk-options';
export * from './bind-target-group-options';
export * from './cluster-load-balancing';
export * from './expose-via-application-load-balancer-options';
export * from './expose-via-network-load-balancer-options';
export * from './user-pool-authentication';
