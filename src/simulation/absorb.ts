import { absorbLookup, absorbQuestion } from './absorb-lookup.js';
import {
  absorbAnswer,
  absorbArrival,
  absorbCharge,
  absorbDecline,
  absorbIncident,
  absorbRefund,
  absorbSend,
} from './absorb-order.js';
import { absorbClaim, absorbRecord, absorbReport, absorbSave } from './absorb-renewal.js';
import { type Books, intentOf, orderOf } from './books.js';
import type { Entry, EntryOf } from './journal.js';

/** Brings the books up to date with one entry. */
export function absorb(books: Books, entry: Entry): void {
  switch (entry.kind) {
    case 'recorded':
      absorbRecord(books, entry);
      break;
    case 'claimed':
      absorbClaim(books, entry);
      break;
    case 'saved':
      absorbSave(books, entry);
      break;
    case 'sent':
      absorbSend(books, entry);
      break;
    case 'answered':
      absorbAnswer(books, entry);
      break;
    case 'arrived':
      absorbArrival(books, entry);
      break;
    case 'charged':
      absorbCharge(books, entry);
      break;
    case 'declined':
      absorbDecline(books, entry);
      break;
    case 'refunded':
      absorbRefund(books, entry);
      break;
    case 'asked':
      absorbQuestion(books, entry);
      break;
    case 'heard':
      absorbLookup(books, entry);
      break;
    case 'report_came':
      orderOf(books, entry.reference).hasReport = true;
      break;
    case 'reported':
      absorbReport(books, entry);
      break;
    case 'called':
      absorbCall(books, entry);
      break;
    case 'told':
      if (entry.renewal !== null) books.toldIds.set(entry.renewal.id, entry.client);
      break;
    case 'ledger_lost':
      forgetLedger(books);
      break;
    case 'incident':
      absorbIncident(books, entry);
      break;
    case 'denied':
    case 'ended':
      break;
  }
}

function absorbCall(books: Books, entry: EntryOf<'called'>): void {
  const { client, idempotencyKey, purchase } = entry;
  const renewalId = books.idByIntent.get(intentOf(entry)) ?? null;
  books.calls.set(entry.callId, { client, idempotencyKey, purchase, renewalId });
}

/** Charges stay charged; of what was sent before, only "not twice" is still promised. */
function forgetLedger(books: Books): void {
  const { renewals, idByReference, idByIntent, calls, toldIds, charges, orders } = books;
  books.hasLostLedger = true;
  const { questions, lookupsInFlight } = books;
  const gone = [renewals, idByReference, idByIntent, calls, toldIds, questions, lookupsInFlight];
  for (const map of gone) map.clear();
  for (const [name] of charges) if (name.startsWith('session ')) charges.delete(name);
  for (const order of orders.values()) {
    order.sendCount = 0;
    order.isOrphan = true;
    order.isShown = false;
    order.shownTo = null;
  }
}
