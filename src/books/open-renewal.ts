import type { RenewalRecord } from '../ledger/renewal-record.js';
import { consumptionOf, priceInCredits } from './consumption.js';
import type { CreditsReading } from './reading.js';

/** A renewal of which nobody can say whether the upstream's figure has it: open now, or when the figure was read. */
export interface OpenRenewal {
  readonly reference: string;
  readonly id: string;
  readonly createdAtMs: number;
  /** What it takes if it is charged. */
  readonly amount: bigint;
  /** 0 is the likeliest to be in the figure. */
  readonly rank: 0 | 1 | 2;
  /** What is known of it, as words. */
  readonly known: string;
}

/** Describes a renewal as open at the reading; null when it was settled by then. */
export function describeOpen(renewal: RenewalRecord, reading: CreditsReading): OpenRenewal | null {
  const { reference, id, createdAtMs } = renewal;
  const found = whatIsKnown(renewal, reading.askedAtMs);
  if (found === null) return null;
  const { charged, returned } = consumptionOf(renewal);
  const net = charged - returned;
  return { reference, id, createdAtMs, amount: net > 0n ? net : priceInCredits(renewal), ...found };
}

function whatIsKnown(renewal: RenewalRecord, askedAtMs: number): Pick<OpenRenewal, 'rank' | 'known'> | null {
  if (renewal.status !== 'PENDING') {
    if (renewal.settledAtMs === null || renewal.settledAtMs < askedAtMs) return null;
    const rank = renewal.status === 'FAILED' ? 2 : 0;
    return { rank, known: `became ${renewal.status} while the figure was read` };
  }
  if (renewal.missCount > 0 && !renewal.sighted) {
    return { rank: 2, known: `upstream has not seen it (${renewal.missCount} lookups that count)` };
  }
  switch (renewal.pendingReason) {
    case 'PROCESSING':
      return { rank: 0, known: 'upstream has it and has not decided' };
    case 'IN_DOUBT':
      if (renewal.sighted) return { rank: 0, known: 'upstream knows the reference' };
      return { rank: 1, known: 'sent, and no usable answer' };
    case 'SUBMITTED':
    case null:
      return { rank: 1, known: 'sent, and no answer yet' };
  }
}
