import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { ApiObject } from './api-client';

interface Schema {
  properties?: Record<string, Schema>;
  default?: unknown;
  [keyword: string]: unknown;
}

/** Auto Mode has no NodeOverlay and no CapacityBuffer. */
const KARPENTER_KINDS = ['NodePool', 'NodeClaim'];

/**
 * The CRDs of an Auto Mode cluster: Karpenter's own, changed where Auto Mode's copies differ, and those of crds/.
 */
export function customResourceDefinitions(karpenterCrds: string): ApiObject[] {
  const karpenter = (JSON.parse(fs.readFileSync(karpenterCrds, 'utf8')) as ApiObject[]).filter(crd => KARPENTER_KINDS.includes(crd.spec.names.kind));
  for (const nodePool of karpenter.filter(crd => crd.spec.names.kind === 'NodePool')) limitLifetime(nodePool);

  const folder = path.join(__dirname, 'crds');
  const own = fs.readdirSync(folder).sort().map(file => parse(fs.readFileSync(path.join(folder, file), 'utf8')) as ApiObject);
  return [...karpenter, ...own].map(crd => ({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', ...crd }));
}

/** Nodes of Auto Mode live for 21 days at most, and for 14 by default. */
function limitLifetime(nodePool: ApiObject): void {
  for (const version of nodePool.spec.versions as { schema: { openAPIV3Schema: Schema } }[]) {
    const nodeSpec = descend(version.schema.openAPIV3Schema, 'spec', 'template', 'spec');
    descend(nodeSpec, 'expireAfter').default = '336h';
    nodeSpec['x-kubernetes-validations'] = [
      ...(nodeSpec['x-kubernetes-validations'] as object[] | undefined ?? []),
      {
        rule: [
          "self.expireAfter != 'Never'",
          "duration(self.expireAfter) + (has(self.terminationGracePeriod) ? duration(self.terminationGracePeriod) : duration('24h')) <= duration('504h')",
        ].join(' && '),
        message: 'the sum of expireAfter and terminationGracePeriod (defaulted to 24h) may not exceed 21 days',
      },
    ];
  }
}

function descend(schema: Schema, ...names: string[]): Schema {
  return names.reduce((parent, name) => {
    const child = parent.properties?.[name];
    if (!child) throw new Error(`the NodePool CRD of Karpenter has no ${names.join('.')} any more`);
    return child;
  }, schema);
}
