/** The bounds of everything the sandbox stores, reads or waits for. */
export const LIMIT = {
  bodyBytes: 1_000_000,
  waitMs: 600_000,
  transactions: 1_000_000,
  references: 2_000_000,
  sessions: 1_000_000,
  faults: 1_000,
  loggedRequests: 10_000,
  loggedDlrs: 10_000,
  listedTransactions: 10_000,
  bulkReferences: 500,
  hugeBodyBytes: 50_000_000,
  dlrTimeoutMs: 10_000,
} as const;

/** Removes the oldest entries of a map or set until it holds no more than `count`. */
export function forgetOldest(entries: Map<unknown, unknown> | Set<unknown>, count: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= count) return;
    entries.delete(key);
  }
}
