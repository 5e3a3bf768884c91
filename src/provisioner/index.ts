export * from './object-policy';
export * from './provisioned-chart';
export * from './provisioner';
export * from './provisioner-options';
export * from './provisioning-options';
export * from './wait-for';
