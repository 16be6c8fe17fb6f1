import type { RenewalRecord } from '../../ledger/renewal-record.js';
import { isChargeStanding, type OrderAccount } from '../accounts.js';
import { type Books, orderOf, renewalByReference } from '../books.js';
import type { Rule } from './rule.js';

/** (c) and (d): what is stored as, or told of, a renewal against what upstream did and said. */
export const ADVICE_RULES: readonly Rule[] = [
  {
    name: 'c: no refund of a standing charge',
    judge: (entry, books) => {
      if (entry.kind === 'charged' && !entry.isContrary)
        return judgeChargeAfterRefund(entry.reference, books);
      const shown = shownBy(entry);
      return shown === null ? null : judgeRefund(shown, orderOf(books, shown.reference));
    },
  },
  {
    name: 'd: no deduction without Success',
    judge: (entry, books) => {
      const shown = shownBy(entry);
      if (shown?.status !== 'SUCCEEDED') return null;
      return orderOf(books, shown.reference).saidSuccess
        ? null
        : 'SUCCEEDED, but upstream has not said Success for the ordered amount';
    },
  },
];

function shownBy(entry: Parameters<Rule['judge']>[0]): RenewalRecord | null {
  if (entry.kind === 'saved') return entry.after;
  return entry.kind === 'told' ? entry.renewal : null;
}

function judgeRefund({ status }: RenewalRecord, order: OrderAccount): string | null {
  if (status === 'REFUNDED' && !order.saidRefunded && !order.isOrphan) {
    return 'REFUNDED, but upstream has not said that all was refunded';
  }
  if (status !== 'FAILED') return null;
  // Upstream's own "Failed" is believed; when it takes that back, the renewal is flagged, not flipped.
  return isChargeStanding(order) && !order.saidFailed && !order.isOrphan
    ? 'FAILED, so the customer is paid back, and the charge stands'
    : null;
}

/** The order comes to be charged after its renewal has been given up. */
function judgeChargeAfterRefund(reference: string, books: Books): string | null {
  const renewal = renewalByReference(books, reference)?.current;
  const order = orderOf(books, reference);
  return renewal?.status === 'FAILED' && !order.saidFailed && !order.isOrphan
    ? 'charged after the renewal had been called FAILED'
    : null;
}
