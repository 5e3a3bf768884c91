import { fail } from '../../../private/errors';
import { isToken } from '../../../private/tokens';
import { isProxyUrl, MAXIMUM_PROXY_EXCEPTIONS, MAXIMUM_PROXY_TEXT, PROXY_EXCEPTIONS } from '../../../rules/proxy-limits';
import { unlessEmpty } from '../../unless-empty';
import { HttpsProxy } from '../https-proxy';
import { NodeClassOptions } from '../node-class-options';

/** The fields of `spec.advancedNetworking`. */
export function renderAdvancedNetworking(options: NodeClassOptions): object | undefined {
  const { associatePublicIpAddress, proxy, ipv4PrefixSize, ipv4Egress, networkInterfaces = [] } = options;
  return unlessEmpty({
    associatePublicIPAddress: associatePublicIpAddress,
    ...proxy && renderProxy(proxy),
    ipv4PrefixSize,
    enableV4Egress: ipv4Egress,
    networkInterfaces: networkInterfaces.length === 0 ? undefined : networkInterfaces.map((networkInterface) => networkInterface._render()),
  });
}

function renderProxy({ url, noProxy: further = [] }: HttpsProxy): object {
  if (!isToken(url) && !isProxyUrl(url)) {
    fail('HttpsProxy', `proxy.url must be a URL of at most ${MAXIMUM_PROXY_TEXT} characters, got "${url}": write for example http://192.0.2.4:3128, an IPv6 address in brackets`);
  }
  const noProxy = [...new Set([...PROXY_EXCEPTIONS, ...further])];
  if (noProxy.length > MAXIMUM_PROXY_EXCEPTIONS) {
    fail('HttpsProxy', `proxy.noProxy must be at most ${MAXIMUM_PROXY_EXCEPTIONS - PROXY_EXCEPTIONS.length} further hosts, got ${noProxy.length - PROXY_EXCEPTIONS.length}: `
      + 'write domains such as .example.com instead of single hosts');
  }
  const wrong = noProxy.find((host) => !isToken(host) && (host === '' || host.length > MAXIMUM_PROXY_TEXT));
  if (wrong !== undefined) {
    fail('HttpsProxy', `proxy.noProxy must be hosts of 1 to ${MAXIMUM_PROXY_TEXT} characters, got "${wrong}" with ${wrong.length}: write for example .example.com`);
  }
  return { httpsProxy: url, noProxy };
}
