export * from './access';
export * from './compute';
export * from './gateway';
export * from './load-balancing';
export * from './network-policy';
export * from './storage';
