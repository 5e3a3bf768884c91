import { Token } from 'aws-cdk-lib';
import { ProvisionerOptions } from './provisioner-options';

/** As what the handler compares with the name of a host. */
const HOST = /^\.?[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/;

/** What cannot work; all of it at once. */
export function problemsOfProvisioner(options: ProvisionerOptions, isInVpc: boolean): string[] {
  const { accessPolicies, kubernetesGroups, httpsProxy, noProxy = [] } = options;
  const withoutUse = (['functionSubnets', 'functionSecurityGroups', 'httpsProxy'] as const).filter((name) => !isInVpc && options[name] !== undefined);
  return [
    ...withoutUse.length > 0 ? [`${withoutUse.join(' and ')} must be left out when the endpoint is open to the public, since the function is in no VPC then, got ${withoutUse.length === 1 ? 'it' : 'them'}: `
      + 'write endpointAccess: eks.EndpointAccess.PRIVATE, or remove the option'] : [],
    ...accessPolicies?.length === 0 && (kubernetesGroups ?? []).length === 0
      ? ['accessPolicies must not be empty without kubernetesGroups, or the function could do nothing in the cluster, got none of both: leave accessPolicies out, or write kubernetesGroups'] : [],
    ...httpsProxy !== undefined && !Token.isUnresolved(httpsProxy) ? problemsOfProxy(httpsProxy) : [],
    ...noProxy.length > 0 && httpsProxy === undefined ? ['noProxy must be left out without httpsProxy, got it: write httpsProxy, or remove it'] : [],
    ...noProxy.filter((host) => !Token.isUnresolved(host) && !HOST.test(host)).map((host) => `noProxy must have names and addresses of hosts, or domains that begin with a dot, got "${host}": `
      + 'write for example ".s3.us-east-1.amazonaws.com"'),
  ];
}

function problemsOfProxy(text: string): string[] {
  const example = 'write for example "http://proxy.example.com:3128"';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return [`httpsProxy must be a URL, got "${text}": ${example}`];
  }
  if (url.username || url.password) { return ['httpsProxy must be without name and password, which everybody could read who may see the function, got some: let the proxy know the function by its address']; }
  if (!['http:', 'https:'].includes(url.protocol)) { return [`httpsProxy must begin with http:// or https://, got "${text}": ${example}`]; }
  return url.pathname === '/' && !url.search && !url.hash ? [] : [`httpsProxy must have no path, got "${text}": ${example}`];
}
