export * from './cluster-storage';
