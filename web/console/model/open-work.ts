import type { OpenRenewalsQuery } from '../../../client/generated/graphql.js';

export type OpenRenewal = OpenRenewalsQuery['renewals']['edges'][number]['node'];

/** What waits for a person, and what waits for the provider; the oldest first in each. */
export interface OpenWork {
  readonly flagged: readonly OpenRenewal[];
  readonly pending: readonly OpenRenewal[];
  /** The ledger has more than was read: the newest were, so the oldest may be missing. */
  readonly isCutOff: boolean;
}

interface Read {
  readonly nodes: readonly OpenRenewal[];
  readonly next: string | null;
}

/** A flagged renewal may be pending too: it is shown once, where a person looks first. */
export function arrangeWork(flagged: Read, pending: Read): OpenWork {
  const isFlagged = new Set(flagged.nodes.map(({ id }) => id));
  return {
    flagged: oldestFirst(flagged.nodes),
    pending: oldestFirst(
      pending.nodes.filter(({ id, needsAttention }) => !isFlagged.has(id) && !needsAttention),
    ),
    isCutOff: flagged.next !== null || pending.next !== null,
  };
}

/** The list comes newest first; among the same instant, by id. */
function oldestFirst(renewals: readonly OpenRenewal[]): OpenRenewal[] {
  return [...renewals].sort(
    (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1),
  );
}
