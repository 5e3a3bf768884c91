/** What a client sees instead of the API server's answer. */
type Effect =
  /** The connection is broken. */
  | { readonly does: 'reset' }
  /** Nothing comes, and the connection stays. */
  | { readonly does: 'hang' }
  /** Another answer. */
  | { readonly does: 'answer'; readonly status: number; readonly headers?: { readonly [name: string]: string }; readonly body: string }
  /** Half of the answer: shorter than its length, chunks without an end, or a whole answer whose JSON is cut. */
  | { readonly does: 'cut'; readonly how: 'length' | 'chunks' | 'json' };

/** Something that goes wrong with a request. */
export type Fault = Effect & {
  readonly name: string;
  /** Whether the API server gets the request and acts on it. */
  readonly forwards: boolean;
};

/** A request as faults are chosen for it. */
export interface FaultyRequest {
  readonly method: string;
  readonly path: string;
}

/** Faults that pass, by name. All but those of `forWritesOnly` can hit any request. */
export const PASSING_FAULTS: { readonly [name: string]: (request: FaultyRequest) => Fault } = {
  'reset before': () => ({ name: 'reset before', does: 'reset', forwards: false }),
  'reset after': () => ({ name: 'reset after', does: 'reset', forwards: true }),
  'content shorter than its length': () => ({ name: 'content shorter than its length', does: 'cut', how: 'length', forwards: true }),
  'chunks without an end': () => ({ name: 'chunks without an end', does: 'cut', how: 'chunks', forwards: true }),
  'JSON cut': () => ({ name: 'JSON cut', does: 'cut', how: 'json', forwards: true }),
  '401': () => status('401', 401, 'Unauthorized', 'Unauthorized'),
  '403 of RBAC': (request) => status('403 of RBAC', 403, 'Forbidden', forbidden(request)),
  '408': () => page('408', 408, 'Request Timeout'),
  '429, at once': () => tooMany('429, at once', '0'),
  '429, after a second': () => tooMany('429, after a second', '1'),
  '429 without a time': () => page('429 without a time', 429, 'Too Many Requests'),
  '500': () => status('500', 500, 'InternalError', 'Internal error occurred: unexpected EOF'),
  '500 of a load balancer': () => page('500 of a load balancer', 500, 'Internal Server Error'),
  '502 of a load balancer': () => page('502 of a load balancer', 502, 'Bad Gateway'),
  '503': () => status('503', 503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
  '503 of a load balancer': () => page('503 of a load balancer', 503, 'Service Temporarily Unavailable'),
  '504': () => status('504', 504, 'Timeout', 'Timeout: request did not complete within requested timeout - context deadline exceeded'),
  '504 of a load balancer, the server acted': () => ({ ...page('504 of a load balancer, the server acted', 504, 'Gateway Time-out'), forwards: true }),
  'etcd elects a leader': () => status('etcd elects a leader', 500, undefined, 'etcdserver: leader changed'),
  'etcd is late, and acted': () => ({ ...status('etcd is late, and acted', 500, undefined, 'etcdserver: request timed out'), forwards: true }),
};

/** Faults of requests that change something. */
export const PASSING_FAULTS_OF_WRITES: typeof PASSING_FAULTS = {
  'webhook without endpoints': () => status('webhook without endpoints', 500, 'InternalError', 'Internal error occurred: failed calling webhook '
    + '"check.example.com": failed to call webhook: Post "https://check.tools.svc:443/check?timeout=10s": no endpoints available for service "check"'),
};

/** An answer of the API server itself. */
export function status(name: string, code: number, reason: string | undefined, message: string, details?: object): Fault & { does: 'answer' } {
  return {
    name,
    does: 'answer',
    forwards: false,
    status: code,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code }),
  };
}

/** An answer of something between. */
function page(name: string, code: number, title: string): Fault {
  return {
    name,
    does: 'answer',
    forwards: false,
    status: code,
    headers: { 'content-type': 'text/html' },
    body: `<html>\r\n<head><title>${code} ${title}</title></head>\r\n<body>\r\n<center><h1>${code} ${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}

function tooMany(name: string, seconds: string): Fault {
  const fault = status(name, 429, 'TooManyRequests', 'the server has received too many requests and has asked us to try again later');
  return { ...fault, headers: { ...fault.headers, 'retry-after': seconds } };
}

/** As RBAC says it of an identity whose access entry has no effect yet. */
function forbidden({ method, path }: FaultyRequest): string {
  const [, group = '', namespace, resource, name = ''] = /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (!resource) { return `forbidden: User "arn:aws:sts::111122223333:assumed-role/provisioner/x" cannot ${method.toLowerCase()} path "${path}"`; }
  const verb = { GET: name ? 'get' : 'list', PUT: 'update', POST: 'create', PATCH: 'patch', DELETE: 'delete' }[method];
  return `${resource}${group && `.${group}`}${name && ` "${name}"`} is forbidden: User "arn:aws:sts::111122223333:assumed-role/provisioner/x" cannot ${verb} `
    + `resource "${resource}" in API group "${group}" ${namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'}`;
}
