const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAXIMUM_NAME = 63;
const MAXIMUM_DOMAIN = 253;
const CHARACTERS = 'letters, digits, "-", "_" and ".", with a letter or digit at both ends';

/** The part of a key before its slash; nothing where there is none. */
export function domainOf(key: string): string | undefined {
  return key.includes('/') ? key.slice(0, key.indexOf('/')) : undefined;
}

/** What keeps a text from being a qualified name of Kubernetes: the key of a label or taint. Nothing if it is one. */
export function keyProblem(key: string): string | undefined {
  const domain = domainOf(key);
  const name = domain === undefined ? key : key.slice(domain.length + 1);
  if (domain !== undefined && !isDnsName(domain)) {
    return `must have a DNS name in lower case of at most ${MAXIMUM_DOMAIN} characters before its slash, got "${key}"`;
  }
  if (name.length > MAXIMUM_NAME) {
    return `must have at most ${MAXIMUM_NAME} characters${domain === undefined ? '' : ' after its slash'}, got "${key}" with ${name.length}`;
  }
  return NAME.test(name) ? undefined : `must have ${domain === undefined ? '' : 'after its slash '}only ${CHARACTERS}, got "${key}"`;
}

/** What keeps a text from being the value of a label. Nothing if it is one. */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > MAXIMUM_NAME) { return `must have at most ${MAXIMUM_NAME} characters, got "${value}" with ${value.length}`; }
  return value === '' || NAME.test(value) ? undefined : `must have only ${CHARACTERS}, got "${value}"`;
}

/** Whether a text is a name of the Domain Name System, as Kubernetes takes it. */
export function isDnsName(text: string): boolean {
  return text.length <= MAXIMUM_DOMAIN && DOMAIN.test(text);
}
