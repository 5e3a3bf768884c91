import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AlbIngress, AlbIngressClass, AlbIngressClassProps, AlbIngressProps, ClientRoutingPolicy, DesyncMitigationMode, ForwardedForMode,
  HealthCheckPort, IngressAction, IngressAuthentication, IngressBackend, IngressCondition, IngressListener,
  IngressNamespaces, IngressPath, IngressProtocol, IngressProtocolVersion,
  IngressRewrite, IngressSubnets, JwtClaim, LoadBalancerIpAddressType, LoadBalancerScheme, LoadBalancerTargetType, LoadBalancingAlgorithm,
  MutualAuthentication, SslPolicy, TargetHealthThreshold, TargetStickiness, UnauthenticatedRequest,
} from '../../src';

const CERTIFICATE = 'arn:aws:acm:eu-central-1:111122223333:certificate/one';
const BACKEND = IngressBackend.serviceName('web', { port: 80 });
const FORWARD = [{ action: IngressAction.forward(BACKEND) }];
const HEALTH_CHECK = {
  path: '/healthz',
  port: HealthCheckPort.number(8081),
  protocol: IngressProtocol.HTTPS,
  interval: Duration.seconds(20),
  timeout: Duration.seconds(4),
  healthyThreshold: 3,
  unhealthyThreshold: 4,
  successCodes: '200-299,401',
};

/** A Secret of OpenID Connect, in a chart of its own. */
export function oidcSecret(): kplus.ISecret {
  return kplus.Secret.fromSecretName(new Chart(new App(), 'secrets'), 'Oidc', 'oidc');
}

interface FullIngress {
  readonly props: AlbIngressProps;
  readonly annotations: { readonly [suffix: string]: unknown };
}

/** Ingresses that together use every prop, and the annotations that each must have. */
export const FULL_INGRESSES: { readonly [name: string]: FullIngress } = {
  'load balancer': {
    props: {
      rules: FORWARD,
      loadBalancerName: 'shop-web',
      groupOrder: -5,
      scheme: LoadBalancerScheme.INTERNET_FACING,
      ipAddressType: LoadBalancerIpAddressType.DUALSTACK,
      subnets: ['subnet-1', 'public b'],
      securityGroups: ['sg-1', 'web'],
      manageBackendSecurityGroupRules: true,
      loadBalancerAttributes: {
        deletionProtection: true,
        accessLogs: { bucketName: 'logs', prefix: 'a,b\\c' },
        connectionLogs: { bucketName: 'logs' },
        healthCheckLogs: { bucketName: 'logs', prefix: 'health' },
        idleTimeout: Duration.minutes(2),
        clientKeepAlive: Duration.days(7),
        desyncMitigation: DesyncMitigationMode.STRICTEST,
        dropInvalidHeaderFields: true,
        preserveHostHeader: true,
        tlsVersionAndCipherSuiteHeaders: true,
        forwardedForClientPort: false,
        forwardedFor: ForwardedForMode.PRESERVE,
        http2: false,
        webAclFailOpen: true,
        zonalShift: true,
        denyAllInternetGatewayTraffic: false,
        further: { 'new.attribute': 'ü' },
      },
      inboundCidrs: ['10.0.0.0/8', '2001:db8::/32'],
      prefixLists: ['pl-1'],
      webAclArn: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/1',
      shieldAdvancedProtection: true,
      minimumCapacityUnits: 500,
      ipv4IpamPoolId: 'ipam-pool-1',
      tags: { team: 'a,b', path: 'c\\d', equals: 'x=y' },
    },
    annotations: {
      'load-balancer-name': 'shop-web',
      'group.order': '-5',
      'scheme': 'internet-facing',
      'ip-address-type': 'dualstack',
      'subnets': 'subnet-1,public b',
      'security-groups': 'sg-1,web',
      'manage-backend-security-group-rules': 'true',
      'load-balancer-attributes': [
        'deletion_protection.enabled=true', 'access_logs.s3.enabled=true', 'access_logs.s3.bucket=logs', 'access_logs.s3.prefix=a\\,b\\\\c', 'zonal_shift.config.enabled=true',
        'connection_logs.s3.enabled=true', 'connection_logs.s3.bucket=logs',
        'health_check_logs.s3.enabled=true', 'health_check_logs.s3.bucket=logs', 'health_check_logs.s3.prefix=health',
        'idle_timeout.timeout_seconds=120', 'client_keep_alive.seconds=604800', 'routing.http.desync_mitigation_mode=strictest',
        'routing.http.drop_invalid_header_fields.enabled=true', 'routing.http.preserve_host_header.enabled=true',
        'routing.http.x_amzn_tls_version_and_cipher_suite.enabled=true', 'routing.http.xff_client_port.enabled=false',
        'routing.http.xff_header_processing.mode=preserve', 'routing.http2.enabled=false', 'waf.fail_open.enabled=true',
        'ipv6.deny_all_igw_traffic=false', 'new.attribute=ü',
      ].join(','),
      'inbound-cidrs': '10.0.0.0/8,2001:db8::/32',
      'security-group-prefix-lists': 'pl-1',
      'wafv2-acl-arn': 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/1',
      'shield-advanced-protection': 'true',
      'minimum-load-balancer-capacity': 'CapacityUnits=500',
      'ipam-ipv4-pool-id': 'ipam-pool-1',
      'tags': 'team=a\\,b,path=c\\\\d,equals=x=y',
    },
  },
  'listeners': {
    props: {
      rules: FORWARD,
      certificateArns: [CERTIFICATE, `${CERTIFICATE}2`],
      sslPolicy: SslPolicy.TLS13_1_3,
      redirectHttp: true,
      redirectPort: 8443,
      listeners: [
        IngressListener.http(),
        IngressListener.https(443, {
          mutualAuthentication: MutualAuthentication.verify('trust', { ignoreExpiry: true, advertiseCertificateAuthorities: true }),
          attributes: {
            serverHeader: false,
            strictTransportSecurity: 'max-age=1; includeSubDomains',
            accessControlAllowOrigin: 'https://example.com',
            accessControlAllowMethods: ['GET', 'POST'],
            accessControlAllowHeaders: ['x-a', 'x-b'],
            accessControlExposeHeaders: ['x-c'],
            accessControlAllowCredentials: true,
            accessControlMaxAge: Duration.hours(1),
            contentSecurityPolicy: "default-src 'self', https:",
            noSniff: true,
            frameOptions: 'DENY',
            tlsHeaderNames: {
              tlsVersion: 'x-version',
              tlsCipherSuite: 'x-suite',
              clientCertificate: 'x-cert',
              clientCertificateLeaf: 'x-leaf',
              clientCertificateSerialNumber: 'x-serial',
              clientCertificateIssuer: 'x-issuer',
              clientCertificateSubject: 'x-subject',
              clientCertificateValidity: 'x-validity',
            },
            further: { 'new.attribute': 'x' },
          },
        }),
        IngressListener.https(8443, { mutualAuthentication: MutualAuthentication.PASSTHROUGH }),
      ],
    },
    annotations: {
      'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }, { HTTPS: 8443 }],
      'ssl-redirect': '8443',
      'certificate-arn': `${CERTIFICATE},${CERTIFICATE}2`,
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-3-2021-06',
      'mutual-authentication': [
        { port: 443, mode: 'verify', trustStore: 'trust', ignoreClientCertificateExpiry: true, advertiseTrustStoreCaNames: 'on' }, { port: 8443, mode: 'passthrough' },
      ],
      'listener-attributes.HTTPS-443': [
        'routing.http.response.server.enabled=false',
        ...Object.entries({
          strict_transport_security: 'max-age=1; includeSubDomains',
          access_control_allow_origin: 'https://example.com',
          access_control_allow_methods: 'GET\\,POST',
          access_control_allow_headers: 'x-a\\,x-b',
          access_control_expose_headers: 'x-c',
          access_control_allow_credentials: 'true',
          access_control_max_age: '3600',
          content_security_policy: "default-src 'self'\\, https:",
          x_content_type_options: 'nosniff',
          x_frame_options: 'DENY',
        }).map(([header, value]) => `routing.http.response.${header}.header_value=${value}`),
        ...Object.entries({
          tls_version: 'version',
          tls_cipher_suite: 'suite',
          mtls_clientcert: 'cert',
          mtls_clientcert_leaf: 'leaf',
          mtls_clientcert_serial_number: 'serial',
          mtls_clientcert_issuer: 'issuer',
          mtls_clientcert_subject: 'subject',
          mtls_clientcert_validity: 'validity',
        }).map(([header, value]) => `routing.http.request.x_amzn_${header}.header_name=x-${value}`),
        'new.attribute=x',
      ].join(','),
    },
  },
  'target groups': {
    props: {
      rules: FORWARD,
      targetGroups: {
        targetType: LoadBalancerTargetType.IP,
        protocol: IngressProtocol.HTTPS,
        protocolVersion: IngressProtocolVersion.HTTP2,
        healthCheck: HEALTH_CHECK,
        attributes: {
          deregistrationDelay: Duration.seconds(0),
          algorithm: LoadBalancingAlgorithm.WEIGHTED_RANDOM,
          anomalyMitigation: true,
          crossZone: false,
          stickiness: TargetStickiness.applicationCookie('session', Duration.days(1)),
          dnsFailover: TargetHealthThreshold.count(2),
          unhealthyStateRouting: TargetHealthThreshold.percentage(50),
          further: { 'new.attribute': 'x' },
        },
        nodeLabels: { pool: 'web', zone: 'a' },
        multiCluster: true,
      },
      targetControlPorts: [{ backend: BACKEND, port: 3000 }],
    },
    annotations: {
      'target-type': 'ip',
      'backend-protocol': 'HTTPS',
      'backend-protocol-version': 'HTTP2',
      'healthcheck-path': '/healthz',
      'healthcheck-port': '8081',
      'healthcheck-protocol': 'HTTPS',
      'healthcheck-interval-seconds': '20',
      'healthcheck-timeout-seconds': '4',
      'healthy-threshold-count': '3',
      'unhealthy-threshold-count': '4',
      'success-codes': '200-299,401',
      'target-group-attributes': [
        'deregistration_delay.timeout_seconds=0', 'load_balancing.algorithm.type=weighted_random', 'load_balancing.algorithm.anomaly_mitigation=on',
        'load_balancing.cross_zone.enabled=false', 'stickiness.enabled=true', 'stickiness.type=app_cookie', 'stickiness.app_cookie.cookie_name=session',
        'stickiness.app_cookie.duration_seconds=86400', 'target_group_health.dns_failover.minimum_healthy_targets.count=2',
        'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage=50', 'new.attribute=x',
      ].join(','),
      'target-node-labels': 'pool=web,zone=a',
      'multi-cluster-target-group': 'true',
      'target-control-port.web.80': '3000',
    },
  },
  'more target groups': {
    props: {
      rules: FORWARD,
      targetGroups: {
        targetType: LoadBalancerTargetType.INSTANCE,
        healthCheck: { port: HealthCheckPort.named('http') },
        attributes: {
          slowStart: Duration.seconds(30), stickiness: TargetStickiness.OFF, algorithm: LoadBalancingAlgorithm.ROUND_ROBIN, anomalyMitigation: false,
        },
      },
    },
    annotations: {
      'target-type': 'instance',
      'healthcheck-port': 'http',
      'target-group-attributes': [
        'load_balancing.algorithm.type=round_robin', 'load_balancing.algorithm.anomaly_mitigation=off', 'slow_start.duration_seconds=30', 'stickiness.enabled=false',
      ].join(','),
    },
  },
  'sign-in by Cognito': {
    props: {
      rules: FORWARD,
      certificateArns: [CERTIFICATE],
      authentication: IngressAuthentication.cognito({
        userPoolArn: 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/pool',
        userPoolClientId: 'client',
        userPoolDomain: 'shop',
        onUnauthenticatedRequest: UnauthenticatedRequest.DENY,
        scope: ['openid', 'email'],
        sessionCookie: 'session',
        sessionTimeout: Duration.hours(1),
        requestParameters: { prompt: 'login "now"' },
      }),
    },
    annotations: {
      'certificate-arn': CERTIFICATE,
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      'auth-type': 'cognito',
      'auth-idp-cognito': {
        userPoolARN: 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/pool',
        userPoolClientID: 'client',
        userPoolDomain: 'shop',
        authenticationRequestExtraParams: { prompt: 'login "now"' },
      },
      'auth-on-unauthenticated-request': 'deny',
      'auth-scope': 'openid email',
      'auth-session-cookie': 'session',
      'auth-session-timeout': '3600',
    },
  },
  'sign-in by OpenID Connect': {
    props: {
      rules: FORWARD,
      certificateArns: [CERTIFICATE],
      authentication: IngressAuthentication.oidc({
        issuer: 'https://login.example.com',
        authorizationEndpoint: 'https://login.example.com/authorize',
        tokenEndpoint: 'https://login.example.com/token',
        userInfoEndpoint: 'https://login.example.com/userinfo',
        secret: oidcSecret(),
      }),
    },
    annotations: {
      'certificate-arn': CERTIFICATE,
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      'auth-type': 'oidc',
      'auth-idp-oidc': {
        issuer: 'https://login.example.com',
        authorizationEndpoint: 'https://login.example.com/authorize',
        tokenEndpoint: 'https://login.example.com/token',
        userInfoEndpoint: 'https://login.example.com/userinfo',
        secretName: 'oidc',
      },
    },
  },
  'tokens': {
    props: {
      rules: FORWARD,
      certificateArns: [CERTIFICATE],
      jwtValidation: {
        jwksEndpoint: 'https://login.example.com/keys',
        issuer: 'https://login.example.com',
        claims: [JwtClaim.text('admin', 'true'), JwtClaim.list('ver', '6', '19'), JwtClaim.words('scope', 'read:api')],
      },
    },
    annotations: {
      'certificate-arn': CERTIFICATE,
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      'jwt-validation': {
        jwksEndpoint: 'https://login.example.com/keys',
        issuer: 'https://login.example.com',
        additionalClaims: [
          { format: 'single-string', name: 'admin', values: ['true'] }, { format: 'string-array', name: 'ver', values: ['6', '19'] },
          { format: 'space-separated-values', name: 'scope', values: ['read:api'] },
        ],
      },
    },
  },
  'frontend': {
    props: {
      rules: FORWARD,
      frontend: {
        scheme: LoadBalancerScheme.INTERNET_FACING,
        subnets: ['subnet-1', 'subnet-2'],
        securityGroups: ['sg-1'],
        portMappings: [{ port: 80, targetPort: 443 }, { port: 8443, targetPort: 443 }],
        healthCheck: HEALTH_CHECK,
        eipAllocations: ['eipalloc-1', 'eipalloc-2'],
        attributes: {
          deletionProtection: false,
          accessLogs: { bucketName: 'logs', prefix: 'front' },
          crossZone: true,
          zonalShift: true,
          clientRoutingPolicy: ClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY,
          further: { 'secondary_ips.auto_assigned.per_subnet': '1' },
        },
        tags: { team: 'a' },
      },
    },
    annotations: {
      'enable-frontend-nlb': 'true',
      'frontend-nlb-scheme': 'internet-facing',
      'frontend-nlb-subnets': 'subnet-1,subnet-2',
      'frontend-nlb-security-groups': 'sg-1',
      'frontend-nlb-listener-port-mapping': '80=443,8443=443',
      'frontend-nlb-healthcheck-path': '/healthz',
      'frontend-nlb-healthcheck-port': '8081',
      'frontend-nlb-healthcheck-protocol': 'HTTPS',
      'frontend-nlb-healthcheck-interval-seconds': '20',
      'frontend-nlb-healthcheck-timeout-seconds': '4',
      'frontend-nlb-healthcheck-healthy-threshold-count': '3',
      'frontend-nlb-healthcheck-unhealthy-threshold-count': '4',
      'frontend-nlb-healthcheck-success-codes': '200-299,401',
      'frontend-nlb-eip-allocations': 'eipalloc-1,eipalloc-2',
      'frontend-nlb-attributes': [
        'deletion_protection.enabled=false', 'access_logs.s3.enabled=true', 'access_logs.s3.bucket=logs', 'access_logs.s3.prefix=front', 'zonal_shift.config.enabled=true',
        'load_balancing.cross_zone.enabled=true', 'dns_record.client_routing_policy=availability_zone_affinity', 'secondary_ips.auto_assigned.per_subnet=1',
      ].join(','),
      'frontend-nlb-tags': 'team=a',
    },
  },
  'rules': {
    props: {
      rules: [
        {
          path: IngressPath.regex('^/api/v[0-9]+/(.+)$'),
          conditions: [IngressCondition.pathPatterns('^/old/(.+)$'), IngressCondition.methods('GET', 'POST')],
          rewrites: [IngressRewrite.url('^/api/(.+)$', '/$1'), IngressRewrite.host('^(.+)\\.example\\.com$', '$1.example.org')],
          action: IngressAction.forward(BACKEND),
          name: 'api',
        },
      ],
    },
    annotations: {
      'use-regex-path-match': 'true',
      'actions.api': { type: 'forward', forwardConfig: { targetGroups: [{ serviceName: 'web', servicePort: 80 }] } },
      'conditions.api': [
        { field: 'path-pattern', pathPatternConfig: { regexValues: ['^/old/(.+)$'] } }, { field: 'http-request-method', httpRequestMethodConfig: { values: ['GET', 'POST'] } },
      ],
      'transforms.api': [
        { type: 'url-rewrite', urlRewriteConfig: { rewrites: [{ regex: '^/api/(.+)$', replace: '/$1' }] } },
        { type: 'host-header-rewrite', hostHeaderRewriteConfig: { rewrites: [{ regex: '^(.+)\\.example\\.com$', replace: '$1.example.org' }] } },
      ],
    },
  },
};

/** Classes that together use every prop. */
export const FULL_INGRESS_CLASSES: { readonly [name: string]: AlbIngressClassProps } = {
  everything: {
    metadata: { name: 'everything', labels: { team: 'platform' } },
    isDefault: true,
    scheme: LoadBalancerScheme.INTERNET_FACING,
    ipAddressType: LoadBalancerIpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4,
    group: 'shop.web',
    namespaces: IngressNamespaces.named('shop', 'blog'),
    certificateArns: [CERTIFICATE],
    sslPolicy: SslPolicy.TLS13_1_3,
    subnets: IngressSubnets.ids('subnet-1', 'subnet-2'),
    inboundCidrs: ['10.0.0.0/8'],
    prefixLists: ['pl-1'],
    listeners: [IngressListener.http(), IngressListener.https(8443, { attributes: { serverHeader: false } })],
    loadBalancerAttributes: { idleTimeout: Duration.seconds(90) },
    loadBalancerName: 'shop-web',
    targetType: LoadBalancerTargetType.IP,
    tags: { team: 'a,b' },
  },
  byTags: { metadata: { name: 'by-tags' }, subnets: IngressSubnets.tags({ team: ['web', 'shop'] }), namespaces: IngressNamespaces.labelled({ team: 'web' }) },
};

export function typedIngress(props: AlbIngressProps, namespace?: string): AlbIngress {
  return new AlbIngress(new Chart(new App(), 'chart', { namespace }), 'Ingress', { metadata: { name: 'shop' }, ...props });
}

export function typedIngressClass(props: AlbIngressClassProps): AlbIngressClass {
  return new AlbIngressClass(new Chart(new App(), 'chart', { namespace: 'shop' }), 'Class', props);
}
