import type { RenewalFailureCode } from '../../client/generated/graphql.js';
import { describeFault } from '../../web/shared/api/describe-fault.js';
import { readRefusal } from '../../web/shared/api/fault.js';
import { readDaysLeft } from '../../web/shop/days-left.js';
import { describeOutcome } from '../../web/shop/purchase/describe-outcome.js';
import { pauseAfter } from '../../web/shop/purchase/pauses.js';
import { refusedWith, someFacts } from './support.js';

describe('a fault', () => {
  test.each([
    ['RATE_LIMITED', 'wait'],
    ['UNAUTHENTICATED', 'sign-in'],
    ['SUBSCRIBER_NOT_FOUND', 'change'],
    ['UNKNOWN_ISP', 'change'],
    ['UPSTREAM_MAINTENANCE', 'retry'],
    ['UPSTREAM_UNAVAILABLE', 'retry'],
    ['UPSTREAM_MISCONFIGURED', 'none'],
    ['FORBIDDEN', 'none'],
  ])('%s is remedied by: %s', (code, remedy) => {
    expect(describeFault(refusedWith(code)).remedy).toBe(remedy);
  });

  test('of a code that is not known yet is tried again if the service says so', () => {
    expect(describeFault(refusedWith('NEW')).remedy).toBe('none');
    expect(describeFault(refusedWith('NEW', { isRetryable: true })).remedy).toBe('retry');
  });

  test('is read from the first error', () => {
    const extensions = { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 7 };
    expect(readRefusal([{ message: 'wait', extensions }])).toEqual(
      refusedWith('RATE_LIMITED', { message: 'wait', isRetryable: true, retryAfterSeconds: 7 }),
    );
    expect(readRefusal([{}])).toEqual({ kind: 'unreachable' });
    expect(readRefusal([])).toEqual({ kind: 'unreachable' });
  });
});

describe('an outcome', () => {
  const told = (facts: Parameters<typeof someFacts>[0]) =>
    describeOutcome({ stage: { kind: 'made', renewal: someFacts(facts) } });
  const refund = { amount: { amount: '1.00', currency: 'NPR' }, remarks: null, refundedOn: null } as const;

  test('never says that money is spent before it is, nor that it is safe when it is not', () => {
    expect(told({ status: 'PENDING', pendingReason: 'IN_DOUBT' }).money).toBe('money.hold');
    expect(told({ status: 'SUCCEEDED' }).money).toBe('money.taken');
    expect(told({ status: 'SUCCEEDED', refunds: [refund] }).money).toBe('money.partlyReturned');
    expect(told({ status: 'REFUNDED', refunds: [refund] }).money).toBe('money.returned');
    expect(told({ status: 'FAILED' }).money).toBe('money.untouched');
    expect(describeOutcome({ stage: { kind: 'sending' } }).money).toBe('money.hold');
    const refused = { kind: 'not-made', refusal: 'OFFER_EXPIRED', other: null } as const;
    expect(describeOutcome({ stage: refused }).money).toBe('money.untouched');
  });

  test('says for each failure what to do', () => {
    const codes: RenewalFailureCode[] = [
      'REJECTED',
      'INSUFFICIENT_CREDITS',
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_MAINTENANCE',
      'UPSTREAM_MISCONFIGURED',
      'NOT_RECORDED',
    ];
    const bodies = codes.map((code) => told({ status: 'FAILED', failure: { code, message: '' } }).body);
    expect(new Set(bodies).size).toBe(codes.length);
  });
});

describe('the pause before the next question', () => {
  test('grows, to a minute at most', () => {
    const pauses = [1, 2, 3, 4, 20].map((tries) => pauseAfter(tries, null));
    expect(pauses).toEqual([1_500, 2_250, 3_375, 5_062.5, 60_000]);
  });

  test('is as long as the service asks for', () => {
    expect(pauseAfter(1, refusedWith('RATE_LIMITED', { isRetryable: true, retryAfterSeconds: 30 }))).toBe(
      30_000,
    );
  });

  test('has no end where asking again is of no use', () => {
    expect(pauseAfter(1, refusedWith('FORBIDDEN'))).toBeNull();
    expect(pauseAfter(1_500, null)).toBeNull();
  });
});

test('days left are told as days, today, or an end that has passed', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  expect(readDaysLeft(null, now)).toEqual({ kind: 'unknown' });
  expect(readDaysLeft(0, now)).toEqual({ kind: 'today' });
  expect(readDaysLeft(-45, now)).toEqual({ kind: 'ended', days: 45 });
  expect(readDaysLeft(12, now)).toEqual({ kind: 'left', days: 12, endsOn: new Date('2026-12-06T10:00:00Z') });
});
