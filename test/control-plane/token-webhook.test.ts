import { eksToken, EksTokenOptions } from './eks-token';
import { TokenWebhook } from './token-webhook';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret/with+signs=', sessionToken: 'session/with+signs==' };
const identity = { clusterName: 'blue', region: 'eu-central-1', credentials };

let webhook: TokenWebhook;

beforeAll(async () => {
  webhook = await TokenWebhook.start({ ...identity, principalArn: 'arn:aws:iam::111122223333:role/deployer' });
});

afterAll(async () => webhook.stop());

async function review(options: Partial<EksTokenOptions> = {}) {
  return webhook.review(await eksToken({ ...identity, ...options }));
}

/** As the API server asks. */
async function post(body: unknown): Promise<Response> {
  return fetch(webhook.url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
}

describe('good tokens', () => {
  test('are accepted', async () => {
    expect(await review()).toEqual({ authenticated: true, reason: '' });
  });

  test('are accepted without a session token where none is configured', async () => {
    const lasting = { ...identity, credentials: { accessKeyId: 'AKIALASTING', secretAccessKey: 'secret' } };
    const other = await TokenWebhook.start(lasting);
    expect(other.review(await eksToken(lasting))).toEqual({ authenticated: true, reason: '' });
    await other.stop();
  });

  test('are refused while the access entry is not effective', async () => {
    webhook.denyUntil = Date.now() + 60_000;
    expect(await review()).toEqual({ authenticated: false, reason: 'access entry not effective yet' });
    webhook.denyUntil = undefined;
    expect(await review()).toMatchObject({ authenticated: true });
  });

  test('may be older than their X-Amz-Expires where that is told to be ignored', async () => {
    const signingDate = new Date(Date.now() - 600_000);
    expect(await review({ signingDate })).toMatchObject({ authenticated: false });
    webhook.verifier.honourExpires = false;
    expect(await review({ signingDate })).toMatchObject({ authenticated: true });
    expect(await review({ signingDate: new Date(Date.now() - 905_000) })).toMatchObject({ authenticated: false });
    webhook.verifier.honourExpires = true;
  });
});

describe('bad tokens', () => {
  const cases: [string, Partial<EksTokenOptions>, RegExp][] = [
    ['for another cluster', { clusterName: 'green' }, /signature does not match/],
    ['with a wrong secret', { credentials: { ...credentials, secretAccessKey: 'guess' } }, /signature does not match/],
    ['with a changed signature', { tamper: url => url.searchParams.set('X-Amz-Signature', 'f'.repeat(64)) }, /signature does not match/],
    ['without a signature', { tamper: url => url.searchParams.delete('X-Amz-Signature') }, /signature does not match/],
    ['with a changed lifetime', { tamper: url => url.searchParams.set('X-Amz-Expires', '900') }, /signature does not match/],
    ['for another host', { host: 'sts.example.com' }, /host is not sts.eu-central-1.amazonaws.com but sts.example.com/],
    ['for the global host', { host: 'sts.amazonaws.com' }, /host is not/],
    ['for another region', { region: 'us-east-1' }, /host is not/],
    ['of another scope', { host: 'sts.eu-central-1.amazonaws.com', region: 'us-east-1' }, /credential scope is not/],
    ['by http', { tamper: url => { url.protocol = 'http:'; } }, /not https/],
    ['for another path', { tamper: url => { url.pathname = '/other'; } }, /path is not/],
    ['for another action', { query: { Action: 'GetSessionToken' } }, /Action is not GetCallerIdentity/],
    ['for another version', { query: { Version: '2020-01-01' } }, /Version is not/],
    ['with further parameters', { query: { Other: '1' } }, /unknown query parameters: Other/],
    ['with a repeated parameter', { tamper: url => url.searchParams.append('Action', 'GetCallerIdentity') }, /repeated query parameters: Action/],
    ['with another algorithm', { tamper: url => url.searchParams.set('X-Amz-Algorithm', 'AWS4-ECDSA-P256-SHA256') }, /X-Amz-Algorithm is not/],
    ['that name no cluster', { unnamed: true }, /x-k8s-aws-id is not signed/],
    ['that are expired', { signingDate: new Date(Date.now() - 120_000) }, /expired/],
    ['that are older than 15 minutes', { expiresIn: 900, signingDate: new Date(Date.now() - 905_000) }, /expired/],
    ['from the future', { signingDate: new Date(Date.now() + 600_000) }, /future/],
    ['that live too long', { expiresIn: 3600 }, /X-Amz-Expires is not within/],
    ['with an unknown access key', { credentials: { ...credentials, accessKeyId: 'AKIASTRANGER' } }, /access key id is unknown: AKIASTRANGER/],
    ['with another session token', { credentials: { ...credentials, sessionToken: 'old' } }, /not the session token/],
    ['without the session token', { credentials: { ...credentials, sessionToken: undefined } }, /not the session token/],
  ];

  test.each(cases)('%s are refused', async (_, options, reason) => {
    const record = await review(options);
    expect(record).toEqual({ authenticated: false, reason: expect.stringMatching(reason) });
    expect(webhook.reviews.at(-1)).toBe(record);
  });

  test.each([
    ['', /does not start/],
    ['k8s-aws-v2.abc', /does not start/],
    ['k8s-aws-v1.', /base64url/],
    ['k8s-aws-v1.YWJj=', /base64url/],
    ['k8s-aws-v1.YWJj', /no URL/],
  ])('%p is refused', (token, reason) => {
    expect(webhook.review(token)).toEqual({ authenticated: false, reason: expect.stringMatching(reason) });
  });
});

describe('TokenReview', () => {
  test('tells who it is', async () => {
    const response = await post({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: await eksToken(identity) } });
    expect(await response.json()).toEqual({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      status: { authenticated: true, user: expect.objectContaining({ username: 'arn:aws:iam::111122223333:role/deployer', groups: ['system:masters'] }) },
    });
  });

  test('tells which check failed', async () => {
    const response = await post({ spec: { token: await eksToken({ ...identity, clusterName: 'green' }) } });
    expect(await response.json()).toMatchObject({ status: { authenticated: false, error: expect.stringContaining('signature') } });
  });

  test('answers nonsense with 400', async () => {
    expect((await post('nonsense')).status).toBe(400);
  });
});
