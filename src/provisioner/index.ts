export * from './provisioned-chart';
export * from './provisioner';
