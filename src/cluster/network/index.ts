export * from './auto-mode-vpc';
export * from './auto-mode-vpc-props';
export * from './cluster-endpoints';
export * from './cluster-endpoints-props';
