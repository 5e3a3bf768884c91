import { isKnown, listOf, Problem, written } from './field-checks';
import { ruleForNodeClass } from './node-class-rule';
import { isProxyUrl, MAXIMUM_PROXY_EXCEPTIONS, MAXIMUM_PROXY_TEXT } from './proxy-limits';
import { fieldOf } from './rule';

const PROXY = 'spec.advancedNetworking.httpsProxy';
const EXCEPTIONS = 'spec.advancedNetworking.noProxy';

export const nodeClassProxy = ruleForNodeClass({
  id: 'node-class-proxy',
  reason: 'the proxy of nodes is a URL, and what goes without it is a list of hosts, each with a limit',
  check: (manifest) => {
    const proxy = fieldOf(manifest, PROXY);
    const exceptions = listOf(manifest, EXCEPTIONS) ?? [];
    return [
      ...!isKnown(proxy) || (typeof proxy === 'string' && isProxyUrl(proxy)) ? [] : [{
        field: PROXY,
        value: proxy,
        problem: `must be a URL of at most ${MAXIMUM_PROXY_TEXT} characters, got ${written(proxy)}`,
        fix: 'write for example "http://192.0.2.4:3128", an IPv6 address in brackets',
      }],
      ...exceptions.length <= MAXIMUM_PROXY_EXCEPTIONS ? [] : [{
        field: EXCEPTIONS,
        value: exceptions.length,
        problem: `must be at most ${MAXIMUM_PROXY_EXCEPTIONS} hosts, got ${exceptions.length}`,
        fix: 'write domains such as ".example.com" instead of single hosts',
      }],
      ...exceptions.flatMap((host, index) => checkHost(`${EXCEPTIONS}[${index}]`, host)),
    ];
  },
});

function checkHost(field: string, host: unknown): Problem[] {
  return !isKnown(host) || (typeof host === 'string' && host !== '' && host.length <= MAXIMUM_PROXY_TEXT) ? [] : [{
    field, value: host, problem: `must be a host of 1 to ${MAXIMUM_PROXY_TEXT} characters, got ${written(host)}`, fix: 'write for example ".example.com"',
  }];
}
