/** A Service of Auto Mode in order, with changes. The type of its parts does not matter here: most changes are wrong. */
export function rawService(annotations: { [name: string]: unknown } = {}, change: (service: any) => void = () => {}): any {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'mail',
      annotations: Object.fromEntries(Object.entries({ 'aws-load-balancer-scheme': 'internal', ...annotations })
        .filter(([, value]) => value !== undefined).map(([name, value]) => [`service.beta.kubernetes.io/${name}`, value])),
    },
    spec: {
      type: 'LoadBalancer',
      loadBalancerClass: 'eks.amazonaws.com/nlb',
      selector: { app: 'mail' },
      ports: [{ name: 'smtp', port: 25, protocol: 'TCP' }, { name: 'smtps', port: 465, targetPort: 4650 }],
    },
  };
  change(service);
  return service;
}

/** A binding of a target group in order, with changes. */
export function rawBinding(change: (binding: any) => void = () => {}): any {
  const binding = {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'TargetGroupBinding',
    metadata: { name: 'mail' },
    spec: {
      serviceRef: { name: 'mail', port: 25 },
      targetGroupARN: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/mail/0123456789abcdef',
      targetType: 'ip',
      networking: { ingress: [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ port: 25, protocol: 'TCP' }] }] },
    },
  };
  change(binding);
  return binding;
}

const LB = 'aws-load-balancer-';
const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/1';

function action(change: (config: any) => void): string {
  const config: any = { baseServiceWeight: 90, targetGroups: [{ serviceName: 'next', servicePort: 25, weight: 10 }] };
  change(config);
  return JSON.stringify({ type: 'forward', forwardConfig: config });
}

/** What each rule objects to: what is wrong in words, the object, and the problem and fix that is told of its first field. */
export const LOAD_BALANCER_VIOLATIONS: { readonly [rule: string]: [string, any, string][] } = {
  'service-load-balancer-class': [
    ['the class of the self-managed controller', rawService({}, (service) => { service.spec.loadBalancerClass = 'service.k8s.aws/nlb'; }),
      'must be "eks.amazonaws.com/nlb", got "service.k8s.aws/nlb", the class of the self-managed AWS Load Balancer Controller: write "eks.amazonaws.com/nlb", for a Service with a new name if it has a load balancer already; where that controller runs in the cluster too, switch the rule off for the object'],
    ['that of an Ingress', rawService({}, (service) => { service.spec.loadBalancerClass = 'eks.amazonaws.com/alb'; }),
      'must be "eks.amazonaws.com/nlb", got "eks.amazonaws.com/alb": write "eks.amazonaws.com/nlb", for a Service with a new name if it has a load balancer already'],
  ],
  'service-ignored-annotations': ([
    ['load-balancer-source-ranges', '10.0.0.0/8', 'write spec.loadBalancerSourceRanges'],
    [`${LB}type`, 'external', 'write spec.loadBalancerClass: eks.amazonaws.com/nlb'],
    [`${LB}internal`, 'true', `write ${LB}scheme: internal, or internet-facing`],
    [`${LB}proxy-protocol`, '*', `write ${LB}target-group-attributes: proxy_protocol_v2.enabled=true`],
    [`${LB}access-log-enabled`, 'true', `write ${LB}attributes: access_logs.s3.enabled=true`],
    [`${LB}access-log-s3-bucket-name`, 'logs', `write ${LB}attributes: access_logs.s3.bucket=<name>`],
    [`${LB}access-log-s3-bucket-prefix`, 'mail', `write ${LB}attributes: access_logs.s3.prefix=<prefix>`],
    [`${LB}access-log-emit-interval`, '5', 'remove it: a Network Load Balancer writes its logs every five minutes'],
    [`${LB}cross-zone-load-balancing-enabled`, 'true', `write ${LB}attributes: load_balancing.cross_zone.enabled=true`],
    [`${LB}connection-draining-enabled`, 'true', `write ${LB}target-group-attributes: deregistration_delay.timeout_seconds=<seconds>`],
    [`${LB}connection-draining-timeout`, '60', `write ${LB}target-group-attributes: deregistration_delay.timeout_seconds=<seconds>`],
    [`${LB}connection-idle-timeout`, '60', `write ${LB}listener-attributes.TCP-<port>: tcp.idle_timeout.seconds=<seconds>`],
    [`${LB}extra-security-groups`, 'sg-1', `write ${LB}security-groups with all groups`],
    [`${LB}disable-nlb-sg`, 'true', 'remove it: load balancers of Auto Mode always have security groups'],
  ] as const).map(([name, value, fix]) => [
    name, rawService({ [name]: value }), `must not be there, since Auto Mode does not listen to it, got "${value}": ${fix}`,
  ]),
  'service-unknown-annotations': [
    ['a misspelled one', rawService({ [`${LB}subnet`]: 'a' }), `should be an annotation that is documented for Auto Mode, got "${LB}subnet": write ${LB}subnets`],
    ['one that is nothing like others', rawService({ 'my-load-balancer': 'a' }), 'should be an annotation that is documented for Auto Mode, got "my-load-balancer": remove it'],
    ...['target-node-labels', 'quic-enabled-ports', 'enable-prefix-for-ipv6-source-nat', 'source-nat-ipv6-prefixes', 'enable-icmp-for-path-mtu-discovery'].map((name): [string, any, string] => [
      `${name} of the self-managed controller`, rawService({ [LB + name]: 'a' }),
      `should be an annotation that is documented for Auto Mode, got "${LB + name}": try whether it has an effect, and switch the rule off for the object if so`,
    ]),
  ],
  'network-load-balancer-scheme': [
    ['none', rawService({ [`${LB}scheme`]: undefined }), 'should be written, got none, which means internal: write "internal" or "internet-facing"'],
  ],
  'network-load-balancer-values': ([
    ['scheme', 'Internal', 'must be one of "internal", "internet-facing", got "Internal": write "internal"'],
    ['nlb-target-type', 'pod', 'must be one of "ip", "instance", got "pod": write for example "ip"'],
    ['name', 'mail_server', 'must be 1 to 32 letters, digits and hyphens, not begin or end with a hyphen, and not begin with internal-, got "mail_server": choose another name'],
    ['name', 'n'.repeat(33), `must be 1 to 32 letters, digits and hyphens, not begin or end with a hyphen, and not begin with internal-, got "${'n'.repeat(33)}": choose another name`],
    ['name', 'internal-mail', 'must be 1 to 32 letters, digits and hyphens, not begin or end with a hyphen, and not begin with internal-, got "internal-mail": choose another name'],
    ['subnets', ' , ', 'must be entries with commas between them, got " , ": leave it out'],
    ['ip-address-type', 'dualstack-without-public-ipv4', 'must be one of "ipv4", "dualstack", got "dualstack-without-public-ipv4": write for example "ipv4"'],
    ['ssl-cert', 'my-certificate', 'must be ARNs of certificates with commas between them, got my-certificate: write for example "arn:aws:acm:eu-central-1:111122223333:certificate/…"'],
    ['healthcheck-protocol', 'udp', 'must be one of "tcp", "http", "https", got "udp": write for example "tcp"'],
    ['healthcheck-port', 'web', 'must be traffic-port, a port or the name of a port of the Service, got "web": write for example "traffic-port"'],
    ['healthcheck-port', '0', 'must be traffic-port, a port or the name of a port of the Service, got "0": write for example "traffic-port"'],
    ['healthcheck-path', '', 'must not be empty, got "": leave it out'],
    ['healthcheck-healthy-threshold', '1', 'must be a whole number of 2 to 10, got "1": write for example "2"'],
    ['healthcheck-unhealthy-threshold', '11', 'must be a whole number of 2 to 10, got "11": write for example "10"'],
    ['healthcheck-timeout', '1', 'must be a whole number of 2 to 120, got "1": write for example "2"'],
    ['healthcheck-interval', '4', 'must be a whole number of 5 to 300, got "4": write for example "5"'],
    ['healthcheck-interval', '10s', 'must be a whole number of 5 to 300, got "10s": write for example "5"'],
    ['healthcheck-interval', 10, 'must be text, got 10: put it in quotes'],
    ['attributes', 'deletion_protection.enabled', 'must be pairs such as a=1,b=2, got "deletion_protection.enabled": write a key and a value with = between them, and \\, for a comma'],
    ['attributes', 'deletion_protection.enabled=yes', 'must be "true" or "false", got "yes": write for example "true"'],
    ['attributes', 'dns_record.client_routing_policy=zone', 'must be "any_availability_zone" or "availability_zone_affinity" or "partial_availability_zone_affinity", got "zone": write for example "any_availability_zone"'],
    ['attributes', 'access_logs.s3.enabled=true', 'must have access_logs.s3.bucket together with access_logs.s3.enabled=true, got none: add access_logs.s3.bucket=<name>'],
    ['target-group-attributes', 'deregistration_delay.timeout_seconds=3601', 'must be a whole number of 0 to 3600, got "3601": write for example 3600'],
    ['target-group-attributes', 'stickiness.type=lb_cookie', 'must be "source_ip", got "lb_cookie": write for example "source_ip"'],
    ['proxy-protocol-per-target-group', '25,smtps', 'must be ports with commas between them, got smtps: write for example "80,443"'],
    ['enable-tcp-udp-listener', 'yes', 'must be "true" or "false", got "yes": write "true" or leave it out'],
    ['multi-cluster-target-group', 'on', 'must be "true" or "false", got "on": write "true" or leave it out'],
    ['minimum-load-balancer-capacity', '3000', 'must be pairs such as a=1,b=2, got "3000": write a key and a value with = between them, and \\, for a comma'],
    ['minimum-load-balancer-capacity', 'capacityUnits=3000', 'must be CapacityUnits and a number, got capacityUnits: write for example "CapacityUnits=3000"'],
    ['minimum-load-balancer-capacity', 'CapacityUnits=0', 'must be a whole number of 1 or more, got "0": write for example 1'],
    ['eip-allocations', '203.0.113.10', 'must be allocation ids of Elastic IP addresses with commas between them, got 203.0.113.10: write for example "eipalloc-0123456789abcdef0"'],
    ['private-ipv4-addresses', '10.0.0.256', 'must be IPv4 addresses with commas between them, got 10.0.0.256: write for example "10.0.0.10,10.0.1.10"'],
    ['ipv6-addresses', '10.0.0.1', 'must be IPv6 addresses with commas between them, got 10.0.0.1: write for example "2001:db8::10,2001:db8:1::10"'],
    ['manage-backend-security-group-rules', 'on', 'must be "true" or "false", got "on": write "true" or leave it out'],
    ['security-group-prefix-lists', '10.0.0.0/8', 'must be ids of managed prefix lists with commas between them, got 10.0.0.0/8: write for example "pl-0123456789abcdef0"'],
    ['inbound-sg-rules-on-private-link-traffic', 'true', 'must be one of "on", "off", got "true": write for example "on"'],
    ['backend-protocol', 'tls', 'must be one of "ssl", "tcp", got "tls": write for example "ssl"'],
    ['alpn-policy', 'http2only', 'must be one of "HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None", got "http2only": write "HTTP2Only"'],
  ] as [string, unknown, string][]).map(([name, value, message]) => [`${name} ${JSON.stringify(value)}`, rawService({ [LB + name]: value }), message]),
  'network-load-balancer-addresses': [
    ['Elastic IPs for an internal load balancer', rawService({ [`${LB}eip-allocations`]: 'eipalloc-1' }),
      `must be left out unless ${LB}scheme is internet-facing, got it with internal: write ${LB}scheme: internet-facing`],
    ['private addresses for an internet-facing one', rawService({ [`${LB}scheme`]: 'internet-facing', [`${LB}private-ipv4-addresses`]: '10.0.0.1' }),
      `must be left out unless ${LB}scheme is internal, got it with internet-facing: write ${LB}scheme: internal`],
    ['IPv6 addresses for IPv4', rawService({ [`${LB}ipv6-addresses`]: '2001:db8::1' }),
      `must be left out unless ${LB}ip-address-type is dualstack, got it with ipv4: write ${LB}ip-address-type: dualstack`],
    ['one address for two subnets', rawService({ [`${LB}subnets`]: 'a, b', [`${LB}private-ipv4-addresses`]: '10.0.0.1' }),
      `must have as many entries as ${LB}subnets, which has 2, got 1: ["10.0.0.1"]: write one for each subnet`],
  ],
  'network-load-balancer-tls': [
    ['ports without a certificate', rawService({ [`${LB}ssl-ports`]: '465' }), `must be left out without ${LB}ssl-cert, got "465": write ${LB}ssl-cert with the ARN of a certificate`],
    ['a policy without a certificate', rawService({ [`${LB}ssl-negotiation-policy`]: 'ELBSecurityPolicy-2016-08' }),
      `must be left out without ${LB}ssl-cert, got "ELBSecurityPolicy-2016-08": write ${LB}ssl-cert with the ARN of a certificate`],
    ['ports that are not there', rawService({ [`${LB}ssl-cert`]: ARN, [`${LB}ssl-ports`]: '465, smtp, 443, web' }),
      'must be ports of the Service or their names, got 443, web: write ports of spec.ports'],
  ],
  'network-load-balancer-listeners': [
    ['SCTP', rawService({}, (service) => { service.spec.ports[1].protocol = 'SCTP'; }), 'must be TCP or UDP, got "SCTP", which a Network Load Balancer does not know: remove the port'],
    ['a port for TCP and UDP', rawService({}, (service) => { service.spec.ports[1] = { name: 'udp', port: 25, protocol: 'UDP' }; }),
      `must not be that of another port without ${LB}enable-tcp-udp-listener, got 25 for TCP and UDP: write ${LB}enable-tcp-udp-listener: "true"`],
    ['attributes of a listener that is not there', rawService({ [`${LB}listener-attributes.TCP-80`]: 'tcp.idle_timeout.seconds=60' }),
      `must end with protocol and port of a listener, got TCP-80: write ${LB}listener-attributes.TCP-25 or ${LB}listener-attributes.TCP-465`],
    ['attributes of a listener for TCP that is one for TLS', rawService({ [`${LB}ssl-cert`]: ARN, [`${LB}ssl-ports`]: 'smtps', 'actions.TCP-465': action(() => {}) }),
      'must end with protocol and port of a listener, got TCP-465: write actions.TCP-25 or actions.TLS-465'],
    ['an idle timeout that is too short', rawService({ [`${LB}listener-attributes.TCP-25`]: 'tcp.idle_timeout.seconds=30' }), 'must be a whole number of 60 to 6000, got "30": write for example 60'],
    ['the proxy protocol for a port that is not there', rawService({ [`${LB}proxy-protocol-per-target-group`]: '25,80' }), 'must be ports of the Service, got 80: write ports of spec.ports'],
  ],
  'network-load-balancer-actions': ([
    ['no JSON', 'forward', 'must be JSON, got "forward": write for example {"type":"forward","forwardConfig":{…}}'],
    ['another type', action(() => {}).replace('"forward"', '"redirect"'), 'type must be "forward", got "redirect": write "forward"'],
    ['no targets', action((config) => { config.targetGroups = []; }), 'forwardConfig.targetGroups must have at least one entry, got none: write one, or leave the annotation out'],
    ['a target that is nothing', action((config) => { config.targetGroups[0] = { weight: 1 }; }), 'forwardConfig.targetGroups[0] must have either targetGroupARN or serviceName, got none: write one of them'],
    ['a target that is two things', action((config) => { config.targetGroups[0].targetGroupARN = 'arn:a'; }), 'forwardConfig.targetGroups[0] must have either targetGroupARN or serviceName, got both: write one of them'],
    ['a Service without a port', action((config) => { delete config.targetGroups[0].servicePort; }), 'forwardConfig.targetGroups[0] must have servicePort together with serviceName, got none: add it'],
    ['a weight that is too high', action((config) => { config.targetGroups[0].weight = 1000; }), 'weights must be a whole number of 0 to 999, got 1000: write for example 100'],
    ['no weight for the Service', action((config) => { delete config.baseServiceWeight; }), 'forwardConfig.baseServiceWeight must be given, got none: write the share of the Service itself'],
    ['two targets without weights', action((config) => { config.targetGroups = [{ targetGroupARN: 'arn:a' }, { targetGroupARN: 'arn:b' }]; }), 'every one of several targets must have a weight, got none for some: add weight'],
    ['nothing but zeros', action((config) => { config.baseServiceWeight = 0; config.targetGroups[0].weight = 0; }), 'one of the weights must be more than 0, got only 0: give one of them a share'],
  ] as [string, string, string][]).map(([words, value, message]): [string, any, string] => [words, rawService({ 'actions.TCP-25': value }), message]).concat([[
    'stickiness for TLS', rawService({ [`${LB}ssl-cert`]: ARN, 'actions.TLS-25': action((config) => { config.targetGroupStickinessConfig = { enabled: true }; }) }),
    'targetGroupStickinessConfig must not be enabled for TLS, got true: leave it out',
  ]]),
  'network-load-balancer-access': [
    ['source ranges', rawService({ [`${LB}security-groups`]: 'sg-1' }, (service) => { service.spec.loadBalancerSourceRanges = ['10.0.0.0/8']; }),
      `must be left out together with ${LB}security-groups, got ["10.0.0.0/8"]: write it as a rule of the security group`],
    ['prefix lists', rawService({ [`${LB}security-groups`]: 'sg-1', [`${LB}security-group-prefix-lists`]: 'pl-1' }),
      `must be left out together with ${LB}security-groups, got "pl-1": write it as a rule of the security group`],
  ],
  'network-load-balancer-tags': ([
    ['a key of AWS', 'aws:team=a', 'aws:team: key must not be reserved, as all that begin with aws:, got "aws:team": choose another key'],
    ['a key of EKS', 'eks:eks-cluster-name=a', 'eks:eks-cluster-name: key must not be reserved, as all that begin with eks:, got "eks:eks-cluster-name": choose another key'],
    ['a comma in a value', 'teams=a\\,b', 'teams: must have letters, digits, spaces and _.:/=+-@ only, got "a,b": remove the others'],
    ['a quote in a key', '"team"=a', '"team": key must have letters, digits, spaces and _.:/=+-@ only, got "\\"team\\"": choose another key'],
    ['a long key', `${'k'.repeat(129)}=a`, `${'k'.repeat(129)}: key must have 1 to 128 characters, got 129: choose another key`],
    ['a long value', `team=${'v'.repeat(257)}`, 'team: must have at most 256 characters, got 257: shorten it'],
    ['too many', [...Array(51).keys()].map((index) => `key${index}=a`).join(','), 'must be at most 50 tags, those of EKS included, got 51: remove some'],
  ]).map(([words, value, message]) => [words, rawService({ [`${LB}additional-resource-tags`]: value }), message]),
  'target-group-binding-api': [
    ['one of the self-managed controller', { ...rawBinding(), apiVersion: 'elbv2.k8s.aws/v1beta1' },
      'must be "eks.amazonaws.com/v1", got "elbv2.k8s.aws/v1beta1": write "eks.amazonaws.com/v1", with targetGroupARN and targetType; where that controller runs in the cluster too, switch the rule off for the object'],
  ],
  'target-group-binding-fields': [
    ['no target type', rawBinding(({ spec }) => { delete spec.targetType; }), 'must be given, got none: write "ip" or "instance", as the target group was made: Auto Mode does not find it out'],
    ['no ARN', rawBinding(({ spec }) => { delete spec.targetGroupARN; }), 'must be given, got none: write the ARN: Auto Mode does not look for names'],
    ['a name', rawBinding(({ spec }) => { spec.targetGroupName = 'mail'; }), 'must be a field that exists, got "targetGroupName": write targetGroupARN: Auto Mode does not look for names'],
    ['a name as ARN', rawBinding(({ spec }) => { spec.targetGroupARN = 'mail'; }), 'must be an ARN, got "mail": write the ARN of the target group, not its name'],
    ['another type', rawBinding(({ spec }) => { spec.targetType = 'lambda'; }), 'must be "ip" or "instance", got "lambda": write that of the target group'],
    ['an address range', rawBinding(({ spec }) => { spec.networking.ingress[0].from[0].ipBlock = { cidr: '10.0.0.0/8' }; }),
      'must be a field that exists, got "ipBlock": write the security group of the load balancer: Auto Mode knows no address ranges here'],
    ['an empty list', rawBinding(({ spec }) => { spec.networking.ingress[0].from = []; }), 'must have at least one entry, got none: write one, or leave networking out'],
    ['another protocol', rawBinding(({ spec }) => { spec.networking.ingress[0].ports[0].protocol = 'TLS'; }), 'must be "TCP" or "UDP", got "TLS": write "TCP"'],
    ['nodes for pods', rawBinding(({ spec }) => { spec.nodeSelector = { matchLabels: { team: 'mail' } }; }),
      'must be left out when targetType is "ip", got one: remove it: pods are targets, wherever they run'],
  ],
  'target-group-binding-undocumented': ['vpcID', 'ipAddressType', 'targetGroupProtocol', 'iamRoleArnToAssume', 'assumeRoleExternalId'].map((field) => [
    field, rawBinding(({ spec }) => { spec[field] = 'a'; }), 'should be a field that is documented for Auto Mode, got "a": try it in a cluster, and switch the rule off for the object if it is taken',
  ]),
  'target-group-binding-deletion': [
    ['any', rawBinding(), 'should be a target group that may be deleted with the binding, got one that EKS did not make: remove it from its stack in the deployment that removes the binding, and switch the rule off for the object'],
  ],
};
