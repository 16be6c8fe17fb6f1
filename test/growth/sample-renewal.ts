import { createHash } from 'node:crypto';
import type { NewRenewal } from '../../src/ledger/ledger.js';
import type { RenewalEvent, RenewalProgress, RenewalStatus } from '../../src/ledger/renewal-record.js';

/** What the ledgers are filled with: a pure function of the row's number, so that any row can be named without a lookup. */

const YEAR_MS = 31_536_000_000;
const START_MS = Date.UTC(2026, 0, 1);
/** When the ledgers are looked at: after the last row. */
export const NOW_MS = START_MS + YEAR_MS;

export const CLIENTS = ['wallet', 'bank', 'agents', 'kiosk', 'portal', 'app', 'shop', 'partner'] as const;
export const SLUGS = Array.from({ length: 14 }, (_, n) => `isp-${n + 1}`);
const PRICES_PAISA = [99_900, 123_200, 145_000, 163_400, 280_000, 560_000, 1_099_950];
const PENDING_MOST = 300;
const FLAGGED_MOST = 36;

/** Renewals that one subscriber makes in the year, on average. */
const RENEWALS_PER_USER = 12;

/** Row `n` of `rowCount`, from 0, the oldest first. */
export function makeRenewal(n: number, rowCount: number): NewRenewal {
  const hash = createHash('sha256').update(`renewal ${n}`).digest();
  const user = hash.readUInt32BE(0) % Math.max(8, Math.floor(rowCount / RENEWALS_PER_USER));
  const stepMs = YEAR_MS / rowCount;
  const createdAtMs = Math.floor(START_MS + n * stepMs + (stepMs * hash.readUInt16BE(4)) / 65_536);
  const hex = hash.toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const amountPaisa = pick(PRICES_PAISA, hash.readUInt16BE(6));
  return {
    id,
    // The first client has about a quarter of all, the last a tenth.
    client: pick(CLIENTS, Math.floor((hash.readUInt16BE(8) / 65_536) ** 1.4 * CLIENTS.length)),
    idempotencyKey: `order-${n}`,
    fingerprint: hex,
    reference: hex.slice(0, 40),
    tokenFingerprint: '0123456789abcdef',
    slug: pick(SLUGS, user),
    username: `user${user}`,
    sessionId: String(100_000 + n),
    planTitle: pick(['Fiber Gold', 'FTTH-50Mbps', 'Home 100', 'Business 200'], hash.readUInt8(10)),
    packageCode: '9',
    durationCode: '1',
    durationTitle: '1 month',
    amountPaisa,
    createdAtMs,
    ...progressOf(n, { rowCount, createdAtMs, amountPaisa, chance: hash.readUInt16BE(12) / 65_536 }),
  };
}

/** Its events: the order, and what became of it. */
export function makeEvents(renewal: NewRenewal): RenewalEvent[] {
  const submitted: RenewalEvent = { atMs: renewal.createdAtMs, type: 'SUBMITTED', message: null };
  const answered: RenewalEvent = { atMs: renewal.sentAtMs, type: 'COMMIT_ANSWERED', message: renewal.status };
  if (renewal.settledAtMs === null) return [submitted, answered];
  return [submitted, answered, { atMs: renewal.settledAtMs, type: 'SETTLED', message: renewal.status }];
}

/** Item `n`, counting round and round. */
export function pick<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

function progressOf(
  n: number,
  row: { rowCount: number; createdAtMs: number; amountPaisa: number; chance: number },
): RenewalProgress {
  const { rowCount, createdAtMs, amountPaisa, chance } = row;
  const status = statusOf(n, rowCount, chance);
  const isPending = status === 'PENDING';
  const sentAtMs = createdAtMs + 800;
  const refund = {
    amountPaisa: refundOf(status, amountPaisa, chance),
    remarks: 'Refunded',
    refundedAtMs: null,
  };
  return {
    status,
    pendingReason: isPending ? (chance < 0.5 ? 'PROCESSING' : 'IN_DOUBT') : null,
    failure:
      status === 'FAILED'
        ? { code: 'REJECTED', message: 'The provider could not complete the order.' }
        : null,
    refunds: refund.amountPaisa > 0 ? [refund] : [],
    providerId: status === 'FAILED' ? null : String(70_000 + n),
    creditsConsumed: status === 'SUCCEEDED' ? `${amountPaisa / 100}` : null,
    sentAtMs,
    settledAtMs: isPending ? null : sentAtMs + 400,
    // A third of the open ones have been looked at lately and are not due yet.
    nextCheckAtMs: isPending ? NOW_MS + (chance < 0.33 ? 1_800_000 : -1_000 - n) : null,
    checkedAtMs: null,
    reportedFence: null,
    checkCount: 0,
    missCount: 0,
    sighted: !isPending,
    attention: isEvery(n, rowCount, FLAGGED_MOST) ? 'OPEN_TOO_LONG' : null,
  };
}

/** 97 in a hundred succeed; a fixed number is open, spread over the whole year, which is the hardest for a list. */
function statusOf(n: number, rowCount: number, chance: number): RenewalStatus {
  if (isEvery(n, rowCount, PENDING_MOST)) return 'PENDING';
  if (chance < 0.022) return 'FAILED';
  return chance < 0.03 ? 'REFUNDED' : 'SUCCEEDED';
}

function refundOf(status: RenewalStatus, amountPaisa: number, chance: number): number {
  if (status === 'REFUNDED') return amountPaisa;
  return status === 'SUCCEEDED' && chance > 0.997 ? Math.floor(amountPaisa / 2) : 0;
}

/** True for about `most` rows, evenly; for one in twenty where the ledger is small. */
function isEvery(n: number, rowCount: number, most: number): boolean {
  return n % Math.max(20, Math.floor(rowCount / most)) === 3;
}
