import type {
  CommitOutcome,
  LookupOutcome,
  TransactionReport,
} from '../../src/datasources/hashcnet/outcome.js';
import type { RenewalRecord } from '../../src/ledger/renewal-record.js';
import { decide } from '../../src/renewals/decide.js';
import { createPolicy } from '../../src/renewals/policy.js';
import { aRenewal, FAILED, SUCCEEDED } from '../support/renewal-builder.js';

const MINUTE_MS = 60_000;
const policy = createPolicy({ holdTimeMs: 5 * MINUTE_MS, notRecordedAfterMs: 30 * MINUTE_MS });
const SENT_AT_MS = 1_800_000_000_000;
const IN_DOUBT = { status: 'PENDING', pendingReason: 'IN_DOUBT' } as const;
const PROCESSING = { status: 'PENDING', pendingReason: 'PROCESSING', sighted: true } as const;

function aRecord(overrides: Partial<RenewalRecord> = {}): RenewalRecord {
  return {
    ...aRenewal({ createdAtMs: SENT_AT_MS, sentAtMs: SENT_AT_MS }),
    updatedAtMs: SENT_AT_MS,
    version: 1,
    fence: 1,
    claimedUntilMs: null,
    ...overrides,
  };
}

function aReport(overrides: Partial<TransactionReport> = {}): TransactionReport {
  return {
    providerId: '70704',
    amountPaisa: 99_900,
    message: '',
    isRefunded: false,
    refundedPaisa: 0,
    refunds: [],
    ...overrides,
  };
}

function afterLookup(
  renewal: RenewalRecord,
  outcome: LookupOutcome,
  options: { minutes?: number; token?: string } = {},
) {
  const { minutes = 10, token = renewal.tokenFingerprint } = options;
  const nowMs = SENT_AT_MS + minutes * MINUTE_MS;
  const decision = decide(
    renewal,
    { kind: 'lookup', outcome, askedAtMs: nowMs, fence: renewal.fence, tokenFingerprint: token },
    { policy, nowMs, random: () => 0.5 },
  );
  if (decision === null) throw new Error('a lookup always leaves a trace');
  return { ...decision.next, types: decision.events.map(({ type }) => type), nowMs };
}

function afterCommit(
  renewal: RenewalRecord,
  outcome: Record<string, unknown> & { kind: CommitOutcome['kind'] },
) {
  const decision = decide(
    renewal,
    { kind: 'commit', outcome: { sentAtMs: SENT_AT_MS, cause: 'test', ...outcome } as CommitOutcome },
    { policy, nowMs: SENT_AT_MS + 1000, random: () => 0.5 },
  );
  if (decision === null) throw new Error('an answer always leaves a trace');
  return { ...decision.next, types: decision.events.map(({ type }) => type) };
}

describe('a lookup (upstream.md section 3)', () => {
  test('settles a success and a failure', () => {
    expect(afterLookup(aRecord(IN_DOUBT), { kind: 'succeeded', report: aReport() })).toMatchObject({
      status: 'SUCCEEDED',
      providerId: '70704',
      nextCheckAtMs: null,
      types: ['LOOKED_UP', 'SETTLED'],
    });
    const failed = afterLookup(aRecord(IN_DOUBT), {
      kind: 'failed',
      report: aReport({ message: 'Manually Failed' }),
    });
    expect(failed).toMatchObject({
      status: 'FAILED',
      failure: { code: 'REJECTED', message: 'Manually Failed' },
    });
  });

  test('takes a success that was wholly refunded as REFUNDED', () => {
    const report = aReport({ isRefunded: true, refundedPaisa: 99_900 });
    for (const renewal of [aRecord(IN_DOUBT), aRecord(SUCCEEDED)]) {
      const after = afterLookup(renewal, { kind: 'succeeded', report });
      expect(after).toMatchObject({
        status: 'REFUNDED',
        refunds: [{ amountPaisa: 99_900 }],
        attention: null,
      });
    }
  });

  test.each([true, false])('keeps a partial refund SUCCEEDED and shows it (refunded: %s)', (isRefunded) => {
    const report = aReport({ isRefunded, refundedPaisa: 100 });
    expect(afterLookup(aRecord(IN_DOUBT), { kind: 'succeeded', report })).toMatchObject({
      status: 'SUCCEEDED',
      refunds: [{ amountPaisa: 100 }],
      attention: null,
    });
  });

  test.each([
    ['refunded without an amount', { isRefunded: true, refundedPaisa: null }],
    ['more refunded than was paid', { isRefunded: true, refundedPaisa: 100_000 }],
    ['all refunded, but not flagged so', { isRefunded: false, refundedPaisa: 99_900 }],
  ])('asks a person when a refund does not add up: %s', (_name, overrides) => {
    const after = afterLookup(aRecord(IN_DOUBT), { kind: 'succeeded', report: aReport(overrides) });
    expect(after).toMatchObject({ status: 'PENDING', attention: 'REFUND_UNCLEAR' });
  });

  test.each(['succeeded', 'failed'] as const)('never settles %s for another amount', (kind) => {
    const after = afterLookup(aRecord(IN_DOUBT), { kind, report: aReport({ amountPaisa: 99_901 }) });
    expect(after).toMatchObject({
      status: 'PENDING',
      attention: 'AMOUNT_MISMATCH',
      types: ['LOOKED_UP', 'FLAGGED'],
    });
  });

  test('puts a crashed purchase in doubt when nothing is learnt', () => {
    const after = afterLookup(aRecord(), { kind: 'unanswered', cause: 'HTTP 500' });
    expect(after).toMatchObject({ status: 'PENDING', pendingReason: 'IN_DOUBT', missCount: 0 });
  });

  test('grows its pauses up to an hour', () => {
    const pauses = [0, 1, 2, 3, 4, 20].map((checkCount) => {
      const after = afterLookup(aRecord({ ...IN_DOUBT, checkCount }), { kind: 'unanswered', cause: '' });
      return (Number(after.nextCheckAtMs) - after.nowMs) / MINUTE_MS;
    });
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60]);
  });

  test('keeps the turn of a report that came while it was under way', () => {
    const askedAtMs = SENT_AT_MS + 10 * MINUTE_MS;
    const renewal = aRecord({ ...PROCESSING, checkedAtMs: askedAtMs, reportedFence: 1 });
    const after = afterLookup(renewal, { kind: 'processing', state: 'Processing', providerId: null });
    expect(after).toMatchObject({ nextCheckAtMs: askedAtMs + MINUTE_MS, reportedFence: 1 });
    const settled = afterLookup(renewal, { kind: 'succeeded', report: aReport() });
    expect(settled).toMatchObject({ status: 'SUCCEEDED', nextCheckAtMs: askedAtMs + MINUTE_MS });
  });

  test('answers a report that came before it', () => {
    const renewal = aRecord({ ...PROCESSING, reportedFence: 0 });
    const after = afterLookup(renewal, { kind: 'processing', state: 'Processing', providerId: null });
    expect(after).toMatchObject({ reportedFence: null, nextCheckAtMs: after.nowMs + 5 * MINUTE_MS });
  });

  test('flags what is still open after a day, and goes on looking up', () => {
    const after = afterLookup(aRecord(IN_DOUBT), { kind: 'unanswered', cause: '' }, { minutes: 24 * 60 });
    expect(after).toMatchObject({ status: 'PENDING', attention: 'OPEN_TOO_LONG' });
    expect(after.nextCheckAtMs).not.toBeNull();
    const settled = afterLookup(after, { kind: 'succeeded', report: aReport() }, { minutes: 25 * 60 });
    expect(settled).toMatchObject({ status: 'SUCCEEDED', attention: null });
  });
});

describe('"never saw it" (upstream.md section 3)', () => {
  const MISS = { kind: 'never_seen' } as const;

  test('fails a renewal after three misses and half an hour', () => {
    const after = afterLookup(aRecord({ ...IN_DOUBT, missCount: 2 }), MISS, { minutes: 30 });
    expect(after).toMatchObject({ status: 'FAILED', failure: { code: 'NOT_RECORDED' }, missCount: 3 });
  });

  test.each([
    ['the second miss', { missCount: 1 }, 45, { missCount: 2 }],
    ['a third miss within half an hour', { missCount: 2 }, 29, { missCount: 3 }],
    ['a miss before the hold time, which does not even count', { missCount: 2 }, 4, { missCount: 2 }],
  ])('does not fail it at %s', (_name, overrides, minutes, expected) => {
    const after = afterLookup(aRecord({ ...IN_DOUBT, ...overrides }), MISS, { minutes });
    expect(after).toMatchObject({ status: 'PENDING', pendingReason: 'IN_DOUBT', ...expected });
  });

  test('proves nothing under another token: a person is asked', () => {
    const renewal = aRecord({ ...IN_DOUBT, missCount: 2 });
    expect(afterLookup(renewal, MISS, { minutes: 20, token: 'another' })).toMatchObject({
      missCount: 2,
      attention: null,
    });
    expect(afterLookup(renewal, MISS, { minutes: 45, token: 'another' })).toMatchObject({
      status: 'PENDING',
      missCount: 2,
      attention: 'TOKEN_CHANGED',
    });
  });

  test('contradicts what upstream has shown before: a person is asked', () => {
    for (const renewal of [
      aRecord({ ...PROCESSING, missCount: 2 }),
      aRecord({ ...IN_DOUBT, sighted: true, missCount: 2 }),
    ]) {
      expect(afterLookup(renewal, MISS, { minutes: 45 })).toMatchObject({
        status: 'PENDING',
        attention: 'VANISHED',
      });
    }
  });
});

describe('a final renewal', () => {
  test.each([
    ['SUCCEEDED', SUCCEEDED, { kind: 'failed', report: aReport() }],
    ['SUCCEEDED', SUCCEEDED, { kind: 'never_seen' }],
    ['FAILED', FAILED, { kind: 'succeeded', report: aReport() }],
    ['FAILED', FAILED, { kind: 'processing', state: 'Queued', providerId: null }],
  ] as const)('%s is flagged, never flipped, by later news to the contrary', (status, progress, outcome) => {
    const after = afterLookup(aRecord(progress), outcome);
    expect(after).toMatchObject({ status, attention: 'CONTRADICTION', settledAtMs: progress.settledAtMs });
    expect(after.failure).toEqual(progress.failure);
  });

  test.each([
    [
      'FAILED',
      FAILED,
      { kind: 'succeeded', receipt: { providerId: '1', creditsConsumed: '1', creditsAvailable: '1' } },
    ],
    ['SUCCEEDED', SUCCEEDED, { kind: 'refused', code: 'REJECTED', message: '' }],
  ] as const)('%s is flagged by an answer to the contrary that comes late', (status, progress, outcome) => {
    expect(afterCommit(aRecord(progress), outcome)).toMatchObject({ status, attention: 'CONTRADICTION' });
  });

  test('SUCCEEDED takes the receipt of an answer that comes late', () => {
    const receipt = { providerId: '70704', creditsConsumed: '999.0', creditsAvailable: '1' };
    expect(afterCommit(aRecord(SUCCEEDED), { kind: 'succeeded', receipt })).toMatchObject({
      status: 'SUCCEEDED',
      creditsConsumed: '999.0',
      attention: null,
    });
  });
});

describe("a commit's answer", () => {
  test('waits out the hold time from the send when it decides nothing', () => {
    const after = afterCommit(aRecord(), { kind: 'in_doubt' });
    expect(after).toMatchObject({ pendingReason: 'IN_DOUBT', nextCheckAtMs: SENT_AT_MS + policy.holdTimeMs });
  });

  test('does not postpone a lookup that a report has asked for', () => {
    const after = afterCommit(aRecord({ reportedFence: 1, nextCheckAtMs: SENT_AT_MS + 10 }), {
      kind: 'in_doubt',
    });
    expect(after.nextCheckAtMs).toBe(SENT_AT_MS + 10);
  });

  test('leaves lookups that have begun, and their claim, alone', () => {
    const begun = {
      checkedAtMs: SENT_AT_MS,
      nextCheckAtMs: SENT_AT_MS - 1,
      claimedUntilMs: SENT_AT_MS + 9000,
    };
    const after = afterCommit(aRecord({ ...IN_DOUBT, ...begun }), { kind: 'in_doubt' });
    expect(after).toMatchObject(begun);
  });

  test('settles without losing a report that waits', () => {
    const receipt = { providerId: '1', creditsConsumed: '1', creditsAvailable: '1' };
    const after = afterCommit(aRecord({ reportedFence: 1, nextCheckAtMs: SENT_AT_MS }), {
      kind: 'succeeded',
      receipt,
    });
    expect(after).toMatchObject({ status: 'SUCCEEDED', nextCheckAtMs: SENT_AT_MS });
  });
});

describe('a delivery report (upstream.md section 4)', () => {
  function afterReport(overrides: Partial<RenewalRecord>, nowMs = SENT_AT_MS) {
    return decide(aRecord(overrides), { kind: 'report' }, { policy, nowMs, random: Math.random });
  }

  test('moves the next lookup to now, and nothing else', () => {
    const before = aRecord();
    const decision = decide(before, { kind: 'report' }, { policy, nowMs: SENT_AT_MS, random: Math.random });
    const moved = { nextCheckAtMs: SENT_AT_MS, reportedFence: 1, updatedAtMs: SENT_AT_MS };
    expect(decision?.next).toEqual({ ...before, ...moved });
    expect(decision?.events).toMatchObject([{ type: 'DLR_RECEIVED' }]);
  });

  test('waits its turn, a minute after the latest lookup began', () => {
    const decision = afterReport({ ...IN_DOUBT, checkedAtMs: SENT_AT_MS - 20_000 });
    expect(decision?.next.nextCheckAtMs).toBe(SENT_AT_MS + 40_000);
  });

  test('takes a sooner check for its turn', () => {
    const sooner = { checkedAtMs: SENT_AT_MS - 20_000, nextCheckAtMs: SENT_AT_MS + 5 };
    expect(afterReport({ ...IN_DOUBT, ...sooner })?.next.nextCheckAtMs).toBe(SENT_AT_MS + 5);
  });

  test('adds nothing while another waits for its turn', () => {
    expect(afterReport({ ...IN_DOUBT, reportedFence: 1 })).toBeNull();
  });

  test('is not lost when the one before it is being looked into', () => {
    const underWay = {
      reportedFence: 0,
      checkedAtMs: SENT_AT_MS - 5,
      claimedUntilMs: SENT_AT_MS + 9000,
    };
    const decision = afterReport({ ...IN_DOUBT, ...underWay });
    expect(decision?.next).toMatchObject({ reportedFence: 1, claimedUntilMs: SENT_AT_MS + 9000 });
  });

  test('asks after a final renewal too: a refund may have come', () => {
    expect(afterReport(SUCCEEDED)?.next).toMatchObject({ status: 'SUCCEEDED', nextCheckAtMs: SENT_AT_MS });
  });
});
