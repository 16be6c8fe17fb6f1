import type { RenewalStatus } from '../../ledger/renewal-record.js';
import type { Books } from '../books.js';
import { orderOf } from '../books.js';
import type { EntryOf } from '../journal.js';
import { FLAG_AFTER_MS } from '../promises.js';
import type { Rule } from './rule.js';

/** (e), and what else a write may do to a stored renewal. */
export const TRANSITION_RULES: readonly Rule[] = [
  {
    name: 'e: final states stay',
    judge: (entry) => (entry.kind === 'saved' ? judgeMove(entry.before.status, entry.after.status) : null),
  },
  {
    name: 'writes build on what is stored',
    judge: (entry, books) => (entry.kind === 'saved' ? judgeBase(entry, books) : null),
  },
  {
    name: 'the send instant covers the send',
    judge: (entry, books) => {
      if (entry.kind !== 'saved') return null;
      const { lastSentAtMs, isOrphan } = orderOf(books, entry.after.reference);
      return lastSentAtMs !== null && !isOrphan && entry.after.sentAtMs < lastSentAtMs
        ? 'the stored send instant lies before the send'
        : null;
    },
  },
  {
    name: 'what is open is looked up again',
    judge: (entry) =>
      entry.kind === 'saved' && entry.after.status === 'PENDING' && entry.after.nextCheckAtMs === null
        ? 'open, and no lookup is scheduled'
        : null,
  },
  {
    name: 'a day open is flagged',
    judge: (entry) => {
      if (entry.kind !== 'saved' || entry.after.checkCount === entry.before.checkCount) return null;
      const { status, attention, updatedAtMs, createdAtMs } = entry.after;
      return status === 'PENDING' && attention === null && updatedAtMs - createdAtMs >= FLAG_AFTER_MS
        ? 'open for a day and looked up, and nobody is asked'
        : null;
    },
  },
  {
    name: 'flags are kept',
    judge: (entry) => {
      if (entry.kind !== 'saved') return null;
      const { before, after } = entry;
      const isLifted = before.attention !== null && after.attention === null;
      const mayBeLifted = before.status !== after.status;
      return isLifted && !(mayBeLifted && isAboutIndecision(before.attention))
        ? `the flag ${before.attention} was dropped`
        : null;
    },
  },
  {
    name: 'flags have a cause',
    judge: (entry, books) => (entry.kind === 'saved' ? judgeFlag(entry, books) : null),
  },
];

function judgeMove(before: RenewalStatus, after: RenewalStatus): string | null {
  if (before === after || before === 'PENDING') return null;
  return before === 'SUCCEEDED' && after === 'REFUNDED' ? null : `${before} became ${after}`;
}

function judgeBase({ before, after, readVersion }: EntryOf<'saved'>, books: Books): string | null {
  const current = books.renewals.get(before.id)?.current;
  return current?.version === readVersion && after.version === before.version + 1
    ? null
    : 'a write did not build on the stored version';
}

function isAboutIndecision(attention: string | null): boolean {
  return attention === 'OPEN_TOO_LONG' || attention === 'TOKEN_CHANGED' || attention === 'VANISHED';
}

/** A flag brings a person: it must not be raised when all is in order. */
function judgeFlag({ before, after }: EntryOf<'saved'>, books: Books): string | null {
  if (after.attention === null || after.attention === before.attention) return null;
  const order = orderOf(books, after.reference);
  if (order.isOrphan) return null;
  // An order's answer that is written after lookups have settled the matter may be old news.
  const isLateAnswer = after.checkCount === before.checkCount && before.checkCount > 0;
  const causes: Readonly<Record<string, boolean>> = {
    OPEN_TOO_LONG: after.updatedAtMs - after.createdAtMs >= FLAG_AFTER_MS,
    AMOUNT_MISMATCH: order.saidOtherAmount,
    REFUND_UNCLEAR: order.wasUnclear,
    TOKEN_CHANGED: order.wasAskedUnderOtherToken,
    VANISHED: order.wasDenied,
    // Denied while open it is VANISHED, a flag that the decision lifts.
    CONTRADICTION:
      order.wasContrary ||
      order.hasCrossedAnswers ||
      isLateAnswer ||
      (order.wasDenied && after.status !== 'PENDING'),
  };
  return causes[after.attention] ? null : `flagged ${after.attention} without a cause`;
}
