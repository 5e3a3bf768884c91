const PREFIX = 'alb.ingress.kubernetes.io/';
const OIDC = { issuer: 'a', authorizationEndpoint: 'b', tokenEndpoint: 'c', userInfoEndpoint: 'd', secretName: 'oidc' };
const SIGN_IN = { 'auth-type': 'oidc', 'auth-idp-oidc': JSON.stringify(OIDC), 'listen-ports': '[{"HTTPS":443}]' };

/** An IngressClass of Auto Mode. */
export function rawIngressClass(spec: object = {}, metadata: object = {}): any {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'internet', ...metadata },
    spec: { controller: 'eks.amazonaws.com/alb', parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name: 'internet' }, ...spec },
  };
}

/** IngressClassParams. */
export function rawParams(spec: object = {}, apiVersion = 'eks.amazonaws.com/v1'): any {
  return { apiVersion, kind: 'IngressClassParams', metadata: { name: 'internet' }, spec: { scheme: 'internal', ...spec } };
}

/** An Ingress with one rule, which no rule of Auto Mode objects to. */
export function rawIngress(annotations: object = {}, spec: object = {}, metadata: object = {}): any {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'shop', annotations: named(annotations), ...metadata },
    spec: { ingressClassName: 'internet', rules: [{ host: 'shop.example.com', http: { paths: [rawPath('/')] } }], ...spec },
  };
}

export function rawPath(path: string, pathType: string | undefined = 'Prefix', name = 'web', port: object = { number: 80 }): object {
  return { path, pathType, backend: { service: { name, port } } };
}

/** Paths of one rule. */
function paths(...entries: object[]): object {
  return { rules: [{ host: 'shop.example.com', http: { paths: entries } }] };
}

export function rawService(annotations: object): any {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop', annotations: named(annotations) }, spec: { ports: [{ port: 80 }] } };
}

function named(annotations: object): object {
  return Object.fromEntries(Object.entries(annotations).map(([suffix, value]) => [suffix.includes('/') ? suffix : `${PREFIX}${suffix}`, value]));
}

const CLASS = [rawIngressClass(), rawParams()];
const GROUP = [rawIngressClass(), rawParams({ group: { name: 'shop' } })];
const BY_ANNOTATION = paths(rawPath('/', 'Prefix', 'it', { name: 'use-annotation' }));
const action = (value: unknown) => [rawIngress({ 'actions.it': typeof value === 'string' ? value : JSON.stringify(value) }, BY_ANNOTATION), ...CLASS];
const conditions = (value: unknown, spec: object = {}, annotations: object = {}) => [rawIngress({ 'conditions.web': JSON.stringify(value), ...annotations }, spec), ...CLASS];
const other = (annotations: object, spec: object = {}) => rawIngress(annotations, spec, { name: 'blog', namespace: 'blog' });

/** What each rule about Application Load Balancers refuses, with a part of what it says, and what it lets through. */
export const INGRESS_VIOLATIONS: { readonly [ruleId: string]: { readonly refused: [object[], string][]; readonly accepted: object[][] } } = {
  'ingress-class': {
    refused: [
      [[rawIngressClass({ controller: 'eks.amazonaws.com/ALB' })], 'spec.controller: must be "eks.amazonaws.com/alb" for Auto Mode, got "eks.amazonaws.com/ALB"'],
      [[rawIngressClass({ controller: 'ingress.k8s.aws/alb' })], 'spec.controller: must be "eks.amazonaws.com/alb" for Auto Mode, got "ingress.k8s.aws/alb"'],
      [[rawIngressClass({ parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'internet' } })], 'spec.parameters.apiGroup: must be "eks.amazonaws.com", got "elbv2.k8s.aws"'],
      [[rawIngressClass({ parameters: { kind: 'IngressClassParams', name: 'internet' } })], 'spec.parameters.apiGroup: must be "eks.amazonaws.com", got none'],
      [[rawIngressClass({ parameters: { apiGroup: 'eks.amazonaws.com', kind: 'Params', name: 'internet', scope: 'Namespace' } })], 'spec.parameters.kind: must be "IngressClassParams", got "Params"'],
      [[rawIngressClass({ parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name: 'internet', scope: 'Namespace' } })], 'spec.parameters.scope: must be "Cluster"'],
      [[rawIngressClass({ parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams' } })], 'spec.parameters.name: must be the name of IngressClassParams, got none'],
      [[rawIngressClass({}, { annotations: { [`${PREFIX}scheme`]: 'internal' } })], 'scheme: must be left out, got "internal", which Auto Mode ignores on an IngressClass'],
    ],
    accepted: [
      [rawIngressClass()],
      [rawIngressClass({ controller: 'k8s.io/ingress-nginx', parameters: undefined })],
      [rawIngressClass({ parameters: undefined }, { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } })],
    ],
  },
  'self-managed-ingress-class': {
    refused: [
      [[rawIngressClass({ controller: 'ingress.k8s.aws/alb', parameters: undefined })], 'of the self-managed controller: write "eks.amazonaws.com/alb"'],
      [[rawParams({}, 'elbv2.k8s.aws/v1beta1')], 'apiVersion: must be "eks.amazonaws.com/v1" for Auto Mode, got "elbv2.k8s.aws/v1beta1" of the self-managed controller'],
    ],
    accepted: [CLASS],
  },
  'ingress-class-params': {
    refused: [
      [[rawParams({ certificateArn: ['arn'] })], 'spec.certificateArn: must be a field that exists, got "certificateArn": write certificateARNs'],
      [[rawParams({ subnets: { tags: { team: ['a'] } } })], 'spec.subnets.tags: must be a field that exists, got "tags": write matchTags'],
      [[rawParams({ listeners: [{ port: 80, protocol: 'HTTP', listenerAttributes: [] }] })], 'got "listenerAttributes": write attributes'],
      [[rawParams({ PrefixListsIDs: ['pl-1'] })], 'write prefixListsIDs'],
      [[rawParams({ tags: { team: 'a' } })], 'spec.tags: must be a list, got {"team":"a"}'],
      [[rawParams({ scheme: 'public' })], 'spec.scheme: must be one of "internal", "internet-facing", got "public"'],
      [[rawParams({ ipAddressType: 'IPv4' })], 'got "IPv4": write "ipv4"'],
      [[rawParams({ targetType: 'lambda' })], 'spec.targetType: must be one of "ip", "instance", got "lambda"'],
      [[rawParams({ group: { name: 'Shop' } })], 'spec.group.name: must be 1 to 63 lower-case letters, digits, hyphens and dots, got "Shop"'],
      [[rawParams({ loadBalancerName: 'n'.repeat(33) })], 'spec.loadBalancerName: must be 1 to 32 letters'],
      [[rawParams({ subnets: { ids: ['subnet-1', 'subnet-2'], matchTags: [{ key: 'a', values: ['b'] }] } })], 'spec.subnets: must have exactly one of ids and matchTags, got ids and matchTags: keep one of them'],
      [[rawParams({ subnets: {} })], 'spec.subnets: must have exactly one of ids and matchTags, got none: write ids'],
      [[rawParams({ subnets: { ids: ['public-a', 'subnet-1'] } })], 'spec.subnets.ids[0]: must be the id of a subnet, got "public-a"'],
      [[rawParams({ listeners: [{ port: 0, protocol: 'TCP' }] })], 'spec.listeners[0].port: must be a whole number of 1 to 65535, got 0'],
      [[rawParams({ listeners: [{ port: 80, protocol: 'TCP' }] })], 'spec.listeners[0].protocol: must be one of "HTTP", "HTTPS", got "TCP"'],
      [[rawParams({ tags: [{ key: 'aws:team', value: 'a' }] })], 'spec.tags[0].key: must not begin with aws: or eks:, which are reserved, got "aws:team"'],
      [[rawParams({ tags: [{ key: 'k'.repeat(129), value: 'v'.repeat(257) }] })], 'spec.tags[0].key: must have 1 to 128 characters, got 129'],
      [[rawParams({ loadBalancerAttributes: [{ key: 'a', value: 'v'.repeat(1025) }] })], 'spec.loadBalancerAttributes[0].value: must have at most 1024 characters, got 1025'],
    ],
    accepted: [
      [rawParams({
        ipAddressType: 'dualstack',
        group: { name: 'a.b-c' },
        certificateARNs: ['arn'],
        sslPolicy: 'x',
        subnets: { ids: ['subnet-1', 'subnet-2'] },
        inboundCIDRs: ['10.0.0.0/8'],
        listeners: [{ port: 443, protocol: 'HTTPS', attributes: [{ key: 'a', value: 'b' }] }],
        loadBalancerAttributes: [{ key: 'a', value: '' }],
        namespaceSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'Exists' }] },
        tags: [{ key: 'team', value: 'a' }],
        prefixListsIDs: ['pl-1'],
        loadBalancerName: 'shop',
        targetType: 'ip',
      })],
      [rawParams({ subnets: { matchTags: [{ key: 'a', values: ['b'] }] } })],
      [rawParams({ certificateArn: ['arn'] }, 'elbv2.k8s.aws/v1beta1')],
    ],
  },
  'ingress-class-params-undocumented': {
    refused: [[[rawParams({ wafv2AclArn: 'arn' })], 'must be documented for Auto Mode, got wafv2AclArn, which is not: write alb.ingress.kubernetes.io/wafv2-acl-arn on the Ingresses']],
    accepted: [[rawParams()]],
  },
  'ingress-scheme': {
    refused: [
      [[rawParams({ scheme: undefined })], 'spec.scheme: must be written, got none'],
      [[rawIngressClass({ parameters: undefined })], 'spec.parameters: must be IngressClassParams with a scheme, got none'],
    ],
    accepted: [CLASS, [rawIngressClass({ parameters: undefined }), rawIngress({ scheme: 'internal' })], [rawIngressClass(), rawParams({ scheme: undefined }), rawIngress({ scheme: 'internal' })]],
  },
  'ingress-subnets': {
    refused: [
      [[rawParams({ subnets: { ids: ['subnet-1'] } })], 'spec.subnets.ids: must be subnets of at least two Availability Zones, got 1'],
      [[rawIngress({ subnets: 'subnet-1' })], 'subnets: must be subnets of at least two Availability Zones, got 1'],
    ],
    accepted: [[rawParams({ subnets: { ids: ['subnet-1', 'subnet-2'] } }), rawIngress({ subnets: 'subnet-1, subnet-2' })]],
  },
  'ingress-without-class': {
    refused: [[[rawIngress({ scheme: 'internal' }, { ingressClassName: undefined }), ...CLASS], 'spec.ingressClassName: must be the name of an IngressClass, got none, and no chart brings a default one: write one of internet']],
    accepted: [
      [rawIngress()],
      [rawIngress({ scheme: 'internal' }, { ingressClassName: undefined }), rawIngressClass({}, { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } }), rawParams()],
      [rawIngress({}, { ingressClassName: undefined })],
    ],
  },
  'ingress-ignored-annotations': {
    refused: [
      [[rawIngress({ 'group.name': 'shop' })], 'group.name: must be left out, got "shop", which Auto Mode ignores: write spec.group.name of the IngressClassParams'],
      [[rawIngress({ 'wafv2-acl-name': 'shop' })], 'write alb.ingress.kubernetes.io/wafv2-acl-arn with the ARN'],
      [[rawIngress({ 'scheme': 'internal', 'kubernetes.io/ingress.class': 'alb' }, { ingressClassName: undefined })],
        'kubernetes.io/ingress.class: must be left out, got "alb", which Auto Mode ignores: write spec.ingressClassName: alb'],
      [[rawIngress({ 'kubernetes.io/ingress.class': 'internet' }, { ingressClassName: undefined }), ...CLASS], 'write spec.ingressClassName: internet'],
    ],
    accepted: [
      [rawIngress({ 'wafv2-acl-arn': 'arn' })],
      [rawIngress({ 'kubernetes.io/ingress.class': 'nginx' }, { ingressClassName: undefined })],
      [rawIngress({ 'group.name': 'shop' }, { ingressClassName: 'self-managed' }), rawIngressClass({ controller: 'ingress.k8s.aws/alb', parameters: undefined }, { name: 'self-managed' })],
    ],
  },
  'ingress-unknown-annotations': {
    refused: [
      [[rawIngress({ 'healthcheck-pth': '/' })], 'must be an annotation that exists, got healthcheck-pth: write alb.ingress.kubernetes.io/healthcheck-path'],
      [[rawIngress({ 'something-else-altogether': 'x' })], 'got something-else-altogether: remove it, or switch the rule off if Auto Mode has got it since'],
      [[rawIngress({ 'customer-owned-ipv4-pool': 'x' })], 'must be documented for Auto Mode, got customer-owned-ipv4-pool, which is not'],
      [[rawService({ 'listen-ports': '[{"HTTP":80}]' })], 'must be on an Ingress, got listen-ports on a Service: write it on the Ingress'],
      [[rawService({ 'healthchek-path': '/' })], 'write alb.ingress.kubernetes.io/healthcheck-path'],
    ],
    accepted: [[rawIngress({ 'actions.a': '{}', 'other/scheme': 'x' })], [rawService({ 'healthcheck-path': '/' })]],
  },
  'ingress-annotation-values': {
    refused: [
      [[rawIngress({ scheme: 'public' })], 'scheme: must be one of "internal", "internet-facing", got "public"'],
      [[rawIngress({ 'group.order': '2000' })], 'group.order: must be a whole number of -1000 to 1000, got "2000": write for example "1000"'],
      [[rawIngress({ 'ssl-redirect': 443 })], 'ssl-redirect: must be text, got 443: write "443"'],
      [[rawIngress({ 'shield-advanced-protection': 'yes' })], 'must be "true" or "false", got "yes"'],
      [[rawIngress({ subnets: ' , ' })], 'must be texts with commas between them, got " , "'],
      [[rawIngress({ tags: 'team' })], 'tags: must be pairs such as "a=1,b=2", got "team"'],
      [[rawIngress({ 'listen-ports': '{"HTTP":80}' })], 'listen-ports: must be a JSON list of objects, got "{\\"HTTP\\":80}"'],
      [[rawIngress({ 'actions.it': '{type: forward}' })], 'actions.it: must be a JSON object, got "{type: forward}"'],
      [[rawService({ 'healthcheck-interval-seconds': '1' })], 'must be a whole number of 5 to 300, got "1"'],
    ],
    accepted: [
      [rawIngress({
        'scheme': 'internal',
        'group.order': '-5',
        'shield-advanced-protection': 'true',
        'subnets': 'a,b',
        'tags': 'a=b\\,c,d=',
        'listen-ports': '[{"HTTP":80}]',
        'actions.it': '{"type":"x"}',
        'listener-attributes.HTTP-80': 'a=b',
        'target-control-port.web.80': '3000',
      })],
      [rawService({ 'healthcheck-interval-seconds': '5' })],
      [rawIngress({ scheme: 'public' }), rawIngressClass({ controller: 'k8s.io/ingress-nginx', parameters: undefined })],
    ],
  },
  'ingress-listeners': {
    refused: [
      [[rawIngress({ 'listen-ports': '[{"HTTP":80},{"HTTPS":80}]' })], 'listen-ports: must have each port once, got 80 twice'],
      [[rawIngress({ 'listen-ports': '[{"http":80}]' })], 'must have the protocols HTTP and HTTPS only, got "http": write "HTTP"'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":"443"}]' })], 'must have ports of 1 to 65535 as numbers, got "443": write it without quotes'],
      [[rawIngress({ 'listen-ports': '[{"HTTP":80}]', 'ssl-redirect': '443' }), ...CLASS], 'ssl-redirect: must be the port of an HTTPS listener, got "443": add {"HTTPS": 443} to listen-ports'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":8443}]', 'ssl-redirect': '443' }), ...CLASS], 'got "443": write "8443"'],
      [[rawIngress({ 'ssl-redirect': '443' }), ...CLASS], 'ssl-redirect: must be the port of an HTTPS listener'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":443}]', 'mutual-authentication': '[{"port":80,"mode":"off"}]' })], 'mutual-authentication: must be for ports of HTTPS listeners, got 80'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":443}]', 'mutual-authentication': '[{"port":443,"mode":"verify"}]' })], 'must have a trustStore for the mode "verify", got none'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":443}]', 'mutual-authentication': '[{"port":443,"mode":"on"}]' })], 'must have a mode of "off", "passthrough", "verify", got "on"'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":443}]', 'mutual-authentication': '[{"port":443,"mode":"off","trustStore":"a"}]' })], 'must have a trustStore for the mode "verify" only'],
      [[rawIngress({ 'listener-attributes.HTTPS-443': 'a=b' }), ...CLASS], 'must be for a listener that exists, got HTTPS-443: write one of listener-attributes.HTTP-80'],
    ],
    accepted: [
      [rawIngress({ 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'ssl-redirect': '443', 'listener-attributes.HTTPS-443': 'a=b', 'mutual-authentication': '[{"port":443,"mode":"passthrough"}]' }), ...CLASS],
      [rawIngress({ 'ssl-redirect': '443' }), rawIngressClass(), rawParams({ certificateARNs: ['arn'] })],
      [rawIngress({ 'ssl-redirect': '443' }), ...GROUP],
      [rawIngress({ 'ssl-redirect': '443' })],
    ],
  },
  'ingress-certificate': {
    refused: [[[rawIngress({ 'listen-ports': '[{"HTTPS":443}]' }, { rules: [{ http: { paths: [rawPath('/')] } }] }), ...CLASS], 'certificate-arn: must be given for HTTPS without a host in the rules, got none']],
    accepted: [
      [rawIngress({ 'listen-ports': '[{"HTTPS":443}]' }), ...CLASS],
      [rawIngress({ 'listen-ports': '[{"HTTPS":443}]', 'certificate-arn': 'arn' }, { rules: [{ http: { paths: [rawPath('/')] } }] }), ...CLASS],
      [rawIngress({ 'listen-ports': '[{"HTTPS":443}]' }, { rules: [{ http: { paths: [rawPath('/')] } }] }), rawIngressClass(), rawParams({ certificateARNs: ['arn'] })],
      [rawIngress({}, { rules: [{ http: { paths: [rawPath('/')] } }] }), ...CLASS],
    ],
  },
  'ingress-authentication': {
    refused: [
      [[rawIngress({ ...SIGN_IN, 'auth-idp-oidc': undefined })], 'auth-idp-oidc: must be given with auth-type, got none'],
      [[rawIngress({ ...SIGN_IN, 'auth-idp-oidc': '{"issuer":"a"}' })], 'got none for authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName: add what is missing'],
      [[rawIngress({ 'listen-ports': '[{"HTTPS":443}]', 'jwt-validation': '{"issuer":"a"}' })], 'jwt-validation: must have jwksEndpoint, issuer, got none for jwksEndpoint'],
      [[rawIngress({ ...SIGN_IN, 'jwt-validation': '{"issuer":"a","jwksEndpoint":"b"}' })], 'jwt-validation: must not stand beside auth-type, got both'],
      [[rawIngress({ ...SIGN_IN, 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]' }), ...CLASS], 'got HTTP on 80, which lets everybody through: write ssl-redirect'],
      [[rawIngress({ ...SIGN_IN, 'listen-ports': undefined }), ...CLASS], 'got HTTP on 80, which lets everybody through'],
    ],
    accepted: [
      [rawIngress(SIGN_IN)],
      [rawIngress({ ...SIGN_IN, 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'ssl-redirect': '443' }), ...CLASS],
      [rawIngress({ ...SIGN_IN, 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]' }), other({ 'ssl-redirect': '443' }), ...GROUP],
      [rawIngress({ 'auth-type': 'none' })],
    ],
  },
  'ingress-authentication-secret': {
    refused: [[[rawIngress(SIGN_IN)], 'must name a Secret that eks:managed may get, got "oidc", for which no chart brings a RoleBinding']],
    accepted: [[
      rawIngress(SIGN_IN),
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r', namespace: 'shop' }, rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['oidc'], verbs: ['get'] }] },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'b', namespace: 'shop' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'eks:managed' }],
      },
    ]],
  },
  'ingress-actions': {
    refused: [
      [[rawIngress({}, BY_ANNOTATION), ...CLASS], 'service.name: must be the name of an action, got "it" without alb.ingress.kubernetes.io/actions.it: add the annotation'],
      [[rawIngress({ 'actions.other': '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_302"}}' }, BY_ANNOTATION), ...CLASS], 'write one of other, or add the annotation'],
      [[rawIngress({}, { defaultBackend: { service: { name: 'it', port: { name: 'use-annotation' } } } }), ...CLASS], 'spec.defaultBackend.service.name: must be the name of an action, got "it"'],
      [action({ type: 'authenticate-oidc' }), 'must have a type of forward, redirect, fixed-response, got "authenticate-oidc"'],
      [action({ type: 'redirect' }), 'must have redirectConfig for the type redirect, got none: add redirectConfig'],
      [action({ type: 'fixed-response', fixedResponseConfig: {} }), 'must have a statusCode in fixedResponseConfig, got none'],
      [action({ type: 'forward', forwardConfig: { targetGroups: [] } }), 'must have 1 to 5 targetGroups, got 0'],
      [action({ type: 'forward', forwardConfig: { targetGroups: [{ serviceName: 'a', servicePort: 80 }, { serviceName: 'b', servicePort: 80, weight: 1 }] } }), 'must have a weight for each of several targetGroups'],
      [action({ type: 'forward', forwardConfig: { targetGroups: [{ serviceName: 'a', servicePort: 80, weight: 0 }] } }), 'must have a weight above 0'],
      [action({ type: 'forward', forwardConfig: { targetGroups: [{ serviceName: 'a', targetGroupARN: 'b' }] } }), 'must have either serviceName or a target group in each of targetGroups'],
    ],
    accepted: [
      action({ type: 'forward', targetGroupARN: 'arn' }),
      action({ Type: 'forward', ForwardConfig: { TargetGroups: [{ ServiceName: 'a', ServicePort: 80 }] } }),
      action({ type: 'redirect', redirectConfig: { statusCode: 'HTTP_302' } }),
    ],
  },
  'ingress-unused-annotations': {
    refused: [
      [[rawIngress({ 'conditions.wbe': '[{}]' })], 'conditions.wbe: must have the name of a backend, got wbe, which none has: write one of web'],
      [[rawIngress({ 'actions.web': '{}' })], 'actions.web: must have the name of a backend, got web, which is not on the port use-annotation'],
    ],
    accepted: [[rawIngress({ 'conditions.web': '[{}]', 'transforms.web': '[{}]' })], action('{}')],
  },
  'ingress-conditions': {
    refused: [
      [[rawIngress({}, paths(rawPath('/a*', 'Prefix'))), ...CLASS], 'path: must be without * and ? for the pathType Prefix, got "/a*": write the pathType ImplementationSpecific'],
      [conditions([{ field: 'http-header', httpHeaderConfig: { httpHeaderName: 'a', values: ['b', 'c', 'd', 'e'] } }]), 'must have at most 5 values with host and path of the rule, got 6'],
      [conditions([{ field: 'source-ip', sourceIpConfig: { values: ['a', 'b', 'c'] } }], paths(rawPath('/a'))), 'got 6: make several rules'],
      [conditions([{ field: 'host-header', hostHeaderConfig: { regexValues: ['a'] } }]), 'must have either values or regexValues for host-header, got both'],
      [conditions([{ field: 'path-pattern', pathPatternConfig: { regexValues: ['a'] } }]), 'must have either values or regexValues for path-pattern, got both'],
    ],
    accepted: [
      conditions([{ field: 'http-header', httpHeaderConfig: { httpHeaderName: 'a', values: ['b', 'c', 'd'] } }]),
      conditions([{ field: 'path-pattern', pathPatternConfig: { regexValues: ['a'] } }], paths(rawPath('/^/a', 'ImplementationSpecific')), { 'use-regex-path-match': 'true' }),
      [rawIngress({}, paths(rawPath('/a*', 'ImplementationSpecific'))), ...CLASS],
    ],
  },
  'ingress-path-order': {
    refused: [
      [[rawIngress({}, paths(rawPath('/'), rawPath('/shop'))), ...CLASS], 'paths[1]: must stand where it is tried, got "/shop" behind "/", which is tried after it'],
      [[rawIngress({}, paths(rawPath('/'), rawPath('/a', 'Exact'))), ...CLASS], 'got "/a" behind "/"'],
      [[rawIngress({}, paths(rawPath('/*', 'ImplementationSpecific'), rawPath('/a', 'Exact'))), ...CLASS], 'got "/a" behind "/*"'],
    ],
    accepted: [[rawIngress({}, paths(rawPath('/z', 'Exact'), rawPath('/a', 'Exact'), rawPath('/shop'), rawPath('/'), rawPath('/a*', 'ImplementationSpecific'))), ...CLASS]],
  },
  'ingress-target-groups': {
    refused: [
      [[rawIngress({ 'healthcheck-timeout-seconds': '15' })], 'healthcheck-timeout-seconds: must leave the timeout shorter than the interval, got 15 and 15 seconds'],
      [[rawService({ 'healthcheck-interval-seconds': '5' })], 'healthcheck-interval-seconds: must leave the timeout shorter than the interval, got 5 and 5 seconds'],
      [[rawIngress({ 'enable-frontend-nlb': 'true', 'frontend-nlb-healthcheck-timeout-seconds': '20' })], 'frontend-nlb-healthcheck-timeout-seconds: must leave the timeout shorter'],
      [[rawIngress({ 'target-group-attributes': 'load_balancing.algorithm.anomaly_mitigation=on' })], 'must have the algorithm weighted_random for anomaly mitigation, got "round_robin"'],
      [[rawIngress({ 'target-group-attributes': 'slow_start.duration_seconds=30,load_balancing.algorithm.type=weighted_random' })], 'must have the algorithm round_robin for slow start, got "weighted_random"'],
      [[rawIngress({ 'target-group-attributes': 'stickiness.enabled=true', 'target-type': 'instance' })], 'must have targets by IP address for stickiness'],
    ],
    accepted: [[rawIngress({ 'healthcheck-timeout-seconds': '14', 'target-group-attributes': 'slow_start.duration_seconds=30,stickiness.enabled=true' })]],
  },
  'ingress-frontend': {
    refused: [
      [[rawIngress({ 'frontend-nlb-scheme': 'internal' })], 'frontend-nlb-scheme: must stand beside enable-frontend-nlb, got none: write enable-frontend-nlb: "true"'],
      [[rawIngress({ 'enable-frontend-nlb': 'true', 'frontend-nlb-eip-allocations': 'eipalloc-1' })], 'must stand beside frontend-nlb-scheme: internet-facing, got none, which is internal'],
      [[rawIngress({ 'enable-frontend-nlb': 'true', 'frontend-nlb-scheme': 'internet-facing', 'frontend-nlb-eip-allocations': 'a', 'frontend-nlb-subnets': 'b,c' })], 'must be as many as frontend-nlb-subnets, got 1 and 2'],
    ],
    accepted: [[rawIngress({ 'enable-frontend-nlb': 'true', 'frontend-nlb-scheme': 'internet-facing', 'frontend-nlb-eip-allocations': 'a,d', 'frontend-nlb-subnets': 'b,c' })]],
  },
  'ingress-shared-tags': {
    refused: [[[rawIngress({ 'tags': 'a=b', 'multi-cluster-target-group': 'true' })], 'tags: must not stand beside multi-cluster-target-group, got both']],
    accepted: [[rawIngress({ 'tags': 'a=b', 'multi-cluster-target-group': 'false' })], [rawIngress({ 'multi-cluster-target-group': 'true' })]],
  },
  'ingress-group-conflict': {
    refused: [
      [[rawIngress({ 'ssl-redirect': '443' }), other({ 'ssl-redirect': '8443' }), ...GROUP], 'ssl-redirect: must be as on shop/shop, which is of the same group, got "8443" and there "443"'],
      [[rawIngress({}, { defaultBackend: { service: { name: 'a', port: { number: 80 } } } }), other({}, { defaultBackend: { service: { name: 'b', port: { number: 80 } } } }), ...GROUP],
        'spec.defaultBackend: must be on one Ingress of a group, got one here and on shop/shop'],
    ],
    accepted: [
      [rawIngress({ 'ssl-redirect': '443', 'tags': 'a=b' }), other({ 'ssl-redirect': '443', 'tags': 'c=d' }), ...GROUP],
      [rawIngress({ 'ssl-redirect': '443' }), other({}), ...GROUP],
      [rawIngress({ 'ssl-redirect': '443' }), other({ 'ssl-redirect': '8443' }), ...CLASS],
    ],
  },
};
