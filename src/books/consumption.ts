import type { RenewalRecord } from '../ledger/renewal-record.js';
import { creditsOfPaisa, parseCredits } from './credits.js';

/** What one renewal does to the upstream's consumed credits. */
export interface Consumption {
  /** What was taken when the order was placed. */
  readonly charged: bigint;
  /** What came back. */
  readonly returned: bigint;
}

export function sumRefundsPaisa({ refunds }: Pick<RenewalRecord, 'refunds'>): number {
  return refunds.reduce((totalPaisa, refund) => totalPaisa + refund.amountPaisa, 0);
}

/** What the order takes when it is charged: the figure of its receipt, or its price where no receipt was read. */
export function priceInCredits({
  creditsConsumed,
  amountPaisa,
}: Pick<RenewalRecord, 'creditsConsumed' | 'amountPaisa'>): bigint {
  const receipt = creditsConsumed === null ? null : parseCredits(creditsConsumed);
  return receipt ?? creditsOfPaisa(amountPaisa);
}

/**
 * What is certain of a renewal, by its status. A refund lowers the upstream's consumed figure by as much as it gives back,
 * and a whole one by all that was taken (docs/books.md, "What is assumed of the upstream"). A failed order has taken
 * nothing, or given it back. An open one is certain of nothing: it may have been charged or not.
 */
export function consumptionOf(renewal: RenewalRecord): Consumption {
  const charged = priceInCredits(renewal);
  switch (renewal.status) {
    case 'PENDING':
    case 'FAILED':
      return { charged: 0n, returned: 0n };
    case 'SUCCEEDED':
      return { charged, returned: creditsOfPaisa(sumRefundsPaisa(renewal)) };
    case 'REFUNDED':
      return { charged, returned: charged };
  }
}
