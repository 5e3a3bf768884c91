export * from './target-group-binding';
export * from './target-group-ingress';
export * from './target-group-port';
