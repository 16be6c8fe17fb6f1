import { exportRenewals } from '../../src/books/export-renewals.js';
import type { Operation } from './operations.js';
import type { FilledLedger } from './stage.js';

export interface Percentiles {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How many renewals it gave, on average; null for an operation that gives one. */
  readonly rowCount: number | null;
}

export interface Comparison {
  readonly name: string;
  readonly small: Percentiles;
  readonly large: Percentiles;
}

/** Runs one operation on both ledgers in turns, after a warm-up, so that whatever else the machine does meets both. */
export async function compare(
  operation: Operation,
  { small, large, sampleCount }: { small: FilledLedger; large: FilledLedger; sampleCount: number },
): Promise<Comparison> {
  const timesMs = new Map<FilledLedger, number[]>([
    [small, []],
    [large, []],
  ]);
  const found = new Map<FilledLedger, number>();
  const warmUpCount = Math.ceil(sampleCount / 5);
  for (let n = 0; n < warmUpCount + sampleCount; n += 1) {
    for (const filled of n % 2 === 0 ? [small, large] : [large, small]) {
      const run = operation.prepare(filled.rowCount);
      const startedAtMs = performance.now();
      const result = await run(filled.ledger);
      if (n < warmUpCount) continue;
      timesMs.get(filled)?.push(performance.now() - startedAtMs);
      if (Array.isArray(result)) found.set(filled, (found.get(filled) ?? 0) + result.length);
    }
  }
  return {
    name: operation.name,
    small: summarize(timesMs.get(small) ?? [], found.get(small)),
    large: summarize(timesMs.get(large) ?? [], found.get(large)),
  };
}

/** Exports the whole ledger as CSV into nothing; rows a second, and the most memory that was in use, in bytes. */
export async function measureExport({
  ledger,
}: FilledLedger): Promise<{ rowsPerSecond: number; rssBytes: number }> {
  const startedAtMs = performance.now();
  let rowCount = 0;
  let rssBytes = 0;
  const onProgress = (count: number) => {
    rowCount = count;
    rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
  };
  for await (const _ of exportRenewals(ledger, { format: 'csv', filter: {}, onProgress }));
  return { rowsPerSecond: rowCount / ((performance.now() - startedAtMs) / 1000), rssBytes };
}

function summarize(timesMs: readonly number[], foundCount: number | undefined): Percentiles {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const rowCount = foundCount === undefined ? null : foundCount / timesMs.length;
  return { p50Ms: at(0.5), p99Ms: at(0.99), rowCount };
}
