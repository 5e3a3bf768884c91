export * from './access';
export * from './compute';
export * from './load-balancing';
export * from './storage';
