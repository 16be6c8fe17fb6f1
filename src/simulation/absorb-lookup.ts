import type { LookupOutcome, TransactionReport } from '../datasources/hashcnet/outcome.js';
import type { OrderAccount } from './accounts.js';
import { type Books, orderOf, renewalByReference } from './books.js';
import type { EntryOf } from './journal.js';

export function absorbQuestion(books: Books, entry: EntryOf<'asked'>): void {
  const { by, origin, reference, token, isBulk } = entry;
  const account = renewalByReference(books, reference);
  const fence = account?.current.fence ?? 0;
  books.questions.set(entry.askId, { by, origin, reference, token, fence, isBulk, askedAtMs: entry.atMs });
  if (origin === 'reconcile' && !isBulk) changeInFlight(books, by, 1);
  if (account === undefined) return;
  if (account.holder?.by === by) account.lastAskedClaimAtMs = account.holder.atMs;
  account.openClaims.set(by, (account.openClaims.get(by) ?? 1) - 1);
  if (token !== account.current.tokenFingerprint) orderOf(books, reference).wasAskedUnderOtherToken = true;
}

export function absorbLookup(books: Books, { askId, outcome }: EntryOf<'heard'>): void {
  const question = books.questions.get(askId);
  if (question === undefined) return;
  books.questions.delete(askId);
  if (question.origin === 'reconcile' && !question.isBulk) changeInFlight(books, question.by, -1);
  const account = renewalByReference(books, question.reference);
  if (account === undefined) return;
  const { by, askedAtMs, fence, token } = question;
  // Asked for a record that was lost since; the present one of the same reference has nothing to do with it.
  if (askedAtMs < account.recordedAtMs) return;
  account.heard.push({ by, askedAtMs, fence, token, outcome });
  noteSaid(orderOf(books, question.reference), outcome, account.current.amountPaisa);
}

function changeInFlight(books: Books, by: string, change: number): void {
  books.lookupsInFlight.set(by, (books.lookupsInFlight.get(by) ?? 0) + change);
}

function noteSaid(order: OrderAccount, outcome: LookupOutcome, orderedPaisa: number): void {
  if (outcome.kind !== 'succeeded' && outcome.kind !== 'failed') return;
  if (outcome.report.amountPaisa !== orderedPaisa) {
    order.saidOtherAmount = true;
    return;
  }
  if (outcome.kind === 'failed') {
    order.saidFailed = true;
    return;
  }
  order.saidSuccess = true;
  if (outcome.report.isRefunded && sumRefunds(outcome.report) === orderedPaisa) order.saidRefunded = true;
}

function sumRefunds({ refunds, refundedPaisa }: TransactionReport): number {
  return refundedPaisa ?? refunds.reduce((totalPaisa, refund) => totalPaisa + refund.amountPaisa, 0);
}
