import type { Purchase } from '../../web/shop/purchase/purchase.js';
import { pursue } from '../../web/shop/purchase/pursue.js';
import { aPurchase, refusedWith, scriptGateway, someFacts } from './support.js';

const made = (overrides = {}) => ({
  renew: { renewal: someFacts(overrides), problem: null, replayed: false },
});
const refused = (code: string, renewal: object | null = null) => ({
  renew: { renewal, problem: { code, message: 'no' }, replayed: false },
});
const listOf = (keys: readonly string[], hasNextPage = false) => ({
  renewals: {
    edges: keys.map((idempotencyKey) => ({ cursor: 'c', node: someFacts({ idempotencyKey }) })),
    pageInfo: { hasNextPage, hasPreviousPage: false, startCursor: null, endCursor: null },
  },
});

/** One try, and what was kept before each order left. */
async function tryOnce(purchase: Purchase, answers: Parameters<typeof scriptGateway>[0], sender = 'me') {
  const gateway = scriptGateway(answers);
  const kept: Purchase[] = [];
  const pursuit = await pursue(purchase, { gateway, sender, keep: (each) => void kept.push(each) });
  return { ...pursuit, kept, asked: gateway.asked.map(({ operation }) => operation), gateway };
}

const sentBefore = aPurchase({ sends: 1, senders: ['me'] });

describe('an order', () => {
  test('is counted and kept before it leaves, under the key it was confirmed with', async () => {
    const { kept, gateway, purchase } = await tryOnce(aPurchase(), [made()]);
    expect(kept).toMatchObject([{ key: 'key-1', sends: 1, senders: ['me'], stage: { kind: 'sending' } }]);
    expect(gateway.asked).toEqual([
      { operation: 'Renew', variables: { offerId: 'offer-1', idempotencyKey: 'key-1' } },
    ]);
    expect(purchase.stage).toMatchObject({ kind: 'made', renewal: { status: 'SUCCEEDED' } });
  });

  test('does not leave when it cannot be kept', async () => {
    const gateway = scriptGateway([]);
    const keep = () => {
      throw new Error('full');
    };
    await expect(pursue(aPurchase(), { gateway, sender: 'me', keep })).rejects.toThrow('full');
    expect(gateway.asked).toEqual([]);
  });

  test.each([
    ['no network', { kind: 'offline' }],
    ['no answer', { kind: 'unreachable' }],
    ['a rate limit', refusedWith('RATE_LIMITED')],
    ['a ledger that is away', refusedWith('INTERNAL_SERVER_ERROR')],
    ['an unknown caller', refusedWith('UNAUTHENTICATED')],
    ['a code of another version', refusedWith('SOMETHING_NEW')],
  ])('stays open after %s', async (_name, fault) => {
    const { purchase, fault: told } = await tryOnce(aPurchase(), [fault]);
    expect(purchase.stage).toEqual({ kind: 'sending' });
    expect(told).toEqual(fault);
  });

  test('stays open after an answer that says neither yes nor no', async () => {
    const { purchase } = await tryOnce(aPurchase(), [
      { renew: { renewal: null, problem: null, replayed: false } },
    ]);
    expect(purchase.stage.kind).toBe('sending');
  });
});

describe('a refusal', () => {
  test.each(['OFFER_EXPIRED', 'OFFER_INVALID', 'OFFER_ALREADY_USED', 'IDEMPOTENCY_KEY_REUSED'])(
    'of the first order is believed: %s',
    async (code) => {
      const { purchase, asked } = await tryOnce(aPurchase(), [refused(code)]);
      expect(purchase.stage).toEqual({ kind: 'not-made', refusal: code, other: null });
      expect(asked).toEqual(['Renew']);
    },
  );

  test.each(['FORBIDDEN', 'BAD_USER_INPUT'])('may come as an error: %s', async (code) => {
    const { purchase } = await tryOnce(aPurchase(), [refusedWith(code)]);
    expect(purchase.stage).toMatchObject({ kind: 'not-made', refusal: code });
  });

  test('tells of the purchase that used the offer up', async () => {
    const { purchase } = await tryOnce(aPurchase(), [
      refused('OFFER_ALREADY_USED', someFacts({ id: 'other', idempotencyKey: 'key-0' })),
    ]);
    expect(purchase.stage).toMatchObject({ kind: 'not-made', other: { id: 'other' } });
  });

  test('that shows what this very key has made is no refusal', async () => {
    const { purchase } = await tryOnce(aPurchase(), [
      refused('OFFER_INVALID', someFacts({ idempotencyKey: 'key-1' })),
    ]);
    expect(purchase.stage).toMatchObject({ kind: 'made', renewal: { idempotencyKey: 'key-1' } });
  });

  test('after an order without an answer is not believed before the list has been read', async () => {
    const found = await tryOnce(sentBefore, [refused('OFFER_INVALID'), listOf(['key-0', 'key-1'])]);
    expect(found.asked).toEqual(['Renew', 'Renewals']);
    expect(found.purchase.stage).toMatchObject({ kind: 'made', renewal: { idempotencyKey: 'key-1' } });
    const missing = await tryOnce(sentBefore, [refused('OFFER_EXPIRED'), listOf(['key-0'])]);
    expect(missing.purchase.stage).toMatchObject({ kind: 'not-made', refusal: 'OFFER_EXPIRED' });
  });

  test('leaves the purchase open while the list cannot be read', async () => {
    const { purchase, fault } = await tryOnce(sentBefore, [
      refused('OFFER_EXPIRED'),
      { kind: 'unreachable' },
    ]);
    expect(purchase.stage.kind).toBe('sending');
    expect(fault).toEqual({ kind: 'unreachable' });
  });

  test('to another sign-in ends nothing: the list it reads is not the one the order may be in', async () => {
    const { purchase, trouble } = await tryOnce(
      sentBefore,
      [refused('OFFER_INVALID'), listOf([])],
      'another',
    );
    expect(purchase.stage.kind).toBe('sending');
    expect(trouble).toBe('unknown');
  });

  test('ends nothing when the list goes on beyond what was read', async () => {
    const { purchase, trouble } = await tryOnce(sentBefore, [refused('OFFER_INVALID'), listOf([], true)]);
    expect(purchase.stage.kind).toBe('sending');
    expect(trouble).toBe('unknown');
  });
});

describe('a purchase that was made', () => {
  const pending = aPurchase({ stage: { kind: 'made', renewal: someFacts({ status: 'PENDING' }) } });

  test('is read, and never sent again', async () => {
    const { purchase, asked } = await tryOnce(pending, [{ renewal: { ...someFacts(), events: [] } }]);
    expect(asked).toEqual(['Renewal']);
    expect(purchase.stage).toEqual({ kind: 'made', renewal: someFacts() });
  });

  test('keeps what is known of it when the service shows it no more', async () => {
    const { purchase, trouble } = await tryOnce(pending, [{ renewal: null }]);
    expect(trouble).toBe('unknown');
    expect(purchase).toEqual(pending);
  });
});

test('a purchase that was refused asks nothing', async () => {
  const over = aPurchase({ stage: { kind: 'not-made', refusal: 'OFFER_EXPIRED', other: null } });
  expect((await tryOnce(over, [])).purchase).toEqual(over);
});
