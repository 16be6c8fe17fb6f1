import type { RenewalRecord } from '../ledger/renewal-record.js';
import { adviceFor } from '../renewals/renewal.js';
import { formatPaisa } from '../values/decimal.js';
import { sumRefundsPaisa } from './consumption.js';

export interface ExportColumn {
  readonly name: string;
  /**
   * `text` comes from outside and may hold anything; `plain` is made by us or is a checked number, so that no spreadsheet
   * can take it for a formula.
   */
  readonly kind: 'text' | 'plain';
  readonly read: (renewal: RenewalRecord) => string | null;
}

/** The columns in their order, which is a promise: a new one goes to the end (docs/books.md). */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  plain('id', (r) => r.id),
  plain('reference', (r) => r.reference),
  plain('createdAt', (r) => formatInstant(r.createdAtMs)),
  text('client', (r) => r.client),
  text('idempotencyKey', (r) => r.idempotencyKey),
  text('slug', (r) => r.slug),
  text('username', (r) => r.username),
  text('planTitle', (r) => r.planTitle),
  text('packageCode', (r) => r.packageCode),
  text('durationCode', (r) => r.durationCode),
  text('durationTitle', (r) => r.durationTitle),
  plain('currency', () => 'NPR'),
  plain('amount', (r) => formatPaisa(r.amountPaisa)),
  plain('status', (r) => r.status),
  plain('pendingReason', (r) => r.pendingReason),
  plain('advice', (r) => adviceFor(r)),
  plain('refundsTotal', (r) => formatPaisa(sumRefundsPaisa(r))),
  plain('netAmount', netAmountOf),
  plain('creditsConsumed', (r) => r.creditsConsumed),
  text('providerId', (r) => r.providerId),
  plain('failureCode', (r) => r.failure?.code ?? null),
  text('failureMessage', (r) => r.failure?.message ?? null),
  plain('attention', (r) => r.attention),
  plain('settledAt', (r) => formatOptionalInstant(r.settledAtMs)),
  plain('checkedAt', (r) => formatOptionalInstant(r.checkedAtMs)),
  plain('updatedAt', (r) => formatInstant(r.updatedAtMs)),
];

function text(name: string, read: ExportColumn['read']): ExportColumn {
  return { name, kind: 'text', read };
}

function plain(name: string, read: ExportColumn['read']): ExportColumn {
  return { name, kind: 'plain', read };
}

/** What the customer has paid in the end; null while nobody knows. */
function netAmountOf(renewal: RenewalRecord): string | null {
  switch (renewal.status) {
    case 'PENDING':
      return null;
    case 'SUCCEEDED':
      return formatPaisa(Math.max(0, renewal.amountPaisa - sumRefundsPaisa(renewal)));
    case 'FAILED':
    case 'REFUNDED':
      return formatPaisa(0);
  }
}

/** RFC 3339, UTC, milliseconds. */
function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

function formatOptionalInstant(instantMs: number | null): string | null {
  return instantMs === null ? null : formatInstant(instantMs);
}
