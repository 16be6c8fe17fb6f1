import type { Ledger, RenewalPosition, RenewalQuery } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';

export type ScanFilter = Omit<RenewalQuery, 'limit' | 'after'>;

/** The most that the ledger gives at once. */
const PAGE_SIZE = 1000;
/** How much further back than the last page reached the next one is expected to reach. */
const STRIDE = 1.5;

/**
 * Every renewal that matches, a page at a time, newest first by (createdAtMs, id); one page in memory whatever the total.
 * A renewal's place in that order never changes. So none comes twice, and none is missed that was there at the start, as
 * long as the filter names nothing that moves (`statuses`, `needsAttention`). Renewals made meanwhile are left out.
 * @throws LedgerUnavailableError
 */
export async function* scanRenewals(
  ledger: Pick<Ledger, 'list'>,
  filter: ScanFilter,
  pageSize: number = PAGE_SIZE,
): AsyncGenerator<readonly RenewalRecord[], void, void> {
  let after: RenewalPosition | undefined;
  // The ledger reads each status apart, a whole page of it even where it is rare and the page reaches far into the past.
  // A bound on how far back to look spares it most of that.
  let windowFromMs: number | undefined;
  for (;;) {
    const page = await ledger.list({
      ...filter,
      ...(after && { after }),
      ...(windowFromMs !== undefined && { createdFromMs: windowFromMs }),
      limit: pageSize,
    });
    if (page.length > 0) yield page;
    const [first, last] = [page[0], page.at(-1)];
    if (first && last && page.length === pageSize) {
      after = { createdAtMs: last.createdAtMs, id: last.id };
      const strideMs = Math.ceil((first.createdAtMs - last.createdAtMs) * STRIDE);
      windowFromMs = Math.max(last.createdAtMs - strideMs, filter.createdFromMs ?? Number.MIN_SAFE_INTEGER);
    } else if (windowFromMs !== undefined && windowFromMs !== filter.createdFromMs) {
      // The window is read to its end: what is older comes without one. No id is less than the empty text.
      after = { createdAtMs: windowFromMs, id: '' };
      windowFromMs = undefined;
    } else {
      return;
    }
  }
}
