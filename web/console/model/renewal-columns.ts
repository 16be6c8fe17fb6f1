import type { RenewalFactsFragment } from '../../../client/generated/graphql.js';
import type { CsvColumn } from './csv.js';
import { fromPaisa, sumRefunds, toPaisa } from './paisa.js';

/** Names and order as in the export of docs/books.md, as far as the API tells; what it does not know is left out. */
export const RENEWAL_COLUMNS: readonly CsvColumn<RenewalFactsFragment>[] = [
  { name: 'id', read: ({ id }) => id },
  { name: 'reference', read: ({ reference }) => reference },
  { name: 'createdAt', read: ({ createdAt }) => createdAt },
  { name: 'idempotencyKey', read: ({ idempotencyKey }) => idempotencyKey },
  { name: 'slug', read: ({ isp }) => isp.slug },
  { name: 'username', read: ({ username }) => username },
  { name: 'planTitle', read: ({ planTitle }) => planTitle },
  { name: 'packageCode', read: ({ packageCode }) => packageCode },
  { name: 'durationCode', read: ({ durationCode }) => durationCode },
  { name: 'durationTitle', read: ({ durationTitle }) => durationTitle },
  { name: 'currency', read: ({ amount }) => amount.currency },
  { name: 'amount', read: ({ amount }) => amount.amount },
  { name: 'status', read: ({ status }) => status },
  { name: 'pendingReason', read: ({ pendingReason }) => pendingReason },
  { name: 'advice', read: ({ advice }) => advice },
  { name: 'refundsTotal', read: ({ refunds }) => fromPaisa(sumRefunds(refunds)) },
  { name: 'netAmount', read: netAmountOf },
  { name: 'creditsConsumed', read: ({ creditsConsumed }) => creditsConsumed },
  { name: 'providerId', read: ({ providerId }) => providerId },
  { name: 'failureCode', read: ({ failure }) => failure?.code },
  { name: 'failureMessage', read: ({ failure }) => failure?.message },
  { name: 'needsAttention', read: ({ needsAttention }) => String(needsAttention) },
  { name: 'settledAt', read: ({ settledAt }) => settledAt },
  { name: 'updatedAt', read: ({ updatedAt }) => updatedAt },
  { name: 'nextCheckAt', read: ({ nextCheckAt }) => nextCheckAt },
];

/** What the customer has paid in the end; null while nobody knows. */
export function netAmountOf({ status, amount, refunds }: RenewalFactsFragment): string | null {
  if (status === 'PENDING') return null;
  if (status !== 'SUCCEEDED') return '0.00';
  const net = toPaisa(amount.amount) - sumRefunds(refunds);
  return fromPaisa(net > 0n ? net : 0n);
}
