import type * as kplus from 'cdk8s-plus-28';

/** cdk8s-plus, loaded when something is made from it: most apps need only its types, and loading it takes long. */
export function cdk8sPlus(): typeof kplus {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('cdk8s-plus-28');
}
