export * from './authentication-mode';
export * from './auto-mode-cluster';
export * from './built-in-node-pool';
export * from './cluster-settings';
export * from './control-plane-egress-mode';
export * from './i-auto-mode-cluster';
export * from './scoring-strategy';
export * from './upgrade-policy';
