import { inspect } from 'node:util';
import type { CallObservation } from '../../../src/datasources/hashcnet/observer.js';
import type { WireWarning } from '../../../src/datasources/hashcnet/wire/warning.js';
import { Secret } from '../../../src/values/secret.js';
import { CUT_OFF, RESET, type Reply } from '../../support/scripted-upstream.js';
import {
  A_KEY,
  A_REFERENCE,
  aDataSource,
  anOrder,
  fixture,
  TOKEN,
  withUpstream,
} from './support/data-source.js';

const show = (value: unknown) => `${JSON.stringify(value)}${inspect(value, { depth: 20, showHidden: true })}`;
const echoes = [
  TOKEN,
  encodeURIComponent(TOKEN),
  TOKEN.toLowerCase(),
  `${TOKEN.slice(0, 5)}\u0000${TOKEN.slice(5)}`,
];

/** An answer whose every text is the token. */
const echoing = (shape: unknown, echo: string): unknown => {
  if (typeof shape === 'string') return `${echo} ${echo}`;
  if (Array.isArray(shape)) return shape.map((item) => echoing(item, echo));
  if (typeof shape !== 'object' || shape === null) return shape;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, echoing(value, echo)]));
};

const replies: [string, Reply][] = [
  ...echoes.flatMap((echo): [string, Reply][] => [
    ['details', { json: { ...(echoing(fixture('details.json'), echo) as object), has_due: echo } }],
    [
      'details, one text at a time',
      { json: { ...fixture('details.json'), current_plan: echo, customer_name: `x${echo}x` } },
    ],
    ['rejection', { statusCode: 400, json: { error_code: '1011', details: { [echo]: [echo], b: echo } } }],
    ['not found', { statusCode: 400, json: { error_code: '4000', details: `user ${echo} not found` } }],
    ['code', { statusCode: 400, json: { error_code: echo, message: echo } }],
    ['failed', { json: { state: 'Failed', message: echo, detail: echo } }],
    [
      'success',
      {
        json: {
          state: 'Success',
          id: echo,
          amount: 1,
          response_id: echo,
          details: echo,
          refunds: [{ amount: 1, remarks: echo }],
        },
      },
    ],
    ['state', { json: { state: echo, response_id: echo } }],
    [
      'bulk',
      { json: { status: true, detail: [{ reference: A_REFERENCE, state: echo, response_id: echo }] } },
    ],
    ['redirect', { statusCode: 307, headers: { location: encodeURI(`/${echo.replace('\u0000', '')}`) } }],
  ]),
  ['cut off', CUT_OFF],
  ['reset', RESET],
  ['html', { statusCode: 502, body: TOKEN }],
];

describe('the token', () => {
  it.each(replies)(
    'is in no outcome, observation or warning when the answer (%s) echoes it',
    async (_, reply) => {
      const observations: CallObservation[] = [];
      const warnings: WireWarning[] = [];
      const outcomes = await withUpstream(
        reply,
        async (hashcnet) => [
          await hashcnet.details(A_KEY),
          await hashcnet.commit(anOrder()),
          await hashcnet.lookup(A_REFERENCE),
          [...(await hashcnet.bulkLookup([A_REFERENCE]))],
          await hashcnet.credits(),
        ],
        { onCall: (one) => observations.push(one), onWarning: (one) => warnings.push(one) },
      );
      expect(observations.map(({ operation }) => operation)).toEqual([
        'details',
        'commit',
        'lookup',
        'bulk_lookup',
        'credits',
      ]);
      const shown = show([outcomes, observations, warnings]).toLowerCase();
      for (const echo of [TOKEN, encodeURIComponent(TOKEN)]) expect(shown).not.toContain(echo.toLowerCase());
    },
  );

  it('is not on the data source', async () => {
    const hashcnet = aDataSource({ baseUrl: 'http://127.0.0.1:9' });
    expect(show(hashcnet)).not.toContain(TOKEN);
    expect(hashcnet.tokenFingerprint).toBe(new Secret(TOKEN).fingerprint());
    expect(hashcnet.timeoutMs).toBe(5_000);
    await hashcnet.close();
  });
});

describe('observation', () => {
  it('tells operation, duration, outcome and cause', async () => {
    const seen: CallObservation[] = [];
    await withUpstream({ statusCode: 404 }, (hashcnet) => hashcnet.details(A_KEY), {
      onCall: (one) => seen.push(one),
    });
    expect(seen).toEqual([
      { operation: 'details', durationMs: expect.any(Number), outcome: 'misconfigured', cause: 'HTTP_404' },
    ]);
  });

  it('cannot change what became of a call', async () => {
    const onCall = () => {
      throw new Error('metrics are down');
    };
    const outcome = await withUpstream(
      { json: { state: 'Success' } },
      (hashcnet) => hashcnet.commit(anOrder()),
      { onCall },
    );
    expect(outcome).toMatchObject({ kind: 'succeeded' });
  });

  it.each(['ftp://services.khalti.com', 'services.khalti.com', ''])('refuses the base URL %j', (baseUrl) => {
    expect(() => aDataSource({ baseUrl })).toThrow(TypeError);
  });

  it('keeps the path of a base URL', async () => {
    await withUpstream({ statusCode: 404 }, async (_, upstream) => {
      const hashcnet = aDataSource({ baseUrl: `${upstream.baseUrl}/proxy/` });
      await hashcnet.credits();
      await hashcnet.close();
      expect(upstream.requests.map(({ url }) => url)).toEqual(['/proxy/api/balance']);
    });
  });
});
