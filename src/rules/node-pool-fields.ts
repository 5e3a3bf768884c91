import { NODE_POOL_HINTS, NODE_POOL_SHAPE } from './node-pool-shape';
import { ruleForKind } from './rule';
import { hasShape, shapeViolations } from './shape';
import { isToken } from '../private/tokens';

const API_VERSION = 'karpenter.sh/v1';

export const nodePoolFields = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-fields',
  reason: 'the API server refuses NodePools with fields that do not exist, of another type or missing, and versions other than v1',
  link: 'https://karpenter.sh/docs/concepts/nodepools/',
  check: (manifest) => {
    const { apiVersion } = manifest;
    if (!isToken(apiVersion) && apiVersion !== API_VERSION) {
      // Fields of other versions are others.
      return [{
        field: 'apiVersion',
        value: apiVersion,
        problem: `must be ${API_VERSION}, got "${apiVersion}", which clusters of Auto Mode do not serve`,
        fix: `write ${API_VERSION}, and follow the guide to v1 (https://karpenter.sh/docs/upgrading/v1-migration/)`,
      }];
    }
    return hasShape(manifest, NODE_POOL_SHAPE) ? [] : shapeViolations(manifest, NODE_POOL_SHAPE, '', NODE_POOL_HINTS);
  },
});
