export * from './auto-mode-rules';
export * from './cluster-facts';
export * from './finding';
