import { type Books, orderOf, renewalByReference } from './books.js';
import type { EntryOf } from './journal.js';
import { TIMEOUT_MS } from './promises.js';

export function absorbSend(books: Books, entry: EntryOf<'sent'>): void {
  const order = orderOf(books, entry.order.reference);
  if (!isOfLostRenewal(books, entry)) order.sendCount += 1;
  order.lastSentAtMs = entry.atMs;
}

/**
 * Sent on another record than the one there is, which was lost since: a later record of the same intent may send once
 * more, to meet upstream's 1013.
 */
export function isOfLostRenewal(books: Books, { order }: EntryOf<'sent'>): boolean {
  if (!books.hasLostLedger) return false;
  const renewal = renewalByReference(books, order.reference)?.current;
  return renewal === undefined || order.sendBeforeMs !== renewal.createdAtMs + TIMEOUT_MS;
}

export function absorbArrival(books: Books, { reference, amountPaisa, token }: EntryOf<'arrived'>): void {
  const order = orderOf(books, reference);
  order.state = 'open';
  order.amountPaisa = amountPaisa;
  order.token = token;
}

export function absorbAnswer(books: Books, { by, reference, outcome }: EntryOf<'answered'>): void {
  const order = orderOf(books, reference);
  if (outcome.kind === 'succeeded') order.saidSuccess = true;
  if (outcome.kind === 'refused') order.saidFailed = true;
  const isShowing = ['succeeded', 'accepted', 'reference_known'].includes(outcome.kind);
  if (isShowing) order.shownTo = by;
  const account = renewalByReference(books, reference);
  if (account !== undefined && (account.holder !== null || account.current.checkCount > 0)) {
    order.hasCrossedAnswers = true;
  }
}

export function absorbCharge(books: Books, { reference, isContrary }: EntryOf<'charged'>): void {
  const order = orderOf(books, reference);
  order.state = 'charged';
  order.wasContrary ||= isContrary;
  if (isContrary) return;
  for (const name of [order.intent, order.isOrphan ? null : order.session]) {
    if (name !== null) books.charges.set(name, (books.charges.get(name) ?? 0) + 1);
  }
}

export function absorbDecline(books: Books, { reference, isContrary }: EntryOf<'declined'>): void {
  const order = orderOf(books, reference);
  order.state = 'declined';
  order.wasContrary ||= isContrary;
  // The money is back, so the session may be charged for another purchase.
  if (isContrary && order.session !== null) books.charges.delete(order.session);
}

export function absorbRefund(
  books: Books,
  { reference, refundedPaisa, isContrary }: EntryOf<'refunded'>,
): void {
  const order = orderOf(books, reference);
  order.refundedPaisa = refundedPaisa;
  order.wasContrary ||= isContrary;
}

export function absorbIncident(books: Books, { what, reference }: EntryOf<'incident'>): void {
  if (reference === null) return;
  if (what === 'lie') orderOf(books, reference).wasDenied = true;
  if (what === 'refund_unclear') orderOf(books, reference).wasUnclear = true;
}
