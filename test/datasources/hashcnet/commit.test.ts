import { CUT_OFF, RESET, type Reply, SILENCE } from '../../support/scripted-upstream.js';
import { A_REFERENCE, anOrder, fixtureText, TOKEN, withUpstream } from './support/data-source.js';

const commitOnce = (reply: Reply, changes = {}) =>
  withUpstream(
    reply,
    async (hashcnet, upstream) => {
      const outcome = await hashcnet.commit(anOrder());
      return { outcome, requestCount: upstream.requests.length };
    },
    changes,
  );

const REFUSED = { kind: 'refused' };
const IN_DOUBT = { kind: 'in_doubt' };

interface Row {
  readonly row: string;
  readonly reply: Reply;
  readonly expected: object;
}

const codeRows = (statusCode: number, codes: number[], expected: object): Row[] =>
  codes.map((code) => ({
    row: `${statusCode} with error code ${code}`,
    reply: { statusCode, json: { status: false, error_code: String(code), state: 'Error' } },
    expected,
  }));

const MISCONFIGURED_CODES = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1012, 1014, 1015];

const rows: Row[] = [
  { row: '200, state Success', reply: { json: { state: 'Success' } }, expected: { kind: 'succeeded' } },
  {
    row: '200, state Success, status false: state decides, never status',
    reply: { json: { state: 'Success', status: false } },
    expected: { kind: 'succeeded' },
  },
  ...['Queued', 'Processing', 'QUEUED', ' processing '].map((state) => ({
    row: `200, state ${state}`,
    reply: { json: { state, status: true } },
    expected: { kind: 'accepted' },
  })),
  ...['Expired', 'Error', 'Failed', 'Status Error', 'FAILED', 'status error', ' error '].map((state) => ({
    row: `200, state ${state} (any letter case)`,
    reply: { json: { state, status: true, message: 'Sorry' } },
    expected: { kind: 'refused', code: 'REJECTED', message: 'Sorry', cause: 'FAILED_STATE' },
  })),
  ...[200, 400].flatMap((statusCode) => [
    ...codeRows(statusCode, MISCONFIGURED_CODES, { kind: 'refused', code: 'UPSTREAM_MISCONFIGURED' }),
    ...codeRows(statusCode, [1010, 1011, 4000], { kind: 'refused', code: 'REJECTED' }),
    ...codeRows(statusCode, [1016], { kind: 'refused', code: 'INSUFFICIENT_CREDITS' }),
    ...codeRows(statusCode, [1019], { kind: 'refused', code: 'UPSTREAM_MAINTENANCE' }),
    ...codeRows(statusCode, [1017, 1018, 1021, 7000, 1020, 9999], IN_DOUBT),
    {
      row: `${statusCode} with error code 1011 as a number`,
      reply: { statusCode, json: { error_code: 1011 } },
      expected: { kind: 'refused', code: 'REJECTED', cause: '1011' },
    },
    {
      row: `${statusCode}, state Success with a refusing code contradicts itself`,
      reply: { statusCode, json: { state: 'Success', error_code: '1011' } },
      expected: IN_DOUBT,
    },
    {
      row: `${statusCode}, state Queued with a refusing code contradicts itself`,
      reply: { statusCode, json: { state: 'Queued', error_code: '1011' } },
      expected: IN_DOUBT,
    },
    {
      row: `${statusCode} with no state and no code`,
      reply: { statusCode, json: { status: false } },
      expected: IN_DOUBT,
    },
    {
      row: `${statusCode} with an unreadable code`,
      reply: { statusCode, json: { state: 'Failed', error_code: {} } },
      expected: IN_DOUBT,
    },
  ]),
  ...[200, 201, 400, 404, 409, 500, 503].flatMap((statusCode) => [
    ...codeRows(statusCode, [1013], { kind: 'reference_known', cause: '1013' }),
    {
      row: `${statusCode} with error code 1013 beside another`,
      reply: { statusCode, json: { state: 'Error', error_code: '1011', error_data: { error_code: 1013 } } },
      expected: { kind: 'reference_known' },
    },
  ]),
  {
    row: '400, state Failed without a code: "another code or none"',
    reply: { statusCode: 400, json: { state: 'Failed' } },
    expected: IN_DOUBT,
  },
  { row: '400, state Success', reply: { statusCode: 400, json: { state: 'Success' } }, expected: IN_DOUBT },
  {
    row: '404',
    reply: { statusCode: 404, body: '<h1>Not found</h1>' },
    expected: { ...REFUSED, code: 'UPSTREAM_MISCONFIGURED' },
  },
  {
    row: '404 with a vendor code',
    reply: { statusCode: 404, json: { error_code: '1008' } },
    expected: REFUSED,
  },
  {
    row: '404 that says Success',
    reply: { statusCode: 404, json: { state: 'Success' } },
    expected: IN_DOUBT,
  },
  ...[201, 202, 204, 301, 302, 307, 308, 401, 403, 405, 409, 421, 422, 429, 500, 502, 503, 504].map(
    (statusCode) => ({
      row: `${statusCode}: any other status`,
      reply: {
        statusCode,
        ...(statusCode === 204 ? { body: '' } : { json: { state: 'Failed', error_code: '1011' } }),
        headers: statusCode < 400 ? { location: '/elsewhere' } : {},
      },
      expected: IN_DOUBT,
    }),
  ),
  {
    row: '502 with an HTML page',
    reply: { statusCode: 502, body: '<html>' },
    expected: { ...IN_DOUBT, cause: 'HTTP_502' },
  },
  {
    row: 'invalid JSON',
    reply: { body: '{"state": "Success"' },
    expected: { ...IN_DOUBT, cause: 'NOT_JSON' },
  },
  { row: 'JSON that is no object', reply: { body: '["Success"]' }, expected: IN_DOUBT },
  { row: 'an empty body', reply: { body: '' }, expected: IN_DOUBT },
  { row: 'cut-off JSON', reply: CUT_OFF, expected: { ...IN_DOUBT, cause: 'UND_ERR_SOCKET' } },
  {
    row: 'unknown state',
    reply: { json: { state: 'Successful' } },
    expected: { ...IN_DOUBT, cause: 'UNKNOWN_STATE' },
  },
  {
    row: 'a state that is no text',
    reply: { json: { state: true } },
    expected: { ...IN_DOUBT, cause: 'NO_STATE' },
  },
  { row: 'no state', reply: { json: { status: true, message: 'Success' } }, expected: IN_DOUBT },
  { row: 'reset after the request left', reply: RESET, expected: { ...IN_DOUBT, cause: 'ECONNRESET' } },
  { row: 'not HTTP', reply: { raw: (socket) => socket.end('220 smtp\r\n') }, expected: IN_DOUBT },
  { row: 'closed after the request left', reply: { raw: (socket) => socket.end() }, expected: IN_DOUBT },
];

describe('what the answer to a commit means (upstream.md section 2)', () => {
  it.each(rows)('$row', async ({ reply, expected }) => {
    const startedAtMs = Date.now();
    const { outcome, requestCount } = await commitOnce(reply);
    expect(outcome).toMatchObject(expected);
    // A commit that may have left is never sent again, whatever the answer.
    expect(requestCount).toBe(1);
    expect(outcome.sentAtMs).toBeGreaterThanOrEqual(startedAtMs);
    expect(outcome.sentAtMs).toBeLessThanOrEqual(Date.now());
  });

  it('timeout after the request left: in doubt, not sent again', async () => {
    const { outcome, requestCount } = await commitOnce(SILENCE, { timeoutMs: 200 });
    expect(outcome).toMatchObject({ kind: 'in_doubt', cause: 'DEADLINE' });
    expect(requestCount).toBe(1);
  });

  it('an answer that drips past the deadline is in doubt', async () => {
    const { outcome } = await commitOnce(
      { raw: (_, response) => void response.writeHead(200).write('{"state": "Succ') },
      { timeoutMs: 200 },
    );
    expect(outcome).toMatchObject({ kind: 'in_doubt', cause: 'DEADLINE' });
  });

  it.each(['content-length', 'chunked'])(
    'an answer over 1 MB (%s) is in doubt, even a Success',
    async (framing) => {
      const body = JSON.stringify({ state: 'Success', filler: 'x'.repeat(1_100_000) });
      const { outcome } = await commitOnce({
        raw: (_, response) => {
          if (framing === 'content-length') response.setHeader('content-length', body.length);
          response.write(body.slice(0, 600_000));
          response.end(body.slice(600_000));
        },
      });
      expect(outcome).toMatchObject({ kind: 'in_doubt', cause: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
    },
  );

  it.each([
    [
      'commit-success.json',
      {
        kind: 'succeeded',
        receipt: { providerId: '70704', creditsConsumed: '999.0', creditsAvailable: '9995285594.37663' },
      },
    ],
    [
      'commit-success-spaced.json',
      {
        kind: 'succeeded',
        receipt: { providerId: '70704', creditsConsumed: '999.0', creditsAvailable: '9995285594.37663' },
      },
    ],
    [
      'commit-queued.json',
      {
        kind: 'accepted',
        receipt: { providerId: '165', creditsConsumed: '999.0', creditsAvailable: '1170' },
      },
    ],
    ['error-bare.json', { kind: 'refused', code: 'UPSTREAM_MISCONFIGURED', cause: '1002' }],
    [
      'error-validation.json',
      {
        kind: 'refused',
        code: 'REJECTED',
        message: 'package_code: Package code does not match with amount!',
      },
    ],
    ['error-not-found.json', { kind: 'refused', code: 'REJECTED', message: 'Username not found' }],
    ['error-user-list.json', { kind: 'refused', code: 'REJECTED', message: 'user: User does not exist.' }],
  ])('reads %s', async (name, expected) => {
    const { outcome } = await commitOnce({ body: fixtureText(name) });
    expect(outcome).toMatchObject(expected);
  });

  it('tells the client nothing of the account in a refusal that is ours', async () => {
    const { outcome } = await commitOnce({
      statusCode: 400,
      json: { error_code: '1002', message: 'Invalid token' },
    });
    expect(outcome).toMatchObject({ message: 'The service cannot sell this at the moment.' });
  });

  it('has nulls for a receipt that cannot be read', async () => {
    const { outcome } = await commitOnce({ json: { state: 'Success', credits_available: '1e9', id: [] } });
    expect(outcome).toMatchObject({
      receipt: { providerId: null, creditsConsumed: null, creditsAvailable: null },
    });
  });
});

describe('what a commit sends (upstream.md section 2)', () => {
  const sentBody = (order = anOrder(), changes = {}) =>
    withUpstream(
      { json: { state: 'Success' } },
      async (hashcnet, upstream) => {
        await hashcnet.commit(order);
        return upstream.requests[0];
      },
      changes,
    );

  it('writes underscores, codes as text and the amount as a number with two digits', async () => {
    const request = await sentBody();
    expect(request).toMatchObject({ method: 'POST', url: '/api/servicegroup/commit/hashcnet-v2/' });
    expect(request?.body).toBe(
      `{"session_id":6466,"reference":"${A_REFERENCE}","token":"${TOKEN}","package_code":"9","duration_code":"1","amount":999.00}`,
    );
  });

  it('writes spaces when so configured', async () => {
    const request = await sentBody(anOrder(), { commitKeys: 'space' });
    expect(Object.keys(JSON.parse(request?.body ?? '{}') as object)).toEqual([
      'session id',
      'reference',
      'token',
      'package code',
      'duration code',
      'amount',
    ]);
  });

  it('leaves the package code out when there is none, and keeps a session id that is no number as text', async () => {
    const request = await sentBody(anOrder({ packageCode: null, sessionId: '0a-7', amountPaisa: 5 }));
    expect(request?.body).not.toContain('package');
    expect(request?.body).toContain('"session_id":"0a-7"');
    expect(request?.body).toContain('"amount":0.05');
  });

  it.each([
    ['a reference unfit for a URL', { reference: '../../balance' }],
    ['a reference over 50 characters', { reference: 'a'.repeat(51) }],
    ['no amount', { amountPaisa: 0 }],
    ['a fraction of a paisa', { amountPaisa: 1.5 }],
    ['an empty duration code', { durationCode: '' }],
  ])('does not send an order with %s', async (_, changes) => {
    await withUpstream({ json: { state: 'Success' } }, async (hashcnet, upstream) => {
      expect(await hashcnet.commit(anOrder(changes))).toMatchObject({
        kind: 'not_sent',
        cause: 'UNFIT_ORDER',
      });
      expect(upstream.requests).toHaveLength(0);
    });
  });
});
