import { Manifest } from '../../src/provisioner/contract';
import { nodePool } from '../apps/node-pool';

/** So many are NodePools, the rest are ConfigMaps, as in a big chart. */
const NODE_POOLS = 500;
const CONFIG_MAP_BYTES = 4_300;

/** Objects of one of the sides, in the version that each of them is to have. */
export function objectsOf(side: string, count: number, versionOf: (index: number) => number): Manifest[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${side}-${index}`;
    return index < NODE_POOLS ? nodePoolOf(name, versionOf(index)) : configMapOf(name, versionOf(index));
  });
}

function nodePoolOf(name: string, version: number): Manifest {
  const pool = nodePool(name);
  return { ...pool, spec: { ...pool.spec, weight: 1 + version % 100 } };
}

function configMapOf(name: string, version: number): Manifest {
  const line = `${name} is configured like this, with a text that is long enough to be one.\n`;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    data: { version: String(version), configuration: line.repeat(Math.ceil(CONFIG_MAP_BYTES / line.length)) },
  };
}
