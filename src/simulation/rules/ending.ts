import type { RenewalRecord } from '../../ledger/renewal-record.js';
import type { OrderAccount, RenewalAccount } from '../accounts.js';
import { type Books, orderOf } from '../books.js';
import type { Rule } from './rule.js';

/** (f): what is left when upstream has answered honestly for long enough. */
export const ENDING_RULES: readonly Rule[] = [
  {
    name: 'f: final or flagged in the end',
    judge: (entry, books) => (entry.kind === 'ended' ? findWrong(books, judgeOpen) : null),
  },
  {
    name: 'f: final states agree with upstream',
    judge: (entry, books) => (entry.kind === 'ended' ? findWrong(books, judgeAgreement) : null),
  },
  {
    name: 'f: no report is left unserved',
    judge: (entry, books) => (entry.kind === 'ended' ? findWrong(books, judgeReports) : null),
  },
];

type JudgeOne = (account: RenewalAccount, order: OrderAccount) => string | null;

function findWrong(books: Books, judge: JudgeOne): string | null {
  for (const account of books.renewals.values()) {
    const order = orderOf(books, account.current.reference);
    const wrong = order.isOrphan ? null : judge(account, order);
    if (wrong !== null) return `${account.current.id}: ${wrong}`;
  }
  return null;
}

function judgeOpen({ current }: RenewalAccount): string | null {
  if (current.status !== 'PENDING') return null;
  if (current.attention === null) return 'open in the end, and nobody is asked';
  return current.nextCheckAtMs === null ? 'flagged, and no longer looked up' : null;
}

function judgeReports({ report }: RenewalAccount): string | null {
  return report === null ? null : 'a delivery report was taken and no lookup followed it';
}

function judgeAgreement({ current }: RenewalAccount, order: OrderAccount): string | null {
  if (current.attention !== null) return null;
  switch (current.status) {
    case 'PENDING':
      return null;
    case 'FAILED':
      return order.state === 'unknown' || order.state === 'declined'
        ? null
        : `FAILED, upstream: ${order.state}`;
    case 'SUCCEEDED':
    case 'REFUNDED':
      return judgeMoney(current, order);
  }
}

function judgeMoney({ status, amountPaisa, refunds }: RenewalRecord, order: OrderAccount): string | null {
  if (order.state !== 'charged') return `${status}, upstream: ${order.state}`;
  if (order.amountPaisa !== amountPaisa) return `${status}, and upstream took another amount`;
  const refundedPaisa = refunds.reduce((totalPaisa, refund) => totalPaisa + refund.amountPaisa, 0);
  if (refundedPaisa !== order.refundedPaisa) {
    return `${status}, ${refundedPaisa} paisa refunded, upstream: ${order.refundedPaisa}`;
  }
  const isWhole = order.refundedPaisa === order.amountPaisa;
  return isWhole === (status === 'REFUNDED') ? null : `${status}, refunded whole: ${isWhole}`;
}
