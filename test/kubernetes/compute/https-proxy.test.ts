import { Token } from 'aws-cdk-lib';
import { HttpsProxy } from '../../../src';
import { specOf, typedNodeClass } from '../../support/node-class';

const ALWAYS = ['localhost', '127.0.0.1', '169.254.169.254', '.internal', '.eks.amazonaws.com'];
const url = 'http://192.0.2.4:3128';
const token = Token.asString({ Ref: 'Value' });

function proxyOf(proxy: HttpsProxy) {
  return specOf({ proxy }).advancedNetworking;
}

describe('the hosts that are reached without it', () => {
  test('are those that nodes need', () => {
    expect(proxyOf({ url })).toEqual({ httpsProxy: url, noProxy: ALWAYS });
  });

  test('are followed by further ones, each once', () => {
    expect(proxyOf({ url, noProxy: ['.example.com', 'localhost', '10.0.0.1', '.example.com'] }).noProxy).toEqual([...ALWAYS, '.example.com', '10.0.0.1']);
  });

  test('may be 50 with those', () => {
    const further = (count: number) => Array.from({ length: count }, (_, index) => `${index}.example.com`);
    expect(proxyOf({ url, noProxy: [...further(45), 'localhost'] }).noProxy).toHaveLength(50);
    expect(() => proxyOf({ url, noProxy: further(46) }))
      .toThrow(new Error('proxy.noProxy must be at most 45 further hosts, got 46: write domains such as .example.com instead of single hosts'));
  });

  test('have 1 to 255 characters', () => {
    expect(proxyOf({ url, noProxy: ['h'.repeat(255)] }).noProxy).toHaveLength(6);
    expect(() => proxyOf({ url, noProxy: [''] }))
      .toThrow(new Error('proxy.noProxy must be hosts of 1 to 255 characters, got "" with 0: write for example .example.com'));
    expect(() => proxyOf({ url, noProxy: ['h'.repeat(256)] })).toThrow(/ with 256: write/);
  });

  test('may be tokens', () => {
    expect(proxyOf({ url, noProxy: [token] }).noProxy).toEqual([...ALWAYS, token]);
  });
});

describe('the URL', () => {
  test.each(['http://192.0.2.4:3128', 'https://proxy.example.com', 'http://[2001:db8::4]:3128', `http://${'p'.repeat(248)}`, token, `http://${token}:3128`])('may be %s', (given) => {
    expect(proxyOf({ url: given }).httpsProxy).toBe(given);
  });

  test.each(['', '192.0.2.4:3128', 'proxy.example.com', 'http://', 'http:///path', 'socks5://192.0.2.4', 'http://2001:db8::4:3128', `http://${'p'.repeat(249)}`])('must not be %j', (given) => {
    expect(() => typedNodeClass({ proxy: { url: given } }))
      .toThrow(new Error(`proxy.url must be a URL of at most 255 characters, got "${given}": write for example http://192.0.2.4:3128, an IPv6 address in brackets`));
  });
});
