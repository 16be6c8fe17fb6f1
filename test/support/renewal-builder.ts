import { randomUUID } from 'node:crypto';
import type { NewRenewal } from '../../src/ledger/ledger.js';
import type { RenewalEvent } from '../../src/ledger/renewal-record.js';

/** 2026-01-01T00:00:00Z, far from any clock a test may own. */
const BUILDER_EPOCH_MS = 1_767_225_600_000;

/** A renewal that has just been submitted, its unique values all its own; `overrides` says what the test is about. */
export function aRenewal(overrides: Partial<NewRenewal> = {}): NewRenewal {
  const id = overrides.id ?? randomUUID();
  const createdAtMs = overrides.createdAtMs ?? BUILDER_EPOCH_MS;
  return {
    id,
    client: 'shop',
    idempotencyKey: `key-${id}`,
    fingerprint: 'f'.repeat(64),
    reference: randomUUID().replaceAll('-', ''),
    tokenFingerprint: '0123456789abcdef',
    slug: 'fast-speed',
    username: 'jeetenaug4',
    sessionId: `session-${id}`,
    planTitle: 'Fiber Gold',
    packageCode: '9',
    durationCode: '15',
    durationTitle: '15 Days',
    amountPaisa: 99_900,
    createdAtMs,
    status: 'PENDING',
    pendingReason: 'SUBMITTED',
    failure: null,
    refunds: [],
    providerId: null,
    creditsConsumed: null,
    sentAtMs: createdAtMs,
    settledAtMs: null,
    nextCheckAtMs: createdAtMs + 300_000,
    checkedAtMs: null,
    reportedFence: null,
    checkCount: 0,
    missCount: 0,
    sighted: false,
    attention: null,
    ...overrides,
  };
}

/** The progress of a renewal that failed: spread it over a pending one. */
export const FAILED = {
  status: 'FAILED',
  pendingReason: null,
  failure: { code: 'REJECTED', message: 'refused' },
  settledAtMs: BUILDER_EPOCH_MS + 1000,
  nextCheckAtMs: null,
} as const;

/** The progress of a renewal that succeeded: spread it over a pending one. */
export const SUCCEEDED = {
  status: 'SUCCEEDED',
  pendingReason: null,
  failure: null,
  settledAtMs: BUILDER_EPOCH_MS + 1000,
  nextCheckAtMs: null,
} as const;

export function anEvent(overrides: Partial<RenewalEvent> = {}): RenewalEvent {
  return { atMs: BUILDER_EPOCH_MS, type: 'SUBMITTED', message: null, ...overrides };
}
