import type { Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { ReadFailure } from '../datasources/hashcnet/outcome.js';
import type { Ledger } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';
import { askUpstream } from './ask-upstream.js';
import { parseCredits } from './credits.js';
import { type Explanation, explain, type Start } from './explain.js';
import type { CreditsReading } from './reading.js';
import { scanRenewals } from './scan.js';
import { type Suspects, searchSuspects } from './suspects.js';
import { addToTally, type Counted, startTally, type Tally } from './tally.js';

export interface ReconcileCreditsDeps {
  readonly ledger: Pick<Ledger, 'list'>;
  readonly hashcnet: Pick<Hashcnet, 'credits' | 'lookup' | 'tokenFingerprint'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

export interface ReconcileCreditsRequest {
  readonly start: Start;
  /** Whether suspects are looked up upstream, each once. */
  readonly looksUp: boolean;
  /** Told of each renewal that counts since the baseline. */
  readonly onCounted?: (renewal: RenewalRecord, counted: Counted) => Promise<void>;
}

export interface Reconciliation {
  readonly reading: CreditsReading;
  readonly start: Start;
  readonly tally: Tally;
  readonly explanation: Explanation;
  /** Null when nothing is left to explain. */
  readonly suspects: Suspects | null;
  /** What is odd about the comparison itself. */
  readonly warnings: readonly string[];
}

export type ReconcileCreditsResult =
  | { readonly kind: 'compared'; readonly reconciliation: Reconciliation }
  | { readonly kind: 'unreachable'; readonly failure: ReadFailure };

/**
 * Reads the upstream's credits once, then the whole ledger as it was at that moment, in constant memory, and explains the
 * one by the other. Ledger and upstream may be at work meanwhile: what was not settled at the reading counts as open.
 * @throws LedgerUnavailableError
 */
export async function reconcileCredits(
  { ledger, hashcnet, clock }: ReconcileCreditsDeps,
  { start, looksUp, onCounted }: ReconcileCreditsRequest,
): Promise<ReconcileCreditsResult> {
  const askedAtMs = clock.nowMs();
  const outcome = await hashcnet.credits();
  const answeredAtMs = clock.nowMs();
  if (outcome.kind !== 'found') return { kind: 'unreachable', failure: outcome };
  const reading: CreditsReading = {
    consumed: readFigure(outcome.consumed),
    available: readFigure(outcome.available),
    askedAtMs,
    answeredAtMs,
    account: hashcnet.tokenFingerprint,
  };
  const sinceMs = start.kind === 'baseline' ? start.baseline.atMs : Number.NEGATIVE_INFINITY;
  const filter = { createdBeforeMs: answeredAtMs };
  const tally = startTally();
  for await (const page of scanRenewals(ledger, filter)) {
    for (const renewal of page) {
      const counted = addToTally(tally, renewal, { reading, sinceMs });
      if (counted.kind === 'open' || counted.isSince) await onCounted?.(renewal, counted);
    }
  }
  const explanation = explain(tally, reading, start);
  const warnings = listWarnings(tally, reading, start);
  let suspects: Suspects | null = null;
  if (explanation.difference !== 0n) {
    const charged = new Set(explanation.takenAsCharged.map(({ id }) => id));
    const search = searchSuspects(explanation.difference, { sinceMs, charged });
    for await (const page of scanRenewals(ledger, filter)) for (const renewal of page) search.add(renewal);
    suspects = search.finish();
    if (looksUp) suspects = await askUpstream(suspects, hashcnet);
  }
  return {
    kind: 'compared',
    reconciliation: { reading, start, tally, explanation, suspects, warnings },
  };
}

function readFigure(text: string): bigint {
  const figure = parseCredits(text);
  if (figure === null) throw new Error('the upstream named credits that are no decimal');
  return figure;
}

function listWarnings(tally: Tally, { account }: CreditsReading, start: Start): string[] {
  const warnings: string[] = [];
  if (start.kind === 'baseline') {
    const { baseline } = start;
    if (baseline.account !== account) {
      warnings.push('the baseline was read with another upstream token; is it the same account?');
    }
    const missing = baseline.renewalCount - tally.renewalCountBefore;
    if (missing > 0) {
      warnings.push(`${missing} renewals of the baseline are not in this ledger; is it the same ledger?`);
    }
  }
  if (tally.otherToken.count > 0) {
    warnings.push(
      `${tally.otherToken.count} settled renewals were sent with another upstream token; they are counted all the same`,
    );
  }
  if (tally.open.count > tally.open.items.length) {
    warnings.push(
      `${tally.open.count} renewals are open, and only ${tally.open.items.length} of them were weighed`,
    );
  }
  return warnings;
}
