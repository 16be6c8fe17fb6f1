import type { Ledger } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';

export type Acknowledgement =
  | { readonly kind: 'acknowledged'; readonly renewal: RenewalRecord }
  /** Nobody was asked to look at it. */
  | { readonly kind: 'not_flagged' }
  /** Undecided: the next lookup would only flag it again. */
  | { readonly kind: 'undecided' }
  /** Somebody has written since it was read, perhaps another flag. */
  | { readonly kind: 'changed' };

interface AcknowledgeDeps {
  readonly ledger: Pick<Ledger, 'save'>;
  readonly clock: Clock;
}

/**
 * Takes the flag off a decided renewal, as it was read, because a person has looked at it; the trail keeps the flag and the note,
 * which the client can read. Neither status nor schedule changes, and later news that does not fit flags it anew.
 * @throws LedgerUnavailableError
 */
export async function acknowledge(
  { renewal, note }: { renewal: RenewalRecord; note: string },
  { ledger, clock }: AcknowledgeDeps,
): Promise<Acknowledgement> {
  if (renewal.attention === null) return { kind: 'not_flagged' };
  if (renewal.status === 'PENDING') return { kind: 'undecided' };
  const nowMs = clock.nowMs();
  const saved = await ledger.save({ ...renewal, attention: null, updatedAtMs: nowMs }, [
    { atMs: nowMs, type: 'ACKNOWLEDGED', message: `${renewal.attention}: ${note}` },
  ]);
  return saved === null ? { kind: 'changed' } : { kind: 'acknowledged', renewal: saved };
}
