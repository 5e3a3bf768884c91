import { createHash } from 'crypto';
import { referencedIds } from './intrinsics';
import { PlayedResource } from './played-resource';
import { SynthesizedStack, Template } from './synthesis';

/** A stack that is deployed. */
export interface Stack {
  readonly id: string;
  readonly definition: SynthesizedStack;
  /** In the order of creation. */
  readonly resources: Map<string, PlayedResource>;
}

/** Resources so that each comes after those that it refers to or depends on. */
export function creationOrder(template: Template): string[] {
  const order = new Set<string>();
  const visit = (logicalId: string) => {
    if (order.has(logicalId)) { return; }
    const { Properties, DependsOn } = template.Resources[logicalId];
    [...referencedIds(Properties, template), ...[DependsOn ?? []].flat()].forEach(visit);
    order.add(logicalId);
  };
  Object.keys(template.Resources).forEach(visit);
  return [...order];
}

export function stackIdOf({ name, region, account }: SynthesizedStack): string {
  const id = createHash('sha256').update(name).digest('hex');
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20, 32)}`;
}

export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** CloudFormation hands every scalar over as a string. */
export function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(asStrings); }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asStrings(item)]));
  }
  return String(value);
}

/** Whether CloudFormation lets go of a resource instead of deleting it. */
export function isRetained({ definition: { template } }: Stack, logicalId: string): boolean {
  return (template.Resources[logicalId]?.DeletionPolicy ?? 'Delete') !== 'Delete';
}
