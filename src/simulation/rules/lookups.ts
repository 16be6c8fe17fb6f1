import type { RenewalRecord } from '../../ledger/renewal-record.js';
import { type Books, orderOf, renewalByReference } from '../books.js';
import { canCount, findEvidence, hasOwnTurn } from '../evidence.js';
import type { EntryOf } from '../journal.js';
import {
  HOLD_TIME_MS,
  HORIZON_MS,
  LOOKUPS_IN_FLIGHT,
  MAX_PAUSE_MS,
  MIN_PAUSE_GROWTH,
  MIN_PAUSE_MS,
  MISSES_NEEDED,
  REPORT_PAUSE_MS,
} from '../promises.js';
import type { Rule } from './rule.js';

/** (g), and how often and to what end upstream is asked. */
export const LOOKUP_RULES: readonly Rule[] = [
  {
    name: 'g: no early lookup unless reported',
    judge: (entry, books) => (entry.kind === 'asked' ? judgeEarliness(entry, books) : null),
  },
  {
    name: 'g: misses count when they may',
    judge: (entry, books) => (isLookupWritten(entry) ? judgeMiss(entry, books) : null),
  },
  {
    name: 'given up on proof only',
    judge: (entry, books) => (isLookupWritten(entry) ? judgeGivingUp(entry, books) : null),
  },
  {
    name: 'evidence of a lost claim is dropped',
    judge: (entry, books) => {
      if (!isLookupWritten(entry)) return null;
      const account = books.renewals.get(entry.after.id);
      return account !== undefined && findEvidence(account, entry) === undefined
        ? 'a lookup was written by one who no longer holds the claim'
        : null;
    },
  },
  {
    name: 'one lookup a minute',
    judge: (entry, books) => (entry.kind === 'asked' ? judgeHaste(entry, books) : null),
  },
  {
    name: 'pauses grow, to an hour',
    judge: (entry, books) => (isLookupWritten(entry) ? judgePause(entry, books) : null),
  },
  {
    name: 'lookups in flight are capped',
    judge: (entry, books) => {
      if (entry.kind !== 'asked' || entry.origin !== 'reconcile' || entry.isBulk) return null;
      return (books.lookupsInFlight.get(entry.by) ?? 0) >= LOOKUPS_IN_FLIGHT
        ? `more than ${LOOKUPS_IN_FLIGHT} lookups in flight`
        : null;
    },
  },
  {
    name: 'a report that found no answer is looked into again',
    judge: (entry, books) => (isLookupWritten(entry) ? judgeSilence(entry, books) : null),
  },
  {
    name: 'a report is not lost',
    judge: (entry, books) => judgeReport(entry, books),
  },
];

function isLookupWritten(entry: Parameters<Rule['judge']>[0]): entry is EntryOf<'saved'> {
  return entry.kind === 'saved' && entry.after.checkCount !== entry.before.checkCount;
}

function judgeEarliness({ reference, origin, atMs }: EntryOf<'asked'>, books: Books): string | null {
  const renewal = renewalByReference(books, reference)?.current;
  if (renewal === undefined || atMs >= renewal.sentAtMs + HOLD_TIME_MS) return null;
  const mayBeEarly = origin === 'reconcile' && orderOf(books, reference).hasReport;
  return mayBeEarly ? null : 'upstream was asked before the hold time was over';
}

function judgeSilence(entry: EntryOf<'saved'>, books: Books): string | null {
  const account = books.renewals.get(entry.after.id);
  const evidence = account === undefined ? undefined : findEvidence(account, entry);
  const isUnanswered = evidence?.outcome.kind === 'unanswered' && entry.before.reportedFence !== null;
  return isUnanswered && entry.after.nextCheckAtMs === null
    ? 'a lookup that a report asked for had no answer and none follows it'
    : null;
}

function judgeMiss(entry: EntryOf<'saved'>, books: Books): string | null {
  const { before, after } = entry;
  const account = books.renewals.get(after.id);
  if (account === undefined || after.missCount <= before.missCount) return null;
  const evidence = findEvidence(account, entry);
  return evidence !== undefined && canCount(evidence, before) && after.missCount === before.missCount + 1
    ? null
    : 'a miss was counted that proves nothing';
}

function judgeGivingUp(entry: EntryOf<'saved'>, books: Books): string | null {
  const { before, after } = entry;
  const account = books.renewals.get(after.id);
  const isGivenUp = after.failure?.code === 'NOT_RECORDED' && before.status === 'PENDING';
  if (account === undefined || !isGivenUp) return null;
  const evidence = findEvidence(account, entry);
  if (evidence === undefined || !canCount(evidence, before)) return 'given up without a miss';
  if (evidence.askedAtMs < before.sentAtMs + HORIZON_MS) return 'given up before the horizon';
  if (before.sighted) return 'given up though upstream is known to have it';
  return account.provenMisses + 1 < MISSES_NEEDED
    ? `given up after ${account.provenMisses + 1} misses`
    : null;
}

function judgeHaste({ by, reference, origin }: EntryOf<'asked'>, books: Books): string | null {
  const account = renewalByReference(books, reference);
  // A frozen replica that asks under a claim long gone cannot know.
  if (account === undefined || account.holder?.by !== by || account.openClaims.get(by) !== 1) return null;
  const { holder, lastAskedClaimAtMs } = account;
  return lastAskedClaimAtMs !== null && holder.atMs < lastAskedClaimAtMs + REPORT_PAUSE_MS
    ? `a ${origin} asked upstream again within a minute`
    : null;
}

function judgePause(entry: EntryOf<'saved'>, books: Books): string | null {
  const { before, after } = entry;
  const account = books.renewals.get(after.id);
  if (account === undefined || after.status !== 'PENDING' || after.nextCheckAtMs === null) return null;
  const pauseMs = after.nextCheckAtMs - after.updatedAtMs;
  if (pauseMs > MAX_PAUSE_MS) return `a pause of ${pauseMs} ms`;
  const evidence = findEvidence(account, entry);
  if (evidence === undefined || hasOwnTurn(before)) return null;
  if (pauseMs < MIN_PAUSE_MS) return `a pause of ${pauseMs} ms`;
  const isGrown = pauseMs === MAX_PAUSE_MS || pauseMs >= (account.lastPauseMs ?? 0) * MIN_PAUSE_GROWTH;
  return isGrown ? null : `a pause of ${pauseMs} ms after one of ${account.lastPauseMs} ms`;
}

/** A report that was taken is followed by a lookup within a minute of its taking, or on its turn after the one under way. */
function judgeReport(entry: Parameters<Rule['judge']>[0], books: Books): string | null {
  if (entry.kind === 'saved') {
    const account = books.renewals.get(entry.after.id);
    if (account === undefined || account.report === null) return null;
    const evidence = isLookupWritten(entry) ? findEvidence(account, entry) : undefined;
    const isServed = evidence !== undefined && evidence.askedAtMs >= account.report.sinceMs;
    return isServed
      ? null
      : judgeTurn(entry.after, Math.max(account.report.takenAtMs, entry.after.updatedAtMs));
  }
  if (entry.kind === 'reported') {
    const account = renewalByReference(books, entry.reference);
    if (account === undefined || account.recordedAtMs >= entry.sinceMs) return null;
    return account.lookedUpAtMs >= entry.sinceMs ? null : judgeTurn(account.current, entry.atMs);
  }
  return null;
}

function judgeTurn({ nextCheckAtMs }: RenewalRecord, sinceMs: number): string | null {
  return nextCheckAtMs === null || nextCheckAtMs > sinceMs + REPORT_PAUSE_MS
    ? 'a delivery report was taken and no lookup follows it'
    : null;
}
