import type { TransactionRecord } from '../../src/sandbox/sandbox.js';
import type { Books } from './books.js';
import { createIntentBook, type Intent, noteRenewal } from './intent-book.js';
import { judge } from './judge.js';
import type { ListedRenewal } from './listed-renewal.js';
import type { SubscriberSort } from './subscriber-sorts.js';

const REFERENCE = 'r1';
const KEY = 'key-1';

function anIntent(overrides: { sort?: SubscriberSort; keys?: string[] } = {}): Intent {
  const { sort = { name: 'plain', weight: 1 }, keys = [KEY] } = overrides;
  return createIntentBook().open({ username: 'plain-1', slug: 'hons', sort, client: 'shop-a', keys });
}

function aRenewal(overrides: Partial<ListedRenewal> = {}): ListedRenewal {
  return {
    id: 'id-1',
    reference: REFERENCE,
    idempotencyKey: KEY,
    username: 'plain-1',
    status: 'SUCCEEDED',
    advice: 'DEDUCT',
    pendingReason: null,
    failure: null,
    needsAttention: false,
    nextCheckAt: null,
    events: [],
    ...overrides,
  };
}

const FAILED = { status: 'FAILED', advice: 'REFUND' } as const;
const PENDING = { status: 'PENDING', advice: 'HOLD', pendingReason: 'IN_DOUBT' } as const;

function aCharge(overrides: Partial<TransactionRecord> = {}): TransactionRecord {
  return {
    id: 1,
    reference: REFERENCE,
    username: 'plain-1',
    slug: 'hons',
    token: 'TEST:sandbox-token',
    amount: '1000.0',
    at: '2026-01-01T00:00:00.000Z',
    state: 'Success',
    isCharged: true,
    refundedAmount: '0.0',
    ...overrides,
  };
}

function listRules(overrides: Partial<Books> = {}): string[] {
  const books: Books = {
    intents: [anIntent()],
    renewals: [aRenewal()],
    transactions: [aCharge()],
    ordersByReference: new Map([[REFERENCE, 1]]),
    ...overrides,
  };
  return judge(books).map(({ rule }) => rule);
}

function told(...renewals: { id: string; advice: 'HOLD' | 'DEDUCT' | 'REFUND' }[]): Intent {
  const intent = anIntent();
  for (const notes of intent.keys) for (const renewal of renewals) noteRenewal(notes, renewal);
  return intent;
}

describe('the judge of the crash campaign', () => {
  it('takes a HOLD that was asked for before a firm advice was heard for old news, and a later one for a change of mind', () => {
    const intent = anIntent();
    for (const notes of intent.keys) {
      noteRenewal(notes, { id: 'id-1', advice: 'DEDUCT' }, 0);
      noteRenewal(notes, { id: 'id-1', advice: 'HOLD' }, 0);
    }
    expect(listRules({ intents: [intent] })).toEqual([]);
    const changed = told({ id: 'id-1', advice: 'DEDUCT' }, { id: 'id-1', advice: 'HOLD' });
    expect(listRules({ intents: [changed] })).toEqual(['took it back']);
  });

  it('finds nothing wrong where the three books agree', () => {
    const failed = { renewals: [aRenewal(FAILED)], transactions: [], ordersByReference: new Map() };
    const intents = [told({ id: 'id-1', advice: 'HOLD' }, { id: 'id-1', advice: 'DEDUCT' })];
    expect([listRules({ intents }), listRules(failed)]).toEqual([[], []]);
  });

  it.each<[string, Partial<Books>, string[]]>([
    ['a charge in no ledger', { renewals: [], ordersByReference: new Map() }, ['lost']],
    ['an order in no ledger', { renewals: [], transactions: [] }, ['sent unrecorded']],
    ['an order that came twice', { ordersByReference: new Map([[REFERENCE, 2]]) }, ['sent twice']],
    [
      'two charges for one customer',
      { transactions: [aCharge(), aCharge({ reference: 'r2' })] },
      ['double', 'lost'],
    ],
    ['FAILED while charged', { renewals: [aRenewal(FAILED)] }, ['refunded but charged']],
    [
      'REFUNDED while half of it is still taken',
      {
        renewals: [aRenewal({ status: 'REFUNDED', advice: 'REFUND' })],
        transactions: [aCharge({ refundedAmount: '500.0' })],
      },
      ['refunded but charged'],
    ],
    ['SUCCEEDED without a charge', { transactions: [] }, ['taken for nothing']],
    [
      'SUCCEEDED while it is still queued',
      { transactions: [aCharge({ state: 'Queued' })] },
      ['taken for nothing'],
    ],
    ['left open', { renewals: [aRenewal(PENDING)] }, ['undecided']],
    ['flagged for no reason', { renewals: [aRenewal({ needsAttention: true })] }, ['flagged']],
    ['a renewal under a key that nobody used', { intents: [anIntent({ keys: ['other'] })] }, ['double']],
    [
      'a renewal that has another id now',
      { intents: [told({ id: 'id-0', advice: 'DEDUCT' })] },
      ['not findable'],
    ],
    [
      'a customer told to give back what is taken',
      { intents: [told({ id: 'id-1', advice: 'REFUND' })] },
      ['refunded but charged', 'took it back'],
    ],
    [
      'a customer told to take what was not bought',
      {
        intents: [told({ id: 'id-1', advice: 'DEDUCT' })],
        renewals: [aRenewal(FAILED)],
        transactions: [],
      },
      ['taken for nothing', 'took it back'],
    ],
  ])('finds %s', (_what, books, rules) => {
    expect(listRules(books)).toEqual(rules);
  });

  it('finds an order sent under a rival key while the first one lived, even if upstream refused it', () => {
    const intents = [anIntent({ keys: [KEY, 'key-2'] })];
    const rival = aRenewal({ ...FAILED, id: 'id-2', reference: 'r2', idempotencyKey: 'key-2' });
    const renewals = [aRenewal(), rival];
    const late = new Map([REFERENCE, 'r2'].map((reference) => [reference, 1]));
    const early = new Map(['r2', REFERENCE].map((reference) => [reference, 1]));
    expect([
      listRules({ intents, renewals, ordersByReference: late }),
      listRules({ intents, renewals, ordersByReference: early }),
    ]).toEqual([['double'], []]);
  });

  it('lets DEDUCT become REFUND when the upstream has refunded, and not otherwise', () => {
    const intents = [told({ id: 'id-1', advice: 'DEDUCT' })];
    const renewals = [aRenewal({ status: 'REFUNDED', advice: 'REFUND' })];
    const transactions = [aCharge({ refundedAmount: '1000.0' })];
    expect(listRules({ intents, renewals, transactions })).toEqual([]);
  });

  it('leaves to a person what only a person can settle', () => {
    const intents = [anIntent({ sort: { name: 'amount-mismatch', weight: 1, mayEndFlagged: true } })];
    const flagged = [aRenewal({ ...PENDING, needsAttention: true })];
    expect([
      listRules({ intents, renewals: flagged }),
      listRules({ intents, renewals: [aRenewal(PENDING)] }),
    ]).toEqual([[], ['undecided']]);
  });

  it('lets one of two rival keys be refused, and nobody else', () => {
    const rivals = anIntent({ keys: [KEY, 'key-2'] });
    rivals.keys[1]?.problems.add('OFFER_ALREADY_USED');
    const single = anIntent();
    single.keys[0]?.problems.add('OFFER_ALREADY_USED');
    expect([listRules({ intents: [rivals] }), listRules({ intents: [single] })]).toEqual([[], ['problem']]);
  });
});
