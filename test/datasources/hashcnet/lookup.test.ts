import { CUT_OFF, RESET, type Reply, SILENCE } from '../../support/scripted-upstream.js';
import { A_REFERENCE, fixture, fixtureText, TOKEN, withUpstream } from './support/data-source.js';

const lookUp = (reply: Reply, reference = A_REFERENCE, changes = {}) =>
  withUpstream(reply, (hashcnet) => hashcnet.lookup(reference), changes);

const body = (changes: Record<string, unknown> = {}) => ({ ...fixture('lookup-success.json'), ...changes });
const UNSEEN = fixture('lookup-unknown.json');

describe('the status lookup (upstream.md section 3)', () => {
  it('puts the token into the path, escaped', async () => {
    await withUpstream({ json: body() }, async (hashcnet, upstream) => {
      await hashcnet.lookup(A_REFERENCE);
      expect(upstream.requests[0]).toMatchObject({
        method: 'GET',
        url: `/api/service/status/${encodeURIComponent(TOKEN)}/${A_REFERENCE}`,
      });
    });
  });

  it('reads lookup-success.json', async () => {
    expect(await lookUp({ body: fixtureText('lookup-success.json') })).toEqual({
      kind: 'succeeded',
      report: {
        providerId: '123647',
        amountPaisa: 1_000,
        message: 'Successful recharge',
        isRefunded: false,
        refundedPaisa: 0,
        refunds: [],
      },
    });
  });

  it('reads lookup-failed.json', async () => {
    expect(
      await lookUp({ body: fixtureText('lookup-failed.json') }, '813e70aa889b4b4bb4f5ede459d15a53'),
    ).toEqual({
      kind: 'failed',
      report: {
        providerId: '123611',
        amountPaisa: 10_000,
        message: 'Manually Failed',
        isRefunded: false,
        refundedPaisa: 0,
        refunds: [{ amountPaisa: 10_000, remarks: 'Manually Failed', refundedAtMs: Date.UTC(2024, 6, 15) }],
      },
    });
  });

  it.each<[string, Reply, object]>([
    ['lookup-unknown.json', { body: fixtureText('lookup-unknown.json') }, { kind: 'never_seen' }],
    ['... with HTTP 400', { statusCode: 400, json: UNSEEN }, { kind: 'never_seen' }],
    ['... with HTTP 404', { statusCode: 404, json: UNSEEN }, { kind: 'never_seen' }],
    ['... with HTTP 500', { statusCode: 500, json: UNSEEN }, { kind: 'unanswered', cause: 'HTTP_500' }],
    ['... with HTTP 403', { statusCode: 403, json: UNSEEN }, { kind: 'unanswered', cause: 'HTTP_403' }],
    ['code 002 alone', { json: { status: false, error_code: '002' } }, { kind: 'never_seen' }],
    ['code 2 as a number', { json: { status: false, error_code: 2 } }, { kind: 'never_seen' }],
    [
      'invalid_reference alone',
      { json: { status: 'false', error: 'invalid_reference' } },
      { kind: 'never_seen' },
    ],
    ['invalid_reference with status true', { json: { ...UNSEEN, status: true } }, { kind: 'unanswered' }],
    [
      'invalid_reference with state Success',
      { json: { ...UNSEEN, state: 'Success' } },
      { kind: 'unanswered' },
    ],
    [
      'invalid_reference of another reference',
      { json: { ...UNSEEN, reference: 'other' } },
      { kind: 'unanswered', cause: 'OTHER_REFERENCE' },
    ],
    [
      'an unknown entry as a bulk answer writes it',
      { json: { status: true, state: 'Error', response_id: 0, amount: 0 } },
      { kind: 'never_seen' },
    ],
    [
      '... with HTTP 404',
      { statusCode: 404, json: { status: true, state: 'Error', response_id: 0, amount: 0 } },
      { kind: 'unanswered' },
    ],
    ['state Error with an id', { json: body({ state: 'Error' }) }, { kind: 'failed' }],
    [
      'Failed with id 0 and amount 0 is not a miss',
      { json: body({ state: 'Failed', response_id: 0, amount: 0 }) },
      { kind: 'failed' },
    ],
    [
      'an error body with state Error',
      { json: { ...fixture('error-not-found.json') } },
      { kind: 'unanswered', cause: '4000' },
    ],
    ['invalid token', { body: fixtureText('error-bare.json') }, { kind: 'unanswered', cause: '1002' }],
    [
      'invalid token, HTTP 400',
      { statusCode: 400, body: fixtureText('error-bare.json') },
      { kind: 'unanswered', cause: '1002' },
    ],
    [
      'status false with state Failed',
      { json: body({ status: false, state: 'Failed' }) },
      { kind: 'unanswered', cause: 'STATUS_FALSE' },
    ],
    ['a Success in a 400', { statusCode: 400, json: body() }, { kind: 'unanswered', cause: 'HTTP_400' }],
    ['a 404 page', { statusCode: 404, body: '<html>' }, { kind: 'unanswered', cause: 'HTTP_404' }],
    ['a redirect', { statusCode: 302, headers: { location: '/x' } }, { kind: 'unanswered' }],
    [
      'Success of another reference',
      { json: body({ reference: 'ffff' }) },
      { kind: 'unanswered', cause: 'OTHER_REFERENCE' },
    ],
    ['Success without a reference', { json: body({ reference: undefined }) }, { kind: 'succeeded' }],
    [
      'Success without an amount',
      { json: body({ amount: undefined }) },
      { kind: 'unanswered', cause: 'UNREADABLE_AMOUNT' },
    ],
    ['Success with an amount that is none', { json: body({ amount: '1.005' }) }, { kind: 'unanswered' }],
    ['Failed without an amount', { json: body({ state: 'Failed', amount: null }) }, { kind: 'unanswered' }],
    [
      'Success with an unreadable refund flag',
      { json: body({ refunded: 'perhaps' }) },
      { kind: 'unanswered' },
    ],
    [
      'Queued',
      { json: body({ state: 'Queued', amount: null }) },
      { kind: 'processing', providerId: '123647', state: 'Queued' },
    ],
    ['Processing', { json: body({ state: 'PROCESSING' }) }, { kind: 'processing', state: 'PROCESSING' }],
    [
      'an unknown state',
      { json: body({ state: `On hold ${'x'.repeat(80)}`, response_id: 0 }) },
      { kind: 'processing', providerId: null, state: `On hold ${'x'.repeat(42)}` },
    ],
    ['no state', { json: body({ state: undefined }) }, { kind: 'unanswered', cause: 'NO_STATE' }],
    [
      'SUCCESS in capitals, amount as text',
      { json: body({ state: 'SUCCESS', amount: '10.00' }) },
      { kind: 'succeeded', report: { amountPaisa: 1_000 } },
    ],
    ['Expired', { json: body({ state: 'Expired' }) }, { kind: 'failed' }],
    ['Status Error', { json: body({ state: 'Status Error' }) }, { kind: 'failed' }],
    [
      'refunded in full',
      { json: body({ refunded: 'True', refunded_amount: '10.0' }) },
      { kind: 'succeeded', report: { isRefunded: true, refundedPaisa: 1_000 } },
    ],
    [
      'refunded without an amount',
      { json: body({ refunded: true, refunded_amount: null }) },
      { report: { isRefunded: true, refundedPaisa: null } },
    ],
    ['refunds as {}', { json: body({ refunds: {} }) }, { report: { refunds: [] } }],
    ['HTML', { body: '<html>' }, { kind: 'unanswered', cause: 'NOT_JSON' }],
    ['cut off', CUT_OFF, { kind: 'unanswered', cause: 'UND_ERR_SOCKET' }],
    ['reset', RESET, { kind: 'unanswered' }],
    ['HTTP 503', { statusCode: 503 }, { kind: 'unanswered', cause: 'HTTP_503' }],
    [
      'over 1 MB',
      { json: body({ details: 'x'.repeat(1_100_000) }) },
      { kind: 'unanswered', cause: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' },
    ],
  ])('%s', async (_, reply, expected) => {
    expect(await lookUp(reply)).toMatchObject(expected);
  });

  it('silence until the deadline is unanswered', async () => {
    expect(await lookUp(SILENCE, A_REFERENCE, { timeoutMs: 200 })).toEqual({
      kind: 'unanswered',
      cause: 'DEADLINE',
    });
  });

  it.each([
    ['2024-07-15', Date.UTC(2024, 6, 15)],
    ['2024-07-15T10:20:30Z', Date.UTC(2024, 6, 15, 10, 20, 30)],
    ['2024-07-15T10:20:30', Date.UTC(2024, 6, 15, 10, 20, 30)],
    ['2024-07-15 10:20:30.123456', Date.UTC(2024, 6, 15, 10, 20, 30, 123)],
    ['2024-07-15T10:20:30.5+05:45', Date.UTC(2024, 6, 15, 4, 35, 30, 500)],
    ['2024-07-15T10:20+0545', Date.UTC(2024, 6, 15, 4, 35)],
    ['2024-02-30', null],
    ['15/07/2024', null],
    [null, null],
    [20240715, null],
  ])('a refund made at %j', async (createdAt, refundedAtMs) => {
    const refunds = [{ created_at: createdAt, remarks: '', amount: '1' }, { amount: 'some' }, null];
    expect(await lookUp({ json: body({ refunds }) })).toMatchObject({
      report: { refunds: [{ amountPaisa: 100, remarks: null, refundedAtMs }] },
    });
  });

  it.each(['', '../balance', 'a b', 'x'.repeat(51)])('does not ask for %j', async (reference) => {
    await withUpstream({ json: body() }, async (hashcnet, upstream) => {
      expect(await hashcnet.lookup(reference)).toEqual({ kind: 'unanswered', cause: 'UNFIT_REFERENCE' });
      expect(upstream.requests).toHaveLength(0);
    });
  });
});

describe('the bulk lookup (upstream.md section 3)', () => {
  const REFERENCES = [
    'f309e75f31014139bfa1e7dff44e4276',
    'JNK2',
    'cPCWiH2UPDjy8mjPyPXtPF',
    '8535',
    'notnamed',
  ];
  const bulk = (reply: Reply, references: readonly string[] = REFERENCES) =>
    withUpstream(reply, async (hashcnet, upstream) => ({
      outcomes: Object.fromEntries(await hashcnet.bulkLookup(references)),
      requests: upstream.requests,
    }));

  it('reads bulk-lookup.json by reference, never by order', async () => {
    const { outcomes, requests } = await bulk({ body: fixtureText('bulk-lookup.json') });
    expect(outcomes).toMatchObject({
      f309e75f31014139bfa1e7dff44e4276: { kind: 'processing', providerId: '15524', state: 'Queued' },
      JNK2: { kind: 'never_seen' },
      cPCWiH2UPDjy8mjPyPXtPF: { kind: 'succeeded', report: { amountPaisa: 140_000 } },
      '8535': { kind: 'processing', providerId: '15686' },
      notnamed: { kind: 'unanswered', cause: 'NOT_NAMED' },
    });
    const url = new URL(requests[0]?.url ?? '', 'http://localhost');
    expect(requests[0]?.method).toBe('GET');
    expect(url.pathname).toBe('/api/service/bulk/status/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      token: TOKEN,
      references: REFERENCES.join(','),
      reference_length: '5',
    });
  });

  it('asks for at most 50, each once, and for nothing unfit', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `r${index}`);
    const { outcomes, requests } = await bulk({ json: { status: true, detail: [] } }, ['a,b', 'r0', ...many]);
    expect(new URL(requests[0]?.url ?? '', 'http://localhost').searchParams.get('reference_length')).toBe(
      '50',
    );
    expect(outcomes['a,b']).toEqual({ kind: 'unanswered', cause: 'NOT_ASKED' });
    expect(outcomes['r59']).toEqual({ kind: 'unanswered', cause: 'NOT_ASKED' });
    expect(outcomes['r49']).toEqual({ kind: 'unanswered', cause: 'NOT_NAMED' });
    expect((await bulk({ statusCode: 500 }, [])).requests).toHaveLength(0);
  });

  it('believes neither of two entries for one reference', async () => {
    const entry = { status: true, state: 'Success', reference: 'JNK2', response_id: 1, amount: 1 };
    const { outcomes } = await bulk({
      json: { status: true, detail: [entry, { ...entry, state: 'Failed' }, 7] },
    });
    expect(outcomes['JNK2']).toEqual({ kind: 'unanswered', cause: 'NAMED_TWICE' });
  });

  it.each<[string, Reply, string]>([
    ['an error', { body: fixtureText('error-bare.json') }, '1002'],
    ['invalid_reference for all', { json: UNSEEN }, '002'],
    ['a 400', { statusCode: 400, json: UNSEEN }, 'HTTP_400'],
    ['a 503', { statusCode: 503 }, 'HTTP_503'],
    ['HTML', { body: '<html>' }, 'NOT_JSON'],
    ['no list', { json: { status: true, detail: 'none' } }, 'UNREADABLE_LIST'],
  ])('%s leaves every reference unanswered', async (_, reply, cause) => {
    const { outcomes } = await bulk(reply);
    expect(new Set(Object.values(outcomes).map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify({ kind: 'unanswered', cause })]),
    );
  });
});
