export * from './object-policy';
export * from './provisioned-chart';
export * from './provisioner';
export * from './provisioning-options';
export * from './wait-for';
