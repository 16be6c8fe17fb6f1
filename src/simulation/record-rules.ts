import type { NewRenewal } from '../ledger/ledger.js';
import type { RenewalProgress } from '../ledger/renewal-record.js';

const STATUSES: ReadonlySet<string> = new Set(['PENDING', 'SUCCEEDED', 'FAILED', 'REFUNDED']);

/**
 * What the tables' own CHECKs refuse.
 * @throws RangeError for a number that is not a safe integer, Error for a broken rule; neither tells a stored value.
 */
export function requireStorable(progress: RenewalProgress): void {
  const { status, pendingReason, failure, settledAtMs, checkCount, missCount } = progress;
  requireSafe(progress.sentAtMs);
  requireSafe(settledAtMs);
  requireSafe(progress.nextCheckAtMs);
  requireSafe(progress.checkedAtMs);
  requireSafe(progress.reportedFence);
  requireSafe(checkCount);
  requireSafe(missCount);
  require(STATUSES.has(status), 'status');
  require((pendingReason !== null) === (status === 'PENDING'), 'pending reason');
  require((failure !== null) === (status === 'FAILED'), 'failure');
  require((settledAtMs !== null) === (status !== 'PENDING'), 'settled');
  require(checkCount >= 0 && missCount >= 0, 'counts');
}

/** As `requireStorable`, for what is fixed when a renewal is recorded. */
export function requireStorableIdentity({ amountPaisa, createdAtMs }: NewRenewal): void {
  requireSafe(amountPaisa);
  requireSafe(createdAtMs);
  require(amountPaisa > 0, 'amount');
}

/** @throws RangeError */
export function requireCount(what: string, count: number, least: number, most = 1000): void {
  if (!Number.isInteger(count) || count < least || count > most) {
    throw new RangeError(`${what}: the ledger takes ${least} to ${most}`);
  }
}

/** Text as both databases hold it: U+0000 and half a surrogate pair become U+FFFD. */
export function toStorableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function requireSafe(value: number | null): void {
  if (value !== null && !Number.isSafeInteger(value)) {
    throw new RangeError('the ledger stores whole numbers within the safe range only');
  }
}

function require(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`a rule of the stored data is broken: ${rule}`);
}
