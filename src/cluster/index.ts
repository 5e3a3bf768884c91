export * from './auto-mode-cluster';
export * from './i-auto-mode-cluster';
export * from './built-in-node-pool';
