import type { Ledger } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';

export interface OpenRenewals {
  readonly pending: readonly RenewalRecord[];
  readonly flagged: readonly RenewalRecord[];
}

const MOST = 1000;

/** The newest of what is undecided and of what needs a person: a thousand each at most, the same few pages at any size of the ledger. */
export async function findOpenRenewals(ledger: Pick<Ledger, 'list'>): Promise<OpenRenewals> {
  const [pending, flagged] = await Promise.all([
    ledger.list({ statuses: ['PENDING'], limit: MOST }),
    ledger.list({ needsAttention: true, limit: MOST }),
  ]);
  return { pending, flagged };
}
