import { Token } from 'aws-cdk-lib';
import { problemsOf } from '../support/node-class';

const token = Token.asString({ Ref: 'Value' });
const httpsProxy = 'http://192.0.2.4:3128';
const ALWAYS = ['localhost', '127.0.0.1', '169.254.169.254', '.internal', '.eks.amazonaws.com'];

describe('limits', () => {
  const found = (advancedNetworking: unknown) => problemsOf('node-class-proxy', { advancedNetworking });

  test.each([httpsProxy, 'http://[2001:db8::4]:3128', `http://${'p'.repeat(248)}`, token, `http://${token}`])('the URL may be %s', (url) => {
    expect(found({ httpsProxy: url })).toEqual([]);
  });

  test.each(['', '192.0.2.4:3128', 'http://2001:db8::4:3128', `http://${'p'.repeat(249)}`, 3128])('the URL must not be %j', (url) => {
    expect(found({ httpsProxy: url })).toEqual([
      `spec.advancedNetworking.httpsProxy: must be a URL of at most 255 characters, got ${JSON.stringify(url)}: write for example "http://192.0.2.4:3128", an IPv6 address in brackets`,
    ]);
  });

  test('hosts are at most 50', () => {
    expect(found({ noProxy: Array(50).fill('a') })).toEqual([]);
    expect(found({ noProxy: Array(51).fill('a') }))
      .toEqual(['spec.advancedNetworking.noProxy: must be at most 50 hosts, got 51: write domains such as ".example.com" instead of single hosts']);
  });

  test('hosts have 1 to 255 characters', () => {
    expect(found({ noProxy: ['h', 'h'.repeat(255), token] })).toEqual([]);
    expect(found({ noProxy: ['h', ''] }))
      .toEqual(['spec.advancedNetworking.noProxy[1]: must be a host of 1 to 255 characters, got "": write for example ".example.com"']);
    expect(found({ noProxy: ['h'.repeat(256)] })).toEqual([expect.stringMatching(/^spec.advancedNetworking.noProxy\[0\]: must be a host/)]);
  });

  test('what is only known at deployment is not judged', () => {
    expect(found({ noProxy: Token.asList({ Ref: 'Hosts' }) })).toEqual([]);
    expect(found(token)).toEqual([]);
  });
});

describe('exceptions', () => {
  const warned = (advancedNetworking: unknown) => problemsOf('node-class-proxy-exceptions', { advancedNetworking });

  test.each<[string, unknown]>([
    ['all', { httpsProxy, noProxy: [...ALWAYS, '.example.com'] }],
    ['no proxy', { noProxy: [] }],
    ['a token among the hosts', { httpsProxy, noProxy: [token] }],
    ['hosts that are a token', { httpsProxy, noProxy: Token.asList({ Ref: 'Hosts' }) }],
    ['all of it a token', token],
  ])('with %s nothing is missed', (_, networking) => {
    expect(warned(networking)).toEqual([]);
  });

  test('that nodes need are missed', () => {
    const problem = 'spec.advancedNetworking.noProxy: should hold localhost, 127.0.0.1, 169.254.169.254, .internal, .eks.amazonaws.com, got';
    expect(warned({ httpsProxy })).toEqual([`${problem} none: add ${ALWAYS.join(', ')}`]);
    expect(warned({ httpsProxy: token, noProxy: ALWAYS.slice(1) })).toEqual([`${problem} ["127.0.0.1","169.254.169.254",".internal",".eks.amazonaws.com"]: add localhost`]);
  });
});
