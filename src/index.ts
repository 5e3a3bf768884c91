export * from './cluster';
export * from './kubernetes';
export * from './provisioner';
export * from './rules';
export * from './testing';
