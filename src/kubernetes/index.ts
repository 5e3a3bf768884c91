export * from './access';
export * from './compute';
