import { isToken } from '../private/tokens';

/** A star may lead, before two labels at least; a trailing dot, upper case and underscores are allowed. */
const DOMAIN_NAME = /^(\*\.)?([a-zA-Z0-9_]([a-zA-Z0-9_-]*[a-zA-Z0-9_])?\.)+[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.?$/;

/** What is wrong with a domain name in a policy. */
export function problemOfDomainName(name: unknown): { readonly problem: string; readonly fix: string } | undefined {
  if (isToken(name) || (typeof name === 'string' && DOMAIN_NAME.test(name))) { return undefined; }
  return {
    problem: `must be names of at least two labels, or such with "*." before them, got ${JSON.stringify(name ?? null)}`,
    fix: 'write for example "api.example.com" or "*.example.com"',
  };
}
