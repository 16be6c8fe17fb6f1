import type { Ledger } from '../ledger/ledger.js';
import { EXPORT_WRITERS, type ExportFormat } from './export-format.js';
import { type ScanFilter, scanRenewals } from './scan.js';

export interface ExportRequest {
  readonly format: ExportFormat;
  readonly filter: ScanFilter;
  /** Told how many renewals have been given out so far, after each page. */
  readonly onProgress?: (rowCount: number) => void;
}

/**
 * The export as pieces of text, one to a page of renewals: the next page is read when the reader asks for it, so memory
 * stays the same at any size. Newest first; see `scanRenewals` for what is promised beside a running server.
 * @throws LedgerUnavailableError
 */
export async function* exportRenewals(
  ledger: Pick<Ledger, 'list'>,
  { format, filter, onProgress }: ExportRequest,
): AsyncGenerator<string, void, void> {
  const { header, write } = EXPORT_WRITERS[format];
  let rowCount = 0;
  if (header !== '') yield header;
  for await (const page of scanRenewals(ledger, filter)) {
    yield page.map(write).join('');
    rowCount += page.length;
    onProgress?.(rowCount);
  }
}
