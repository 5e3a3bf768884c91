export * from './managed-controllers';
