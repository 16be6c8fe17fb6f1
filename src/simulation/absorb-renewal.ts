import type { RenewalRecord } from '../ledger/renewal-record.js';
import { stateOf } from '../renewals/renewal.js';
import { type HeardLookup, openRenewal, type RenewalAccount } from './accounts.js';
import { type Books, intentOf, orderOf, renewalByReference, sessionOf } from './books.js';
import { canCount, findEvidence, hasOwnTurn } from './evidence.js';
import type { EntryOf } from './journal.js';
import { LEASE_MS } from './promises.js';

export function absorbRecord(books: Books, { renewal, atMs }: EntryOf<'recorded'>): void {
  books.renewals.set(renewal.id, openRenewal(renewal, atMs));
  books.idByReference.set(renewal.reference, renewal.id);
  books.idByIntent.set(intentOf(renewal), renewal.id);
  const order = orderOf(books, renewal.reference);
  order.intent = intentOf(renewal);
  order.session = sessionOf(renewal);
}

export function absorbClaim(books: Books, { by, after, atMs }: EntryOf<'claimed'>): void {
  const account = books.renewals.get(after.id);
  if (account === undefined) return;
  store(account, after);
  // As of when it was asked for: a slow ledger grants it later, and the lease has run since.
  const claimedAtMs = (after.claimedUntilMs ?? atMs) - LEASE_MS;
  account.holder = { by, fence: after.fence, atMs: claimedAtMs };
  account.openClaims.set(by, (account.openClaims.get(by) ?? 0) + 1);
}

export function absorbSave(books: Books, entry: EntryOf<'saved'>): void {
  const { by, before, after } = entry;
  const account = books.renewals.get(after.id);
  if (account === undefined) return;
  store(account, after);
  account.openClaims.delete(by);
  const order = orderOf(books, after.reference);
  if (after.checkCount === before.checkCount) {
    const isAnswerWritten = stateOf(after) !== stateOf(before) && order.shownTo === by;
    if (isAnswerWritten) order.isShown = true;
    return;
  }
  const evidence = findEvidence(account, entry);
  if (evidence === undefined) return;
  order.isShown ||= evidence.outcome.kind !== 'never_seen' && evidence.outcome.kind !== 'unanswered';
  absorbEvidence(account, evidence, entry);
}

function absorbEvidence(account: RenewalAccount, evidence: HeardLookup, { before, after }: EntryOf<'saved'>) {
  account.heard = account.heard.filter((heard) => heard !== evidence);
  account.lookedUpAtMs = Math.max(account.lookedUpAtMs, evidence.askedAtMs);
  if (account.report !== null && evidence.askedAtMs >= account.report.sinceMs) account.report = null;
  if (canCount(evidence, before)) account.provenMisses += 1;
  if (after.status === 'PENDING' && after.nextCheckAtMs !== null && !hasOwnTurn(before)) {
    account.lastPauseMs = after.nextCheckAtMs - after.updatedAtMs;
  }
}

export function absorbReport(books: Books, { reference, sinceMs, atMs }: EntryOf<'reported'>): void {
  const account = renewalByReference(books, reference);
  if (account === undefined || account.recordedAtMs >= sinceMs || account.lookedUpAtMs >= sinceMs) return;
  account.report = { sinceMs, takenAtMs: atMs };
}

function store(account: RenewalAccount, renewal: RenewalRecord): void {
  account.current = renewal;
  account.statuses[renewal.version] = renewal.status;
}
