import {
  CUT_OFF,
  RESET,
  type Reply,
  SILENCE,
  startScriptedUpstream,
} from '../../support/scripted-upstream.js';
import {
  A_KEY,
  A_REFERENCE,
  aDataSource,
  fixture,
  fixtureText,
  withUpstream,
} from './support/data-source.js';

const detailsOf = (reply: Reply, changes = {}) =>
  withUpstream(
    reply,
    async (hashcnet, upstream) => {
      const outcome = await hashcnet.details(A_KEY);
      return { outcome, requestCount: upstream.requests.length };
    },
    changes,
  );

interface Row {
  readonly row: string;
  readonly reply: Reply;
  readonly kind: string;
  readonly message?: string;
  readonly requestCount?: number;
}

const UNREACHABLE = 'The service cannot reach the provider at the moment.';

const coded = (codes: number[], kind: string, message: string): Row[] =>
  codes.flatMap((code) =>
    [200, 400, 403].flatMap((statusCode) =>
      [String(code), code].map((written) => ({
        row: `${code} (${typeof written}, HTTP ${statusCode})`,
        reply: {
          statusCode,
          json: {
            status: false,
            error_code: written,
            message: 'Account 12 has a bad token',
            details: 'Vendor words',
          },
        },
        kind,
        message,
      })),
    ),
  );

const details4000 = (details: unknown, kind: string): Row => ({
  row: `4000, details ${JSON.stringify(details)}`,
  reply: {
    statusCode: 400,
    json: { status: false, error_code: '4000', message: "Can't fulfill request", details },
  },
  kind,
});

const rows: Row[] = [
  ...coded([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009], 'misconfigured', UNREACHABLE),
  ...coded([1012, 1013, 1014, 1015], 'misconfigured', UNREACHABLE),
  ...coded([1016], 'misconfigured', UNREACHABLE),
  ...coded([1010, 1011], 'rejected', 'Vendor words'),
  ...coded(
    [1017, 1018, 1021, 7000, 1020, 9999],
    'unavailable',
    'The provider is not available at the moment. Try again.',
  ),
  ...coded([1019], 'maintenance', 'The provider is under maintenance. Try again later.'),
  ...[
    'Username not found',
    'User does not exist.',
    'Customer with id 7 does not exist',
    'Subscriber not found',
    'Username is invalid',
    'Invalid username',
    'username john.doe not found',
    { user: ['User does not exist.'], http_status_code: 400 },
    { username: 'Not found.' },
    { customer_id: ['Customer not found', 'Try another'] },
  ].map((details) => details4000(details, 'not_found')),
  ...[
    'Package expired',
    'Customer has a pending payment',
    "The user's package was not found",
    'Amount is invalid',
    { package_code: 'Package not found' },
    { user: { blocked: ['User is blocked'] } },
    '',
    null,
    42,
    [],
    {},
  ].map((details) => details4000(details, 'rejected')),
  {
    row: '4000 is about the details, not the message',
    reply: { statusCode: 400, json: { error_code: '4000', message: 'Username not found' } },
    kind: 'rejected',
    message: 'Username not found',
  },
  {
    row: 'no code, validation_error',
    reply: { statusCode: 400, json: { error: 'validation_error', details: { username: 'Too long' } } },
    kind: 'rejected',
    message: 'username: Too long',
  },
  { row: 'status false and nothing else', reply: { json: { status: false } }, kind: 'unavailable' },
  {
    row: 'status "false"',
    reply: { json: { ...fixture('details.json'), status: 'False' } },
    kind: 'unavailable',
  },
  { row: 'a 400 without a code', reply: { statusCode: 400, json: { message: 'no' } }, kind: 'unavailable' },
  { row: 'HTTP 429', reply: { statusCode: 429, body: 'slow down' }, kind: 'unavailable', requestCount: 1 },
  { row: 'HTTP 500', reply: { statusCode: 500, body: '<html>' }, kind: 'unavailable', requestCount: 3 },
  {
    row: 'HTTP 503 with code 1019',
    reply: { statusCode: 503, json: { error_code: '1019' } },
    kind: 'maintenance',
    requestCount: 1,
  },
  { row: 'HTTP 404', reply: { statusCode: 404, body: '<html>' }, kind: 'misconfigured', requestCount: 1 },
  { row: 'HTTP 401', reply: { statusCode: 401, body: '' }, kind: 'misconfigured' },
  {
    row: 'HTTP 400 with HTML',
    reply: { statusCode: 400, body: '<html>' },
    kind: 'invalid_response',
    requestCount: 1,
  },
  {
    row: 'HTTP 307',
    reply: { statusCode: 307, headers: { location: '/x' } },
    kind: 'invalid_response',
    requestCount: 1,
  },
  { row: 'HTTP 421', reply: { statusCode: 421, body: '' }, kind: 'invalid_response', requestCount: 1 },
  { row: 'HTTP 201', reply: { statusCode: 201, json: fixture('details.json') }, kind: 'invalid_response' },
  { row: 'reset', reply: RESET, kind: 'unavailable', requestCount: 3 },
  { row: 'cut off', reply: CUT_OFF, kind: 'invalid_response', requestCount: 3 },
  {
    row: 'over 1 MB',
    reply: { json: { a: 'x'.repeat(1_100_000) } },
    kind: 'invalid_response',
    requestCount: 1,
  },
  {
    row: 'not HTTP',
    reply: { raw: (socket) => socket.end('220 smtp\r\n') },
    kind: 'invalid_response',
    requestCount: 1,
  },
];

describe('why a read gave nothing (upstream.md section 6)', () => {
  it.each(rows)('$row is $kind', async ({ reply, kind, message, requestCount }) => {
    const { outcome, requestCount: counted } = await detailsOf(reply);
    expect(outcome).toMatchObject({ kind, ...(message === undefined ? {} : { message }) });
    if (requestCount !== undefined) expect(counted).toBe(requestCount);
  });

  it.each([
    ['error-bare.json', { kind: 'misconfigured', message: UNREACHABLE, cause: '1002' }],
    ['error-not-found.json', { kind: 'not_found', message: 'Username not found', cause: '4000' }],
    ['error-user-list.json', { kind: 'not_found', message: 'user: User does not exist.', cause: '4000' }],
    [
      'error-validation.json',
      { kind: 'rejected', message: 'package_code: Package code does not match with amount!', cause: '1011' },
    ],
  ])('reads %s', async (name, expected) => {
    expect((await detailsOf({ statusCode: 400, body: fixtureText(name) })).outcome).toEqual(expected);
  });

  it('flattens field messages and cuts them to 500 characters', async () => {
    const details = { amount: ['Too low', 'Odd'], username: 'Bad\u0007', deep: { deeper: 'x'.repeat(600) } };
    const { outcome } = await detailsOf({ json: { error_code: '1010', details } });
    expect(outcome).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(/^amount: Too low, Odd; username: Bad; deep: deeper: x+$/),
    });
    expect('message' in outcome && outcome.message).toHaveLength(500);
  });
});

describe('retries of a read', () => {
  it('asks again with a new reference after a reset and a 5xx, and then has the answer', async () => {
    const replies: Reply[] = [
      RESET,
      { statusCode: 502, body: 'bad gateway' },
      { body: fixtureText('details.json') },
    ];
    const upstream = await startScriptedUpstream((_, number) => replies[number - 1] ?? RESET);
    const hashcnet = aDataSource({ baseUrl: upstream.baseUrl });
    expect(await hashcnet.details(A_KEY)).toMatchObject({ kind: 'found' });
    const references = upstream.requests.map(
      ({ body }) => (JSON.parse(body) as { reference: string }).reference,
    );
    expect(new Set(references).size).toBe(3);
    await hashcnet.close();
    await upstream.close();
  });

  it('ends at the deadline, which it does not outlive', async () => {
    const startedAtMs = Date.now();
    const { outcome, requestCount } = await detailsOf(SILENCE, { timeoutMs: 250 });
    expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'DEADLINE' });
    expect(Date.now() - startedAtMs).toBeLessThan(1_500);
    expect(requestCount).toBe(1);
  });

  it('an answer that drips past the deadline is unavailable', async () => {
    const drip: Reply = { raw: (_, response) => void response.writeHead(200).write('{"status"') };
    const { outcome } = await detailsOf(drip, { timeoutMs: 250 });
    expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'DEADLINE' });
  });

  it('nobody listening is unavailable', async () => {
    const upstream = await startScriptedUpstream();
    await upstream.close();
    const hashcnet = aDataSource({ baseUrl: upstream.baseUrl });
    expect(await hashcnet.details(A_KEY)).toMatchObject({ kind: 'unavailable', cause: 'ECONNREFUSED' });
    await hashcnet.close();
  });

  it('reuses its connections', async () => {
    await withUpstream({ body: fixtureText('details.json') }, async (hashcnet, upstream) => {
      for (let call = 0; call < 8; call += 1) await hashcnet.details(A_KEY);
      // A second one, because undici waits a turn before it writes to a connection again.
      expect(upstream.connectionCount()).toBeLessThanOrEqual(2);
    });
  });

  it('turns callers away when too many wait', async () => {
    await withUpstream(
      SILENCE,
      async (hashcnet) => {
        const calls = Array.from({ length: 9 }, () => hashcnet.details(A_KEY));
        expect(await calls[8]).toMatchObject({ kind: 'unavailable', cause: 'BUSY' });
        await Promise.all(calls);
      },
      { timeoutMs: 200, connections: 1 },
    );
  });
});

describe('the circuit breaker of reads', () => {
  it('opens after 20 failed calls, lets one at a time try, and closes when the upstream is back', async () => {
    let nowMs = 0;
    const clock = { nowMs: () => nowMs, sleep: async () => {} };
    await withUpstream(
      { statusCode: 503 },
      async (hashcnet, upstream) => {
        for (let call = 0; call < 20; call += 1) await hashcnet.details(A_KEY);
        const requestCount = upstream.requests.length;
        expect(await hashcnet.details(A_KEY)).toMatchObject({ kind: 'unavailable', cause: 'CIRCUIT_OPEN' });
        // A renewal that waits for its lookup is not held up by it.
        expect(await hashcnet.lookup('abc')).toMatchObject({ cause: 'HTTP_503' });
        nowMs += 2_000;
        upstream.answerWith({ body: fixtureText('details.json') });
        const calls = await Promise.all([hashcnet.details(A_KEY), hashcnet.details(A_KEY)]);
        expect(calls.map(({ kind }) => kind)).toEqual(['found', 'unavailable']);
        expect(await hashcnet.details(A_KEY)).toMatchObject({ kind: 'found' });
        expect(upstream.requests).toHaveLength(requestCount + 3 + 2);
      },
      { clock },
    );
  });

  it('closes also when the call that tries breaks by a fault of our own', async () => {
    let nowMs = 0;
    let isBroken = false;
    const newReference = () => {
      if (isBroken) throw new TypeError('a fault of our own');
      return A_REFERENCE;
    };
    await withUpstream(
      { statusCode: 503 },
      async (hashcnet, upstream) => {
        for (let call = 0; call < 20; call += 1) await hashcnet.details(A_KEY);
        nowMs += 2_000;
        isBroken = true;
        await expect(hashcnet.details(A_KEY)).rejects.toThrow('a fault of our own');
        isBroken = false;
        upstream.answerWith({ body: fixtureText('details.json') });
        expect(await hashcnet.details(A_KEY)).toMatchObject({ kind: 'found' });
      },
      { clock: { nowMs: () => nowMs, sleep: async () => {} }, newReference },
    );
  });

  it('does not open for answers, however unwelcome', async () => {
    await withUpstream({ statusCode: 400, body: fixtureText('error-bare.json') }, async (hashcnet) => {
      for (let call = 0; call < 25; call += 1) await hashcnet.details(A_KEY);
      expect(await hashcnet.details(A_KEY)).toMatchObject({ cause: '1002' });
    });
  });
});

describe('the balance (upstream.md section 5)', () => {
  const creditsOf = (reply: Reply) =>
    withUpstream(reply, async (hashcnet, upstream) => ({
      outcome: await hashcnet.credits(),
      request: upstream.requests[0],
    }));

  it('is asked for with GET and the token in a JSON body, and keeps every digit', async () => {
    const { outcome, request } = await creditsOf({
      body: '{"status":true,"credits_consumed":999.0,"credits_available":9995285594.37663}',
    });
    expect(outcome).toEqual({ kind: 'found', consumed: '999.0', available: '9995285594.37663' });
    expect(request).toMatchObject({ method: 'GET', url: '/api/balance' });
    expect(Object.keys(JSON.parse(request?.body ?? '') as object)).toEqual(['token']);
  });

  it.each<[string, Reply, string]>([
    ['with spaces in its keys', { body: '{"credits consumed":"1","credits available":-2.50}' }, 'found'],
    ['without the figures', { json: { status: true } }, 'invalid_response'],
    [
      'with figures that are none',
      { body: '{"credits_consumed":1e3,"credits_available":"lots"}' },
      'invalid_response',
    ],
    ['that is an error', { body: fixtureText('error-bare.json') }, 'misconfigured'],
    ['that is HTML', { body: '<html>' }, 'invalid_response'],
    ['that is a 503', { statusCode: 503 }, 'unavailable'],
  ])('an answer %s', async (_, reply, kind) => {
    expect((await creditsOf(reply)).outcome).toMatchObject({ kind });
  });
});
