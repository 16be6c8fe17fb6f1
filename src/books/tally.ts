import type { RenewalRecord, RenewalStatus } from '../ledger/renewal-record.js';
import { type Consumption, consumptionOf } from './consumption.js';
import { formatCredits } from './credits.js';
import { describeOpen, type OpenRenewal } from './open-renewal.js';
import type { CreditsReading } from './reading.js';

export interface Group {
  count: number;
  charged: bigint;
  returned: bigint;
}

export interface NamedRenewal {
  readonly reference: string;
  readonly id: string;
  readonly status: RenewalStatus;
  readonly createdAtMs: number;
  readonly note: string;
}

/** The first of a list, and how many there are in all. */
export interface Few<Item> {
  readonly items: Item[];
  count: number;
}

/** What the ledger explains, summed up in one pass over all of it. */
export interface Tally {
  /** Settled renewals ordered since the baseline, by status. */
  readonly since: Record<Exclude<RenewalStatus, 'PENDING'>, Group>;
  /** All settled ones from before it. */
  readonly before: Group;
  /** Of those, the ones that something was written to since: settled or refunded, perhaps. */
  readonly changed: Few<NamedRenewal>;
  readonly open: Few<OpenRenewal>;
  readonly flagged: Few<NamedRenewal>;
  /** Settled ones that another upstream token sent; they are counted like the others. */
  readonly otherToken: Group;
  renewalCount: number;
  renewalCountBefore: number;
}

/** What one renewal was counted as. */
export type Counted =
  | { readonly kind: 'settled'; readonly consumption: Consumption; readonly isSince: boolean }
  | { readonly kind: 'open'; readonly open: OpenRenewal };

const OPEN_LIMIT = 10_000;
const NAMED_LIMIT = 100;

export function startTally(): Tally {
  return {
    since: { SUCCEEDED: emptyGroup(), FAILED: emptyGroup(), REFUNDED: emptyGroup() },
    before: emptyGroup(),
    changed: { items: [], count: 0 },
    open: { items: [], count: 0 },
    flagged: { items: [], count: 0 },
    otherToken: emptyGroup(),
    renewalCount: 0,
    renewalCountBefore: 0,
  };
}

/**
 * Adds one renewal.
 * @param sinceMs the baseline's instant; minus infinity without one.
 */
export function addToTally(
  tally: Tally,
  renewal: RenewalRecord,
  { reading, sinceMs }: { reading: CreditsReading; sinceMs: number },
): Counted {
  const isBefore = renewal.createdAtMs < sinceMs;
  tally.renewalCount += 1;
  if (isBefore) tally.renewalCountBefore += 1;
  if (renewal.attention !== null) keep(tally.flagged, nameRenewal(renewal, renewal.attention), NAMED_LIMIT);
  const open = describeOpen(renewal, reading);
  if (open !== null || renewal.status === 'PENDING') {
    if (open === null) throw new Error('a pending renewal is open');
    keep(tally.open, open, OPEN_LIMIT);
    return { kind: 'open', open };
  }
  const consumption = consumptionOf(renewal);
  addToGroup(isBefore ? tally.before : tally.since[renewal.status], consumption);
  if (renewal.tokenFingerprint !== reading.account) addToGroup(tally.otherToken, consumption);
  const isChanged = isBefore && renewal.updatedAtMs >= sinceMs;
  if (isChanged) keep(tally.changed, nameRenewal(renewal, noteChange(renewal, sinceMs)), NAMED_LIMIT);
  return { kind: 'settled', consumption, isSince: !isBefore || isChanged };
}

export function nameRenewal(renewal: RenewalRecord, note: string): NamedRenewal {
  const { reference, id, status, createdAtMs } = renewal;
  return { reference, id, status, createdAtMs, note };
}

export function keep<Item>(few: Few<Item>, item: Item, limit: number): void {
  few.count += 1;
  if (few.items.length < limit) few.items.push(item);
}

export function netOf({ charged, returned }: Consumption): bigint {
  return charged - returned;
}

function noteChange(renewal: RenewalRecord, sinceMs: number): string {
  if (renewal.settledAtMs !== null && renewal.settledAtMs >= sinceMs) return 'settled since';
  const { returned } = consumptionOf(renewal);
  return returned > 0n ? `looked at since; ${formatCredits(returned)} refunded in all` : 'looked at since';
}

function emptyGroup(): Group {
  return { count: 0, charged: 0n, returned: 0n };
}

function addToGroup(group: Group, { charged, returned }: Consumption): void {
  group.count += 1;
  group.charged += charged;
  group.returned += returned;
}
