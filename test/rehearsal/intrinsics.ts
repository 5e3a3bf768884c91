import { subnetsOf } from './cidr';
import { Template } from './synthesis';

/** What expressions of a template refer to. */
export interface Scope {
  readonly template: Template;
  readonly pseudoParameters: { readonly [name: string]: unknown };
  ref(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  importValue(name: string): unknown;
}

/** `AWS::NoValue`: the property is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** Resolves the intrinsic functions of CloudFormation in a part of a template. */
export function resolve(value: unknown, scope: Scope): any {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  }
  if (typeof value !== 'object' || value === null) { return value; }
  const [key, ...others] = Object.keys(value);
  if (others.length === 0 && (key === 'Ref' || key === 'Condition' || key?.startsWith('Fn::'))) {
    return call(key, (value as Record<string, unknown>)[key], scope);
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, scope)]).filter(([, item]) => item !== NO_VALUE));
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  if (name === 'Fn::If') {
    const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
    return resolve(isMet(condition, scope) ? whenTrue : whenFalse, scope);
  }
  if (name === 'Fn::Sub') {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(text, resolve(variables, scope), scope);
  }
  const resolved = resolve(argument, scope);
  switch (name) {
    case 'Ref': return reference(resolved, scope);
    case 'Fn::GetAtt': {
      const [id, ...attribute] = Array.isArray(resolved) ? resolved : resolved.split('.');
      return scope.attribute(id, attribute.join('.'));
    }
    case 'Fn::Join': return resolved[1].map(String).join(resolved[0]);
    case 'Fn::Split': return String(resolved[1]).split(resolved[0]);
    case 'Fn::Select': return resolved[1][Number(resolved[0])];
    case 'Fn::FindInMap': return scope.template.Mappings?.[resolved[0]]?.[resolved[1]]?.[resolved[2]];
    case 'Fn::ImportValue': return scope.importValue(resolved);
    case 'Fn::GetAZs': return ['a', 'b', 'c'].map((zone) => `${resolved || scope.pseudoParameters['AWS::Region']}${zone}`);
    case 'Fn::Cidr': return subnetsOf(resolved[0], Number(resolved[1]), Number(resolved[2]));
    case 'Fn::Base64': return Buffer.from(resolved).toString('base64');
    case 'Fn::Equals': return resolved[0] === resolved[1];
    case 'Fn::Not': return !resolved[0];
    case 'Fn::And': return resolved.every(Boolean);
    case 'Fn::Or': return resolved.some(Boolean);
    case 'Condition': return isMet(resolved, scope);
    default: throw new Error(`the rehearsal does not know ${name}`);
  }
}

/** Whether a condition of the template holds. */
export function isMet(condition: string, scope: Scope): boolean {
  return Boolean(resolve(scope.template.Conditions?.[condition], scope));
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') { return NO_VALUE; }
  if (name in scope.pseudoParameters) { return scope.pseudoParameters[name]; }
  const parameter = scope.template.Parameters?.[name];
  if (!parameter) { return scope.ref(name); }
  const value = parameter.Default ?? '';
  return parameter.Type.includes('List<') || parameter.Type === 'CommaDelimitedList' ? value.split(',') : value;
}

function substitute(text: string, variables: { [name: string]: unknown }, scope: Scope): string {
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal, name: string) => {
    if (literal) { return `\${${name}}`; }
    if (name in variables) { return String(variables[name]); }
    const [id, ...attribute] = name.split('.');
    return String(attribute.length > 0 ? scope.attribute(id, attribute.join('.')) : reference(name, scope));
  });
}

/** Resources that a part of a template refers to. */
export function referencedIds(value: unknown, template: Template): Set<string> {
  const ids = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) { return part.forEach(visit); }
    if (typeof part !== 'object' || part === null) { return; }
    for (const [key, item] of Object.entries(part)) {
      if (key === 'Ref' && typeof item === 'string') { ids.add(item); }
      if (key === 'Fn::GetAtt') { ids.add(Array.isArray(item) ? item[0] : String(item).split('.')[0]); }
      if (key === 'Fn::Sub') {
        const text = Array.isArray(item) ? item[0] : item;
        for (const [, name] of String(text).matchAll(/\$\{([^!}][^}]*)\}/g)) { ids.add(name.split('.')[0]); }
      }
      visit(item);
    }
  };
  visit(value);
  return new Set([...ids].filter((id) => id in template.Resources));
}
