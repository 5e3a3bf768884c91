export * from './allow-all';
export * from './application-network-policy';
export * from './cluster-dns';
export * from './cluster-network-policy';
export * from './default-deny';
export * from './network-policy-action';
export * from './network-policy-enablement';
export * from './network-policy-tier';
