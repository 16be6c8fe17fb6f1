import { ATTENTION_REASONS } from '../../../src/renewals/attention.js';
import { findAttentionReason } from '../../../web/console/model/attention.js';
import { readCheckResult } from '../../../web/console/model/check-result.js';
import { arrangeWork, type OpenRenewal } from '../../../web/console/model/open-work.js';
import { fromPaisa, toPaisa } from '../../../web/console/model/paisa.js';
import { netAmountOf, RENEWAL_COLUMNS } from '../../../web/console/model/renewal-columns.js';
import { holdsPart, planSearch } from '../../../web/console/model/search.js';
import { someFacts } from '../support.js';

describe('what is open', () => {
  const renewal = (id: string, minute: number, needsAttention = false): OpenRenewal => ({
    ...someFacts({ id, needsAttention, createdAt: new Date(minute * 60_000).toISOString() }),
    events: [],
  });

  test('is arranged with the oldest first, and each is there once, where a person looks first', () => {
    const flagged = renewal('flagged', 5, true);
    const work = arrangeWork(
      { nodes: [renewal('settled-flagged', 9, true), flagged], next: null },
      { nodes: [renewal('new', 8), flagged, renewal('old', 1)], next: null },
    );
    expect(work.flagged.map(({ id }) => id)).toEqual(['flagged', 'settled-flagged']);
    expect(work.pending.map(({ id }) => id)).toEqual(['old', 'new']);
    expect(work.isCutOff).toBe(false);
  });

  test('one that was flagged between the two readings is not shown as waiting', () => {
    const work = arrangeWork(
      { nodes: [], next: null },
      { nodes: [renewal('just-flagged', 1, true)], next: 'c' },
    );
    expect(work.pending).toEqual([]);
    expect(work.isCutOff).toBe(true);
  });
});

describe('why a person has to look', () => {
  test.each(Object.values(ATTENTION_REASONS))("the service's words are known: %s", (message) => {
    expect(findAttentionReason([{ type: 'FLAGGED', message }])).not.toBe('unknown');
  });

  test('the latest flag counts, and words of a newer service are passed on as unknown', () => {
    const flag = (message: string | null) => ({ type: 'FLAGGED', message });
    const { VANISHED, CONTRADICTION } = ATTENTION_REASONS;
    expect(findAttentionReason([flag(VANISHED), flag(CONTRADICTION), { type: 'LOOKED_UP' }])).toBe(
      'contradiction',
    );
    expect(findAttentionReason([flag('something new')])).toBe('unknown');
    expect(findAttentionReason([flag('toString')])).toBe('unknown');
    expect(findAttentionReason([])).toBe('unknown');
  });
});

describe('what came of a check', () => {
  const event = (type: string, minute: number, message: string | null = null) => ({
    at: new Date(minute * 60_000).toISOString(),
    type,
    message,
  });
  const before = {
    status: 'PENDING',
    events: [event('SUBMITTED', 1), event('LOOKED_UP', 2, 'Queued')],
  } as const;

  test('another status is a move', () => {
    expect(readCheckResult(before, { status: 'SUCCEEDED', events: [] })).toEqual({
      kind: 'moved',
      status: 'SUCCEEDED',
    });
  });

  test('a lookup more, even of the same words, is an answer', () => {
    const after = { status: 'PENDING', events: [...before.events, event('LOOKED_UP', 3, 'Queued')] } as const;
    expect(readCheckResult(before, after)).toEqual({ kind: 'asked', message: 'Queued' });
  });

  test('no lookup more means that the provider was not asked', () => {
    expect(readCheckResult(before, before)).toEqual({ kind: 'notAsked' });
    const reported = { status: 'PENDING', events: [...before.events, event('DLR_RECEIVED', 3)] } as const;
    expect(readCheckResult(before, reported)).toEqual({ kind: 'notAsked' });
  });
});

describe('amounts', () => {
  test.each(['0.00', '0.05', '999.00', '-12.50', '9999999999999999.99'])(
    '%s is exact both ways',
    (amount) => {
      expect(fromPaisa(toPaisa(amount))).toBe(amount);
    },
  );

  test('what is no amount is not taken for one', () => {
    expect(() => toPaisa('1e3')).toThrow('not an amount');
    expect(() => toPaisa('1.005')).toThrow('not an amount');
  });

  test.each([
    ['PENDING', null],
    ['SUCCEEDED', '750.00'],
    ['FAILED', '0.00'],
    ['REFUNDED', '0.00'],
  ] as const)('the net of a %s one is %s', (status, net) => {
    const refunds = [
      { amount: { amount: '250.00', currency: 'NPR' as const }, remarks: null, refundedOn: null },
    ];
    expect(netAmountOf(someFacts({ status, refunds }))).toBe(net);
  });

  test('the columns of the file begin as those of the export do', () => {
    expect(RENEWAL_COLUMNS.slice(0, 4).map(({ name }) => name)).toEqual([
      'id',
      'reference',
      'createdAt',
      'idempotencyKey',
    ]);
    expect(RENEWAL_COLUMNS.map(({ read }) => read(someFacts()))).toContain('fast-speed');
  });
});

describe('a search', () => {
  test('of an id looks it up, and looks among keys too: they are often of that form', () => {
    const id = 'B13A5E9A-3708-4a5c-9b0f-33f3b061f6a9';
    expect(planSearch(` ${id} `)).toEqual({
      text: id,
      id: id.toLowerCase(),
      username: id,
      part: id.toLowerCase(),
    });
  });

  test('of a short text is for usernames only, and of a long one for keys only', () => {
    expect(planSearch('ram')).toMatchObject({ id: null, username: 'ram', part: null });
    expect(planSearch('x'.repeat(60))).toMatchObject({ id: null, username: null, part: 'x'.repeat(60) });
    expect(planSearch('  ')).toMatchObject({ id: null, username: null, part: null });
  });

  test('finds a part of a reference or key, in any case', () => {
    const named = { reference: 'abcdef01', idempotencyKey: 'Order-77' };
    expect(holdsPart(named, 'cdef')).toBe(true);
    expect(holdsPart(named, 'order-7')).toBe(true);
    expect(holdsPart(named, 'order-8')).toBe(false);
  });
});
