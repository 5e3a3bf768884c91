export * from './authentication-mode';
export * from './cluster-settings';
export * from './control-plane-egress-mode';
export * from './scoring-strategy';
export * from './upgrade-policy';
