export * from './ingress';
export * from './load-balancer-ip-address-type';
export * from './load-balancer-logs';
export * from './load-balancer-scheme';
export * from './load-balancer-target-type';
export * from './network';
export * from './ssl-policy';
export * from './target-group';
