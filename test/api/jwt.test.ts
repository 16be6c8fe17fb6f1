import { SignJWT } from 'jose';
import { request } from 'undici';
import { AUDIENCE, type Claims, ISSUER, startIssuer } from '../support/issuer.js';
import { startService, type TestService } from '../support/service.js';

describe('bearer tokens', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let service: TestService;
  beforeEach(async () => {
    issuer = await startIssuer();
    service = await startService({
      env: { API_KEYS_FILE: '', JWT_JWKS_URL: issuer.url, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE },
    });
  });
  afterEach(async () => {
    await service.stop();
    await issuer.stop();
  });

  async function listRenewals(token: string) {
    const { statusCode, body } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ renewals { edges { cursor } } }' }),
    });
    const { errors } = (await body.json()) as { errors?: { extensions: { code: string } }[] };
    return { status: statusCode, code: errors?.[0]?.extensions.code ?? null };
  }

  test('of the issuer, for us, let their client in', async () => {
    expect(await listRenewals(await issuer.sign())).toEqual({ status: 200, code: null });
  });

  test('name their client by client_id, azp or sub', async () => {
    for (const client of [{ client_id: 'a' }, { azp: 'a' }, { sub: 'a' }]) {
      expect(await listRenewals(await issuer.sign({ client }))).toEqual({ status: 200, code: null });
    }
    expect((await listRenewals(await issuer.sign({ client: {} }))).status).toBe(401);
  });

  test('give the scopes they name, and no others', async () => {
    expect(await listRenewals(await issuer.sign({ scope: 'profile subscribers:read' }))).toEqual({
      status: 200,
      code: 'FORBIDDEN',
    });
    expect(await listRenewals(await issuer.sign({ scope: 'operator' }))).toEqual({ status: 200, code: null });
  });

  test.each<[string, Claims]>([
    ['another issuer', { issuer: 'https://elsewhere.example' }],
    ['another audience', { audience: 'somebody-else' }],
    ['the past', { expiresInS: -31 }],
  ])('of %s are refused', async (_name, claims) => {
    expect(await listRenewals(await issuer.sign(claims))).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('a little past their time are taken, for clocks differ', async () => {
    expect((await listRenewals(await issuer.sign({ expiresInS: -5 }))).status).toBe(200);
  });

  test('that are not signed by the issuer, or not signed at all, are refused', async () => {
    const [header = '', payload = ''] = (await issuer.sign()).split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const shared = await new SignJWT({ client_id: 'wallet', scope: 'operator' })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime('1m')
      .sign(Buffer.alloc(32));
    for (const token of [unsigned, shared, `${header}.${payload}.AAAA`, 'nonsense', 'x'.repeat(9000)]) {
      expect(await listRenewals(token)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    }
  });

  test('are verified by keys that are fetched once', async () => {
    for (let i = 0; i < 5; i += 1) await listRenewals(await issuer.sign());
    expect(issuer.fetches()).toBe(1);
  });

  test('cannot be judged while the keys cannot be had: that is no refusal', async () => {
    issuer.fail();
    expect(await listRenewals(await issuer.sign())).toEqual({ status: 503, code: 'UPSTREAM_UNAVAILABLE' });
  });
});
