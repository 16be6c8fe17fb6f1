import { describeSubscribers } from '../../src/sandbox/sandbox.js';
import { withSandbox } from './sandbox-client.js';

// What the purchase of a subscriber's plan of 1000 shows, and what a lookup says afterwards.
const PURCHASES: readonly [username: string, shows: string, lookup: string, charges: number][] = [
  ['plain', '200 Success', 'Success', 1],
  ['spaced-answer', '200 Success', 'Success', 1],
  ['success-upper', '200 SUCCESS', 'SUCCESS', 1],
  ['success-status-false', '200 Success', 'Success', 1],
  ['queued', '200 Queued', 'Queued', 1],
  ['queued-then-success', '200 Queued', 'Queued', 1],
  ['queued-then-failed', '200 Queued', 'Queued', 1],
  ['processing', '200 Processing', 'Processing', 1],
  ['processing-then-success', '200 Processing', 'Processing', 1],
  ['processing-first', '200 Queued', 'Queued', 1],
  ['unknown-state', '200 Reversed', 'Success', 1],
  ['unknown-state-forever', '200 Reversed', 'Reversed', 1],
  ['no-state', '200 nothing', 'Success', 1],
  ['failed', '200 Failed', 'Failed', 0],
  ['error', '200 Error', 'Error', 0],
  ['expired', '200 Expired', 'Expired', 0],
  ['status-error', '200 Status Error', 'Status Error', 0],
  ['failed-odd-case', '200 sTATUS eRROR', 'sTATUS eRROR', 0],
  ['commit-refused', '400 4000', 'invalid_reference', 0],
  ['commit-refused-200', '200 4000', 'invalid_reference', 0],
  ['commit-bad-token', '400 1002', 'invalid_reference', 0],
  ['commit-invalid', '400 1011', 'invalid_reference', 0],
  ['commit-out-of-credits', '400 1016', 'invalid_reference', 0],
  ['commit-maintenance', '400 1019', 'invalid_reference', 0],
  ['commit-404', '404 nothing', 'invalid_reference', 0],
  ['commit-duplicate', '400 1013', 'Success', 1],
  ['commit-1017', '400 1017', 'invalid_reference', 0],
  ['commit-1017-charged', '400 1017', 'Success', 1],
  ['commit-1018', '400 1018', 'invalid_reference', 0],
  ['commit-1021', '400 1021', 'invalid_reference', 0],
  ['commit-7000', '400 7000', 'invalid_reference', 0],
  ['commit-7000-charged', '400 7000', 'Success', 1],
  ['commit-unknown-code', '400 9999', 'Success', 1],
  ['commit-bare-error', '400 7000', 'Success', 1],
  ['commit-500-before-charge', '500 nothing', 'invalid_reference', 0],
  ['commit-500-after-charge', '500 nothing', 'Success', 1],
  ['commit-502-html', '502 nothing', 'Success', 1],
  ['commit-429', '429 nothing', 'invalid_reference', 0],
  ['commit-redirect', '307 nothing', 'invalid_reference', 0],
  ['commit-cut-off', '200 nothing', 'Success', 1],
  ['commit-dropped', 'no answer', 'Success', 1],
  ['commit-huge', '200 Success', 'Success', 1],
  ['reset-before-charge', 'no answer', 'invalid_reference', 0],
  ['reset-after-charge', 'no answer', 'Success', 1],
  ['never-recorded', 'no answer', 'invalid_reference', 0],
  ['late', '504 nothing', 'invalid_reference', 0],
  ['refunded', '200 Success', 'Success', 1],
  ['queued-then-refunded', '200 Queued', 'Success', 1],
  ['partly-refunded', '200 Queued', 'Success', 1],
  ['partly-refunded-flagged', '200 Queued', 'Success', 1],
  ['amount-mismatch', '200 Queued', 'Success', 1],
  ['reference-mismatch', '200 Queued', 'Success', 1],
  ['lookup-no-state', '200 Queued', 'nothing', 1],
  ['lookup-never-seen', '500 nothing', 'invalid_reference', 1],
  ['lookup-500', '200 Queued', 'nothing', 1],
  ['lookup-html', '200 Queued', 'nothing', 1],
];

// These take seconds or minutes by design; the faults behind them are tried with shorter waits elsewhere.
const SLOW = ['slow', 'slow-drip', 'hang-before-charge', 'hang-after-charge', 'lookup-hang'];

describe('the subscribers that can be bought for', () => {
  test.each(PURCHASES)('%s shows %s, then %s, with %i charges', (username, shows, lookup, charges) =>
    withSandbox({ decideAfterMs: 60_000 }, async ({ control }, client) => {
      const seen = await client.buy(username, 'r1').then(
        ({ httpStatus, json }) => {
          const { error_code: code, state } = json;
          return `${httpStatus} ${code ?? state ?? 'nothing'}`;
        },
        () => 'no answer',
      );
      const { json } = await client.lookup('r1');
      const { error, state } = json;
      expect([seen, error ?? state ?? 'nothing']).toEqual([shows, lookup]);
      expect(control.charges()).toHaveLength(charges);
    }),
  );

  test('are all tried, from the first to the last of the table', () => {
    const names = describeSubscribers().map(({ username }) => username);
    const bought = names.slice(names.indexOf('spaced-answer'));
    const tried = new Set([...PURCHASES.map(([username]) => username), ...SLOW]);
    expect(bought.filter((name) => !tried.has(name))).toEqual([]);
  });
});
