import { AnnotationTexts, textOfDuration, textOfList, textOfSwitch } from './annotation-text';
import { IngressListenerAttributes, TlsHeaderNames } from '../ingress-listener-attributes';

const REQUEST = 'routing.http.request';
const RESPONSE = 'routing.http.response';
/** Seconds; browsers remember for less. */
const MAXIMUM_AGE = 86_400;

/** The attributes of a listener, by the names of Elastic Load Balancing. */
export function listenerAttributes(attributes: IngressListenerAttributes): AnnotationTexts {
  const headers: AnnotationTexts = {
    strict_transport_security: attributes.strictTransportSecurity,
    access_control_allow_origin: attributes.accessControlAllowOrigin,
    access_control_allow_methods: textOfList('accessControlAllowMethods', attributes.accessControlAllowMethods),
    access_control_allow_headers: textOfList('accessControlAllowHeaders', attributes.accessControlAllowHeaders),
    access_control_expose_headers: textOfList('accessControlExposeHeaders', attributes.accessControlExposeHeaders),
    access_control_allow_credentials: textOfSwitch(attributes.accessControlAllowCredentials),
    access_control_max_age: textOfDuration('accessControlMaxAge', attributes.accessControlMaxAge, { least: 0, most: MAXIMUM_AGE }),
    content_security_policy: attributes.contentSecurityPolicy,
    x_content_type_options: attributes.noSniff === undefined ? undefined : attributes.noSniff ? 'nosniff' : '',
    x_frame_options: attributes.frameOptions,
  };
  return {
    [`${RESPONSE}.server.enabled`]: textOfSwitch(attributes.serverHeader),
    ...Object.fromEntries(Object.entries(headers).map(([header, value]) => [`${RESPONSE}.${header}.header_value`, value])),
    ...Object.fromEntries(Object.entries(namesOf(attributes.tlsHeaderNames ?? {})).map(([header, name]) => [`${REQUEST}.${header}.header_name`, name])),
    ...attributes.further,
  };
}

function namesOf(names: TlsHeaderNames): AnnotationTexts {
  return {
    x_amzn_tls_version: names.tlsVersion,
    x_amzn_tls_cipher_suite: names.tlsCipherSuite,
    x_amzn_mtls_clientcert: names.clientCertificate,
    x_amzn_mtls_clientcert_leaf: names.clientCertificateLeaf,
    x_amzn_mtls_clientcert_serial_number: names.clientCertificateSerialNumber,
    x_amzn_mtls_clientcert_issuer: names.clientCertificateIssuer,
    x_amzn_mtls_clientcert_subject: names.clientCertificateSubject,
    x_amzn_mtls_clientcert_validity: names.clientCertificateValidity,
  };
}
