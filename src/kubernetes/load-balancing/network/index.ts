export * from './alpn-policy';
export * from './client-routing-policy';
export * from './network-health-check';
export * from './network-listener';
export * from './network-load-balancer-options';
export * from './network-load-balancer-service';
export * from './proxy-protocol';
export * from './weighted-target';
