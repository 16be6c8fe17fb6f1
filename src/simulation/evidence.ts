import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { HeardLookup, RenewalAccount } from './accounts.js';
import type { EntryOf } from './journal.js';
import { HOLD_TIME_MS } from './promises.js';

/** The heard lookup that a save has written: its replica's own, under the claim that the record is under. */
export function findEvidence(
  { heard }: RenewalAccount,
  { by, before, after }: EntryOf<'saved'>,
): HeardLookup | undefined {
  const candidates = heard.filter((lookup) => lookup.by === by && lookup.fence === before.fence);
  // A thawed replica may have asked twice at once, under an old claim and the present one; a miss was written of a miss.
  const isMiss = after.missCount > before.missCount;
  return candidates.find(({ outcome }) => isMiss === (outcome.kind === 'never_seen')) ?? candidates[0];
}

/** A report came while the lookup was under way: it has a turn of its own. */
export function hasOwnTurn({ reportedFence, fence }: RenewalRecord): boolean {
  return reportedFence === fence;
}

/** Whether a "never saw it" may count: asked after the hold time, under the token that sent the order. */
export function canCount({ outcome, askedAtMs, token }: HeardLookup, before: RenewalRecord): boolean {
  const isHeld = askedAtMs >= before.sentAtMs + HOLD_TIME_MS;
  return outcome.kind === 'never_seen' && isHeld && token === before.tokenFingerprint;
}
