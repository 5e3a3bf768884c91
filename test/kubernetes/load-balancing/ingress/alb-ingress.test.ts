import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AlbIngress, AlbIngressClass, AlbIngressProps, AutoModeRules, HealthCheckPort, IngressAction, IngressAuthentication, IngressBackend,
  IngressCondition, IngressListener, IngressPath, IngressRewrite, IngressRule, JwtClaim, SslPolicy, TargetHealthThreshold, TargetStickiness,
} from '../../../../src';
import { FULL_INGRESSES, oidcSecret, typedIngress } from '../../../support/full-ingress';

const PREFIX = 'alb.ingress.kubernetes.io/';
const WEB = IngressAction.forward(IngressBackend.serviceName('web', { port: 80 }));

function annotationsOf(ingress: AlbIngress | ApiObject): { [suffix: string]: string } {
  const json = ingress instanceof AlbIngress ? ingress.apiObject.toJson() : ingress.toJson();
  return Object.fromEntries(Object.entries(json.metadata.annotations ?? {}).map(([name, text]) => [name.replace(PREFIX, ''), text as string]));
}

function pathsOf(rules: IngressRule[]): string[][] {
  const { rules: rendered } = typedIngress({ rules }).apiObject.toJson().spec;
  return rendered.map(({ http }: { http: { paths: { path: string; pathType: string }[] } }) => http.paths.map(({ path, pathType }) => `${pathType} ${path}`));
}

describe('annotations', () => {
  test.each(Object.entries(FULL_INGRESSES))('of every prop: %s', (_, { props, annotations }) => {
    const rendered = annotationsOf(typedIngress(props));
    const parsed = Object.fromEntries(Object.entries(rendered).map(([suffix, text]) => [suffix, typeof annotations[suffix] === 'object' ? JSON.parse(text) : text]));
    expect(parsed).toEqual(annotations);
  });

  test.each(Object.entries(FULL_INGRESSES))('break no rule: %s', (_, { props }) => {
    expect(AutoModeRules.findings(typedIngress({ ingressClass: AlbIngressClass.fromIngressClassName('internet'), ...props }, 'shop').node.root)
      .filter(({ ruleId }) => ruleId !== 'ingress-unknown-annotations')).toEqual([]);
  });

  test('are none where nothing is said', () => {
    expect(annotationsOf(typedIngress({ rules: [{ action: WEB }] }))).toEqual({});
  });

  test('that are written hold against props', () => {
    const ingress = typedIngress({ rules: [{ action: WEB }], metadata: { name: 'shop', annotations: { [`${PREFIX}group.order`]: '7', other: 'x' } }, groupOrder: 5 });
    expect(annotationsOf(ingress)).toEqual({ 'group.order': '7', 'other': 'x' });
  });

  test('can be added', () => {
    const ingress = typedIngress({ rules: [{ action: WEB }] });
    ingress.metadata.addAnnotation('other', 'x');
    expect(annotationsOf(ingress)).toEqual({ other: 'x' });
  });

  test('without listeners, a redirect is from 80 to 443', () => {
    expect(annotationsOf(typedIngress({ rules: [{ action: WEB }], redirectHttp: true }))).toEqual({ 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'ssl-redirect': '443' });
  });

  test('a redirect goes to the first HTTPS listener', () => {
    const listeners = [IngressListener.http(8080), IngressListener.https(8443), IngressListener.https()];
    const ingress = typedIngress({ rules: [{ action: WEB }], redirectHttp: true, listeners });
    expect(annotationsOf(ingress)['ssl-redirect']).toBe('8443');
  });

  test('a redirect may go to a listener of another Ingress of the group', () => {
    const ingress = typedIngress({ rules: [{ action: WEB }], redirectHttp: true, redirectPort: 443, listeners: [IngressListener.http()] });
    expect(annotationsOf(ingress)).toMatchObject({ 'listen-ports': '[{"HTTP":80}]', 'ssl-redirect': '443' });
  });

  test('with security groups, pods let the load balancer in unless it is said otherwise', () => {
    expect(annotationsOf(typedIngress({ securityGroups: ['sg-1'] }))).toEqual({ 'security-groups': 'sg-1', 'manage-backend-security-group-rules': 'true' });
    expect(annotationsOf(typedIngress({ securityGroups: ['sg-1'], manageBackendSecurityGroupRules: false }))).toMatchObject({ 'manage-backend-security-group-rules': 'false' });
  });

  test('a policy may be of a name that this library does not know', () => {
    expect(annotationsOf(typedIngress({ rules: [{ action: WEB }], sslPolicy: SslPolicy.of('ELBSecurityPolicy-2030') }))).toEqual({ 'ssl-policy': 'ELBSecurityPolicy-2030' });
  });
});

describe('rules', () => {
  test('that forward to a Service are written as such', () => {
    const ingress = typedIngress({ rules: [{ host: 'a.example.com', path: IngressPath.exact('/x'), action: IngressAction.forward(IngressBackend.serviceName('web', { portName: 'http' })) }] });
    expect(ingress.apiObject.toJson()).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop' },
      spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/x', pathType: 'Exact', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }] },
    });
  });

  test('keep their order: one joins the one before only where the controller leaves it there', () => {
    const path = (value: IngressPath, host?: string) => ({ host, path: value, action: WEB });
    expect(pathsOf([
      path(IngressPath.exact('/a')), path(IngressPath.exact('/')), path(IngressPath.prefix('/long/er')), path(IngressPath.prefix('/long')), path(IngressPath.pattern('/z*')),
      path(IngressPath.pattern('/*')),
    ])).toEqual([['Exact /a', 'Exact /', 'Prefix /long/er', 'Prefix /long', 'ImplementationSpecific /z*', 'ImplementationSpecific /*']]);
    expect(pathsOf([path(IngressPath.prefix('/')), path(IngressPath.prefix('/shop'))])).toEqual([['Prefix /'], ['Prefix /shop']]);
    expect(pathsOf([path(IngressPath.prefix('/')), path(IngressPath.exact('/shop'))])).toEqual([['Prefix /'], ['Exact /shop']]);
    expect(pathsOf([path(IngressPath.pattern('/*')), path(IngressPath.prefix('/shop'))])).toEqual([['ImplementationSpecific /*'], ['Prefix /shop']]);
    expect(pathsOf([path(IngressPath.ALL, 'a'), path(IngressPath.ALL, 'b'), path(IngressPath.ALL, 'a')])).toEqual([['Prefix /'], ['Prefix /'], ['Prefix /']]);
  });

  test('with conditions or rewrites have a backend of their own, so that others to the same Service are as they were', () => {
    const ingress = typedIngress({
      rules: [
        { conditions: [IngressCondition.header('x-a', 'b')], action: WEB },
        { rewrites: [IngressRewrite.url('^/a$', '/b')], action: WEB },
        { action: WEB },
      ],
    });
    const backends = ingress.apiObject.toJson().spec.rules.flatMap(({ http }: any) => http.paths.map(({ backend }: any) => backend.service.name));
    expect(backends).toEqual(['rule-1', 'rule-2', 'web']);
    expect(Object.keys(annotationsOf(ingress))).toEqual(['actions.rule-1', 'actions.rule-2', 'conditions.rule-1', 'transforms.rule-2']);
  });

  test('can be added', () => {
    const ingress = typedIngress({ defaultAction: WEB });
    ingress.addRule({ action: IngressAction.fixedResponse(404), name: 'none' });
    ingress.addRule({ action: IngressAction.redirect({ host: 'b.example.com' }) });
    expect(Object.keys(annotationsOf(ingress))).toEqual(['actions.none', 'actions.rule-2']);
    expect(ingress.apiObject.toJson().spec).toMatchObject({ defaultBackend: { service: { name: 'web', port: { number: 80 } } }, rules: [{ http: { paths: [{}, {}] } }] });
  });

  test('take Services of cdk8s-plus', () => {
    const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
    const service = new kplus.Service(chart, 'Service', { metadata: { name: 'web' }, ports: [{ port: 8080, name: 'http' }, { port: 9090 }] });
    const ingress = new AlbIngress(chart, 'Ingress', {
      rules: [
        { path: IngressPath.exact('/a'), action: IngressAction.forwardToService(service) },
        { path: IngressPath.exact('/b'), action: IngressAction.forwardToService(service, { port: 9090 }) },
        { path: IngressPath.exact('/c'), action: IngressAction.forwardToService(service, { portName: 'http' }) },
      ],
    });
    expect(ingress.apiObject.toJson().spec.rules[0].http.paths.map(({ backend }: any) => backend.service)).toEqual([
      { name: 'web', port: { number: 8080 } }, { name: 'web', port: { number: 9090 } }, { name: 'web', port: { name: 'http' } },
    ]);
  });

  test('must be some', () => {
    const ingress = typedIngress({});
    expect(ingress.node.validate()).toEqual(['an AlbIngress must have rules or a defaultAction, got none: add a rule']);
    ingress.addRule({ action: WEB });
    expect(ingress.node.validate()).toEqual([]);
  });

  test('must not lead into another namespace', () => {
    const service = new kplus.Service(new Chart(new App(), 'other', { namespace: 'other' }), 'Service', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
    expect(() => typedIngress({ rules: [{ action: IngressAction.forwardToService(service) }] }, 'shop')).toThrow(
      'Services of an Ingress must be in its namespace shop, got web in other: put the Ingress into the namespace of the Service; '
      + 'Ingresses of several namespaces can share a load balancer by the group of their class (at chart/Ingress)');
  });
});

describe('actions', () => {
  const settingsOf = (action: IngressAction) => JSON.parse(annotationsOf(typedIngress({ rules: [{ action, name: 'it' }] }))['actions.it']);

  test('forward to a target group', () => {
    expect(settingsOf(IngressAction.forward(IngressBackend.targetGroupArn('arn:aws:elasticloadbalancing:x')))).toEqual({
      type: 'forward', forwardConfig: { targetGroups: [{ targetGroupARN: 'arn:aws:elasticloadbalancing:x' }] },
    });
    expect(settingsOf(IngressAction.forward(IngressBackend.targetGroupName('legacy')))).toEqual({ type: 'forward', forwardConfig: { targetGroups: [{ targetGroupName: 'legacy' }] } });
  });

  test('forward by weight', () => {
    expect(settingsOf(IngressAction.forwardWeighted([
      { backend: IngressBackend.serviceName('a', { port: 80 }), weight: 999 }, { backend: IngressBackend.serviceName('b', { portName: 'http' }), weight: 0 },
    ], { stickinessDuration: Duration.minutes(5) }))).toEqual({
      type: 'forward',
      forwardConfig: {
        targetGroups: [{ serviceName: 'a', servicePort: 80, weight: 999 }, { serviceName: 'b', servicePort: 'http', weight: 0 }],
        targetGroupStickinessConfig: { enabled: true, durationSeconds: 300 },
      },
    });
  });

  test('forward by weight to one alone, with its annotation', () => {
    expect(settingsOf(IngressAction.forwardWeighted([{ backend: IngressBackend.serviceName('a', { port: 80 }), weight: 1 }]))).toEqual({
      type: 'forward', forwardConfig: { targetGroups: [{ serviceName: 'a', servicePort: 80, weight: 1 }] },
    });
  });

  test('redirect', () => {
    expect(settingsOf(IngressAction.redirect({ protocol: 'HTTPS', host: 'b.example.com', port: 443, path: '/new/#{path}', query: 'a=b', permanent: true }))).toEqual({
      type: 'redirect', redirectConfig: { protocol: 'HTTPS', host: 'b.example.com', port: '443', path: '/new/#{path}', query: 'a=b', statusCode: 'HTTP_301' },
    });
    expect(settingsOf(IngressAction.redirect({ host: 'b.example.com' }))).toEqual({ type: 'redirect', redirectConfig: { host: 'b.example.com', statusCode: 'HTTP_302' } });
  });

  test('answer', () => {
    expect(settingsOf(IngressAction.fixedResponse(503, { contentType: 'application/json', body: '{"a":"ü"}' }))).toEqual({
      type: 'fixed-response', fixedResponseConfig: { contentType: 'application/json', statusCode: '503', messageBody: '{"a":"ü"}' },
    });
    expect(settingsOf(IngressAction.fixedResponse(404))).toEqual({ type: 'fixed-response', fixedResponseConfig: { contentType: 'text/plain', statusCode: '404' } });
  });

  test('by default for what no rule fits', () => {
    const ingress = typedIngress({ defaultAction: IngressAction.fixedResponse(410) });
    expect(ingress.apiObject.toJson().spec).toEqual({ defaultBackend: { service: { name: 'default-action', port: { name: 'use-annotation' } } } });
    expect(JSON.parse(annotationsOf(ingress)['actions.default-action'])).toMatchObject({ type: 'fixed-response' });
  });
});

describe('conditions', () => {
  test.each<[string, IngressCondition, object]>([
    ['hosts', IngressCondition.hosts('*.example.com'), { field: 'host-header', hostHeaderConfig: { values: ['*.example.com'] } }],
    ['patterns of hosts', IngressCondition.hostPatterns('^a'), { field: 'host-header', hostHeaderConfig: { regexValues: ['^a'] } }],
    ['paths', IngressCondition.paths('/a*'), { field: 'path-pattern', pathPatternConfig: { values: ['/a*'] } }],
    ['patterns of paths', IngressCondition.pathPatterns('^/a'), { field: 'path-pattern', pathPatternConfig: { regexValues: ['^/a'] } }],
    ['headers', IngressCondition.header('x-a', 'b', 'c'), { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'x-a', values: ['b', 'c'] } }],
    ['patterns of headers', IngressCondition.headerPatterns('x-a', '^b'), { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'x-a', regexValues: ['^b'] } }],
    ['methods', IngressCondition.methods('GET'), { field: 'http-request-method', httpRequestMethodConfig: { values: ['GET'] } }],
    ['queries', IngressCondition.query({ key: 'a', value: '"b"' }, { value: 'c' }), { field: 'query-string', queryStringConfig: { values: [{ key: 'a', value: '"b"' }, { value: 'c' }] } }],
    ['addresses', IngressCondition.sourceIps('192.0.2.0/24', '2001:db8::/32'), { field: 'source-ip', sourceIpConfig: { values: ['192.0.2.0/24', '2001:db8::/32'] } }],
  ])('on %s', (_, condition, expected) => {
    expect(JSON.parse(annotationsOf(typedIngress({ rules: [{ action: WEB, conditions: [condition], name: 'it' }] }))['conditions.it'])).toEqual([expected]);
  });
});

test.each<[string, () => unknown, string]>([
  ['a listener on port 0', () => IngressListener.http(0), 'port of a listener must be a whole number of 1 to 65535, got 0: write for example 1'],
  ['a port twice', () => typedIngress({ listeners: [IngressListener.http(80), IngressListener.https(80)] }), 'listeners must have each port once, got 80 twice: change one of them'],
  ['no listeners', () => typedIngress({ listeners: [] }), 'listeners must have at least one entry, got none: leave it out'],
  ['a port for no redirect', () => typedIngress({ redirectPort: 443 }), 'redirectPort must be given with redirectHttp, got 443 alone: write redirectHttp: true'],
  ['a redirect to nowhere', () => typedIngress({ redirectHttp: true, listeners: [IngressListener.http()] }),
    'redirectHttp must have an HTTPS listener to redirect to, got none: add IngressListener.https(), or write redirectPort for one of another Ingress of the group'],
  ['a long name', () => typedIngress({ loadBalancerName: 'n'.repeat(33) }), 'loadBalancerName must be 1 to 32 letters, digits and hyphens between them, not beginning with internal-'],
  ['a name of AWS', () => typedIngress({ loadBalancerName: 'internal-a' }), 'not beginning with internal-, got "internal-a"'],
  ['an order', () => typedIngress({ groupOrder: 1001 }), 'groupOrder must be a whole number of -1000 to 1000, got 1001: write for example 1000'],
  ['subnets with a comma', () => typedIngress({ subnets: ['a,b'] }), 'subnets must have entries without commas'],
  ['no certificates', () => typedIngress({ certificateArns: [] }), 'certificateArns must have at least one entry, got none'],
  ['a global web ACL', () => typedIngress({ webAclArn: 'arn:aws:wafv2:us-east-1:1:global/webacl/a/1' }), 'webAclArn must be the ARN of a regional web ACL of AWS WAF v2, or none, got'],
  ['capacity', () => typedIngress({ minimumCapacityUnits: -1 }), 'minimumCapacityUnits must be a whole number of 0 or more, got -1: write for example 0'],
  ['an idle timeout', () => typedIngress({ loadBalancerAttributes: { idleTimeout: Duration.hours(2) } }), 'idleTimeout in seconds must be a whole number of 1 to 4000, got 7200: write for example 4000'],
  ['a prefix of logs', () => typedIngress({ loadBalancerAttributes: { accessLogs: { bucketName: 'a', prefix: 'AWSLogs' } } }),
    'accessLogs.prefix must be a text without AWSLogs and without a slash at its ends, got "AWSLogs": write for example shop/web'],
  ['a maximum age', () => typedIngress({ listeners: [IngressListener.http(80, { attributes: { accessControlMaxAge: Duration.days(2) } })] }), 'accessControlMaxAge in seconds must be'],
  ['a path of a health check', () => typedIngress({ targetGroups: { healthCheck: { path: 'health' } } }), 'healthCheck.path must begin with /, got "health": write "/health"'],
  ['codes', () => typedIngress({ targetGroups: { healthCheck: { successCodes: '2xx' } } }),
    'healthCheck.successCodes must be codes and ranges of codes with commas between them, got "2xx": write for example 200-399'],
  ['an interval', () => typedIngress({ targetGroups: { healthCheck: { interval: Duration.seconds(4) } } }), 'healthCheck.interval in seconds must be a whole number of 5 to 300, got 4: write for example 5'],
  ['a timeout', () => typedIngress({ targetGroups: { healthCheck: { timeout: Duration.seconds(121) } } }), 'healthCheck.timeout in seconds must be a whole number of 2 to 120, got 121'],
  ['a threshold', () => typedIngress({ targetGroups: { healthCheck: { healthyThreshold: 1 } } }), 'healthCheck.healthyThreshold must be a whole number of 2 to 10, got 1: write for example 2'],
  ['another threshold', () => typedIngress({ targetGroups: { healthCheck: { unhealthyThreshold: 11 } } }), 'healthCheck.unhealthyThreshold must be a whole number of 2 to 10, got 11: write for example 10'],
  ['a port of a health check', () => HealthCheckPort.number(70_000), 'port of a health check must be a whole number of 1 to 65535, got 70000: write for example 65535'],
  ['a port without a name', () => HealthCheckPort.named(''), 'name of a port must not be empty, got "": write that of a port of the Service'],
  ['a slow start', () => typedIngress({ targetGroups: { attributes: { slowStart: Duration.seconds(10) } } }), 'slowStart must be 0 or 30 to 900 seconds, got 10: write for example Duration.seconds(30)'],
  ['a delay', () => typedIngress({ targetGroups: { attributes: { deregistrationDelay: Duration.hours(2) } } }), 'deregistrationDelay in seconds must be a whole number of 0 to 3600, got 7200'],
  ['a cookie of AWS', () => TargetStickiness.applicationCookie('AWSALB'), 'cookieName must not be empty and not begin with AWSALB, got "AWSALB": write the name of a cookie of the application'],
  ['a short stickiness', () => TargetStickiness.loadBalancerCookie(Duration.seconds(0)), 'duration of stickiness in seconds must be a whole number of 1 to 604800, got 0: write for example 1'],
  ['no healthy targets', () => TargetHealthThreshold.count(0), 'targets of a TargetHealthThreshold must be a whole number of 1 or more, got 0: write for example 1'],
  ['a share of targets', () => TargetHealthThreshold.percentage(101), 'share of a TargetHealthThreshold must be a whole number of 1 to 100, got 101: write for example 100'],
  ['a whole domain of Cognito', () => IngressAuthentication.cognito({ userPoolArn: 'a', userPoolClientId: 'b', userPoolDomain: 'https://shop.auth.eu-central-1.amazoncognito.com' }),
    'userPoolDomain must be the prefix of a domain of Amazon Cognito, or an own domain without https://, got "https://shop.auth.eu-central-1.amazoncognito.com": write "shop"'],
  ['a long session', () => IngressAuthentication.cognito({ userPoolArn: 'a', userPoolClientId: 'b', userPoolDomain: 'c', sessionTimeout: Duration.days(8) }), 'sessionTimeout in seconds must be a whole number of 1 to 604800'],
  ['a scope with spaces', () => IngressAuthentication.cognito({ userPoolArn: 'a', userPoolClientId: 'b', userPoolDomain: 'c', scope: ['openid email'] }),
    'scope must be words without spaces, at least one, got ["openid email"]: write for example [\'openid\', \'email\']'],
  ['many parameters', () => IngressAuthentication.cognito({
    userPoolArn: 'a', userPoolClientId: 'b', userPoolDomain: 'c', requestParameters: Object.fromEntries([...Array(11).keys()].map((index) => [`p${index}`, 'x'])),
  }), 'requestParameters must be at most 10, got 11: leave some out'],
  ['a claim without values', () => JwtClaim.list('a'), 'a claim must have a name and 1 to 10 values, got {"name":"a","values":[]}: write both'],
  ['many claims', () => typedIngress({ jwtValidation: { jwksEndpoint: 'a', issuer: 'b', claims: Array(11).fill(JwtClaim.text('a', 'b')) } }), 'claims must be at most 10, got 11: leave some out'],
  ['no port', () => IngressBackend.serviceName('web', {}), 'a backend must have exactly one of port and portName, got none: write for example port: 80'],
  ['two ports', () => IngressBackend.serviceName('web', { port: 80, portName: 'http' }), 'a backend must have exactly one of port and portName, got both: write for example port: 80'],
  ['the name of no port', () => IngressBackend.serviceName('web', { portName: 'use-annotation' }), 'portName must be the name of a port of the Service, got "use-annotation": write its name, or port'],
  ['a weight', () => IngressAction.forwardWeighted([{ backend: IngressBackend.targetGroupName('a'), weight: 1000 }]), 'weight of a backend must be a whole number of 0 to 999, got 1000: write for example 999'],
  ['no weight', () => IngressAction.forwardWeighted([{ backend: IngressBackend.targetGroupName('a'), weight: 0 }]), 'weights of backends must not all be 0, got only 0: give one of them more'],
  ['no backends', () => IngressAction.forwardWeighted([]), 'backends must be 1 to 5, got 0: write at least one'],
  ['a redirect to the same place', () => IngressAction.redirect({ permanent: true }), 'a redirect must change something, got none of protocol, host, port, path and query'],
  ['a protocol', () => IngressAction.redirect({ protocol: 'https' }), 'protocol of a redirect must be HTTP or HTTPS, got "https": write "HTTPS"'],
  ['a path of a redirect', () => IngressAction.redirect({ path: 'a' }), 'path of a redirect must begin with /, got "a": write "/a"'],
  ['a question mark', () => IngressAction.redirect({ query: '?a' }), 'query of a redirect must be without its question mark, got "?a": write "a"'],
  ['a redirect as an answer', () => IngressAction.fixedResponse(301), 'statusCode of a fixed response must be 2xx, 4xx or 5xx, got 301: write IngressAction.redirect for a redirect'],
  ['a long body', () => IngressAction.fixedResponse(200, { body: 'ü'.repeat(513) }), 'body of a fixed response must have at most 1024 bytes, got 1026: shorten it'],
  ['a method', () => IngressCondition.methods('get'), 'methods must be upper-case letters, got "get": write "GET"'],
  ['an address without a mask', () => IngressCondition.sourceIps('192.0.2.1'), 'cidrs must be CIDR blocks, got "192.0.2.1": write for example "192.0.2.0/24", or "192.0.2.1/32" for one address'],
  ['no hosts', () => IngressCondition.hosts(), 'hosts must be at least one text, none of them empty, got []: write those that count'],
  ['an empty value', () => IngressCondition.query({ value: '' }), 'values of parameters must be at least one text, none of them empty, got [""]: write those that count'],
  ['a rewrite of nothing', () => IngressRewrite.url('', '/'), 'regex of a rewrite must not be empty, got "": write for example ^/api/(.+)$'],
  ['two rewrites', () => typedIngress({ rules: [{ action: WEB, rewrites: [IngressRewrite.url('a', 'b'), IngressRewrite.url('b', 'c')] }] }),
    'rewrites of a rule must be one of the URL and one of the host at most, got two of url-rewrite: make one of them'],
  ['a path', () => IngressPath.prefix('shop'), 'a path must begin with /, got "shop": write "/shop"'],
  ['wildcards', () => IngressPath.exact('/*'), 'a path by exact must be without * and ?, got "/*": write IngressPath.pattern'],
  ['no regex', () => IngressPath.regex(''), 'regex of a path must not be empty, got "": write for example ^/api/(.+)$'],
  ['patterns beside regular expressions', () => typedIngress({ rules: [{ path: IngressPath.regex('^/a'), action: WEB }, { path: IngressPath.pattern('/b*'), action: WEB }] }),
    'paths by pattern must not stand beside paths by regex, got /b* and ^/a: write both as regular expressions'],
  ['a name', () => typedIngress({ rules: [{ action: IngressAction.fixedResponse(404), name: 'My_Rule' }] }),
    'name of a rule must be 1 to 52 lower-case letters, digits and hyphens, beginning with a letter, got "My_Rule": write for example rule-1'],
  ['a name twice', () => typedIngress({ rules: [{ action: IngressAction.fixedResponse(404), name: 'rule-2' }, { action: IngressAction.fixedResponse(410) }] }),
    'names of rules must differ from each other and from those of Services, got "rule-2" twice: give the rule another name'],
  ['the name of a Service', () => typedIngress({ rules: [{ action: IngressAction.fixedResponse(404), name: 'web' }, { action: WEB }] }), 'got "web" twice: give the rule another name'],
  ['a host', () => typedIngress({ rules: [{ host: 'Shop.example.com', action: WEB }] }), 'host of a rule must be in lower case, got "Shop.example.com": write "shop.example.com"'],
  ['a target control port of a target group', () => typedIngress({ rules: [{ action: WEB }], targetControlPorts: [{ backend: IngressBackend.targetGroupName('a'), port: 1 }] }),
    'backend of a target control port must be a Service whose name is known, got a target group: write IngressBackend.service'],
])('refuses %s', (_, action, message) => {
  expect(action).toThrow(message);
});

describe('sign-in by OpenID Connect', () => {
  const oidc = (secret: kplus.ISecret): AlbIngressProps => ({
    ingressClass: AlbIngressClass.fromIngressClassName('internet'),
    rules: [{ action: WEB }],
    authentication: IngressAuthentication.oidc({ issuer: 'a', authorizationEndpoint: 'b', tokenEndpoint: 'c', userInfoEndpoint: 'd', secret }),
  });

  test('brings the right to read the Secret', () => {
    const ingress = typedIngress(oidc(oidcSecret()), 'shop');
    const objects = Testing.synth(Chart.of(ingress));
    expect(objects.map(({ kind }) => kind)).toEqual(['Ingress', 'Role', 'RoleBinding']);
    expect(objects[1]).toMatchObject({ metadata: { namespace: 'shop' }, rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['oidc'], verbs: ['get'] }] });
    expect(objects[2]).toMatchObject({ metadata: { namespace: 'shop' }, subjects: [{ kind: 'Group', name: 'eks:managed' }] });
  });

  test('needs a Secret in the namespace of the Ingress', () => {
    const secret = new kplus.Secret(new Chart(new App(), 'other', { namespace: 'other' }), 'Secret');
    expect(() => typedIngress(oidc(secret), 'shop')).toThrow('namespace must be that of the Secret, which is other, got shop');
  });
});

describe('objects that are made otherwise', () => {
  const chart = () => new Chart(new App(), 'chart', { namespace: 'shop' });

  test('an Ingress of cdk8s-plus', () => {
    const it = chart();
    const service = new kplus.Service(it, 'Service', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
    const ingress = new kplus.Ingress(it, 'Ingress', { className: 'internet', rules: [{ path: '/', backend: kplus.IngressBackend.fromService(service) }] });
    AlbIngress.configure(ingress, {
      redirectHttp: true,
      authentication: IngressAuthentication.oidc({
        issuer: 'a', authorizationEndpoint: 'b', tokenEndpoint: 'c', userInfoEndpoint: 'd', secret: oidcSecret(),
      }),
    });
    expect(annotationsOf(ApiObject.of(ingress))).toMatchObject({ 'ssl-redirect': '443', 'auth-type': 'oidc' });
    expect(Testing.synth(it).map(({ kind }) => kind).sort()).toEqual(['Ingress', 'Role', 'RoleBinding', 'Service']);
    expect(AutoModeRules.findings(it)).toEqual([]);
  });

  test('a raw Ingress, whose annotations of the same names are replaced', () => {
    const ingress = new ApiObject(chart(), 'Ingress', {
      apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { [`${PREFIX}group.order`]: '1' } }, spec: {},
    });
    AlbIngress.configure(ingress, { groupOrder: 2 });
    expect(annotationsOf(ingress)).toEqual({ 'group.order': '2' });
  });

  test('a Service', () => {
    const service = new kplus.Service(chart(), 'Service', { ports: [{ port: 80 }] });
    AlbIngress.configureService(service, { healthCheck: { path: '/ready' }, authentication: IngressAuthentication.NONE, tags: { team: 'a' } });
    expect(annotationsOf(ApiObject.of(service))).toEqual({ 'healthcheck-path': '/ready', 'auth-type': 'none', 'tags': 'team=a' });
  });

  test('objects of other kinds are refused', () => {
    const service = new kplus.Service(chart(), 'Service', { ports: [{ port: 80 }] });
    expect(() => AlbIngress.configure(service, {})).toThrow('the object must be of kind Ingress, got Service of v1: give the Ingress (at chart/Service)');
  });
});
