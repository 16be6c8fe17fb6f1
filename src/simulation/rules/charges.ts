import { isOfLostRenewal } from '../absorb-order.js';
import { type Books, intentOf, orderOf, renewalByReference } from '../books.js';
import type { EntryOf } from '../journal.js';
import { TIMEOUT_MS } from '../promises.js';
import type { Rule } from './rule.js';

/** (a) and (b): what may be sent and charged. */
export const CHARGE_RULES: readonly Rule[] = [
  {
    name: 'a: one renewal per intent',
    judge: (entry, books) =>
      entry.kind === 'recorded' && books.idByIntent.has(intentOf(entry.renewal))
        ? `a second renewal for ${intentOf(entry.renewal)}`
        : null,
  },
  {
    name: 'a: one charge per intent',
    judge: (entry, books) =>
      entry.kind === 'charged' && !entry.isContrary ? judgeCharge(entry, books, 'intent') : null,
  },
  {
    name: 'a: one charge per session',
    judge: (entry, books) =>
      entry.kind === 'charged' && !entry.isContrary ? judgeCharge(entry, books, 'session') : null,
  },
  {
    name: 'a: one send per reference',
    judge: (entry, books) =>
      isSend(entry, books) && orderOf(books, entry.order.reference).sendCount > 0
        ? 'an order was sent again though it may have left before'
        : null,
  },
  {
    name: 'a: nothing sent late',
    judge: (entry, books) => (isSend(entry, books) ? judgeLateness(entry, books) : null),
  },
  {
    name: 'b: recorded before it is sent',
    judge: (entry, books) => (isSend(entry, books) ? judgeRecord(entry, books) : null),
  },
];

/** A send to be judged: not one on a record that was lost since. */
function isSend(entry: Parameters<Rule['judge']>[0], books: Books): entry is EntryOf<'sent'> {
  return entry.kind === 'sent' && !isOfLostRenewal(books, entry);
}

function judgeCharge(entry: EntryOf<'charged'>, books: Books, scope: 'intent' | 'session'): string | null {
  const order = orderOf(books, entry.reference);
  const name = order[scope];
  if (name === null || (scope === 'session' && order.isOrphan)) return null;
  return (books.charges.get(name) ?? 0) > 0 ? `a second charge for ${name}` : null;
}

function judgeLateness({ order, atMs }: EntryOf<'sent'>, books: Books): string | null {
  const renewal = renewalByReference(books, order.reference)?.current;
  if (renewal === undefined) return null;
  if (atMs > renewal.createdAtMs + TIMEOUT_MS) return 'an order was sent after its deadline';
  return atMs > renewal.sentAtMs
    ? 'an order was sent later than the record says that it can have been'
    : null;
}

function judgeRecord({ order }: EntryOf<'sent'>, books: Books): string | null {
  const renewal = renewalByReference(books, order.reference)?.current;
  if (renewal === undefined) return 'an order was sent that no record tells of';
  // After the loss of the ledger, an order sent on the lost record may have decided the matter by now.
  const isDecided = renewal.status !== 'PENDING' && !orderOf(books, order.reference).isOrphan;
  if (isDecided) return `an order was sent whose renewal is ${renewal.status} already`;
  const isAsRecorded =
    order.sessionId === renewal.sessionId &&
    order.packageCode === renewal.packageCode &&
    order.durationCode === renewal.durationCode &&
    order.amountPaisa === renewal.amountPaisa;
  return isAsRecorded ? null : 'an order was sent that differs from its record';
}
