export * from './access-entry';
export * from './access-entry-type';
export * from './access-options';
export * from './access-policy';
export * from './cluster-access';
export * from './identity-center-role-principal';
