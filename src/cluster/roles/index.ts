export * from './cluster-role';
export * from './node-role';
export * from './role-options';
