import type {
  EventType,
  FailureCode,
  PendingReason,
  RefundRecord,
  RenewalEvent,
  RenewalIdentity,
  RenewalProgress,
  RenewalRecord,
  RenewalStatus,
} from './renewal-record.js';
import { readInteger, readOptionalInteger, readOptionalText, readText } from './row.js';
import type { Row, SqlValue } from './sql-driver.js';

type Columns<Source> = readonly (readonly [name: string, valueFrom: (source: Source) => SqlValue])[];

export const IDENTITY_COLUMNS: Columns<RenewalIdentity> = [
  ['id', (r) => r.id],
  ['client', (r) => r.client],
  ['idempotency_key', (r) => r.idempotencyKey],
  ['fingerprint', (r) => r.fingerprint],
  ['reference', (r) => r.reference],
  ['token_fingerprint', (r) => r.tokenFingerprint],
  ['slug', (r) => r.slug],
  ['username', (r) => r.username],
  ['session_id', (r) => r.sessionId],
  ['plan_title', (r) => r.planTitle],
  ['package_code', (r) => r.packageCode],
  ['duration_code', (r) => r.durationCode],
  ['duration_title', (r) => r.durationTitle],
  ['amount_paisa', (r) => r.amountPaisa],
  ['created_at_ms', (r) => r.createdAtMs],
];

export const PROGRESS_COLUMNS: Columns<RenewalProgress> = [
  ['status', (r) => r.status],
  ['pending_reason', (r) => r.pendingReason],
  ['failure_code', (r) => r.failure?.code ?? null],
  ['failure_message', (r) => r.failure?.message ?? null],
  ['refunds', (r) => JSON.stringify(r.refunds)],
  ['provider_id', (r) => r.providerId],
  ['credits_consumed', (r) => r.creditsConsumed],
  ['sent_at_ms', (r) => r.sentAtMs],
  ['settled_at_ms', (r) => r.settledAtMs],
  ['next_check_at_ms', (r) => r.nextCheckAtMs],
  ['checked_at_ms', (r) => r.checkedAtMs],
  ['reported_fence', (r) => r.reportedFence],
  ['check_count', (r) => r.checkCount],
  ['miss_count', (r) => r.missCount],
  ['sighted', (r) => (r.sighted ? 1 : 0)],
  ['attention', (r) => r.attention],
];

const BOOKKEEPING_COLUMNS = ['updated_at_ms', 'version', 'fence', 'claimed_until_ms'];

/**
 * Every column by its name, never `*`: a newer replica may add one while this release has its statements prepared, and
 * PostgreSQL refuses a prepared statement whose result has changed shape.
 */
export const RENEWAL_COLUMNS = [
  ...IDENTITY_COLUMNS.map(([name]) => name),
  ...PROGRESS_COLUMNS.map(([name]) => name),
  ...BOOKKEEPING_COLUMNS,
].join(', ');

/** Turns a row of `RENEWAL_COLUMNS` into a record. */
export function readRenewal(row: Row): RenewalRecord {
  return { ...readIdentity(row), ...readProgress(row), ...readBookkeeping(row) };
}

/** Turns a row of the events table into an event. */
export function readEvent(row: Row): RenewalEvent {
  return {
    atMs: readInteger(row, 'at_ms'),
    type: readText(row, 'type') as EventType,
    message: readOptionalText(row, 'message'),
  };
}

function readIdentity(row: Row): RenewalIdentity {
  return {
    id: readText(row, 'id'),
    client: readText(row, 'client'),
    idempotencyKey: readText(row, 'idempotency_key'),
    fingerprint: readText(row, 'fingerprint'),
    reference: readText(row, 'reference'),
    tokenFingerprint: readText(row, 'token_fingerprint'),
    slug: readText(row, 'slug'),
    username: readText(row, 'username'),
    sessionId: readText(row, 'session_id'),
    planTitle: readText(row, 'plan_title'),
    packageCode: readOptionalText(row, 'package_code'),
    durationCode: readText(row, 'duration_code'),
    durationTitle: readText(row, 'duration_title'),
    amountPaisa: readInteger(row, 'amount_paisa'),
    createdAtMs: readInteger(row, 'created_at_ms'),
  };
}

function readProgress(row: Row): RenewalProgress {
  const failureCode = readOptionalText(row, 'failure_code') as FailureCode | null;
  return {
    status: readText(row, 'status') as RenewalStatus,
    pendingReason: readOptionalText(row, 'pending_reason') as PendingReason | null,
    failure: failureCode === null ? null : { code: failureCode, message: readText(row, 'failure_message') },
    refunds: JSON.parse(readText(row, 'refunds')) as RefundRecord[],
    providerId: readOptionalText(row, 'provider_id'),
    creditsConsumed: readOptionalText(row, 'credits_consumed'),
    sentAtMs: readInteger(row, 'sent_at_ms'),
    settledAtMs: readOptionalInteger(row, 'settled_at_ms'),
    nextCheckAtMs: readOptionalInteger(row, 'next_check_at_ms'),
    checkedAtMs: readOptionalInteger(row, 'checked_at_ms'),
    reportedFence: readOptionalInteger(row, 'reported_fence'),
    checkCount: readInteger(row, 'check_count'),
    missCount: readInteger(row, 'miss_count'),
    sighted: readInteger(row, 'sighted') === 1,
    attention: readOptionalText(row, 'attention'),
  };
}

function readBookkeeping(row: Row): Omit<RenewalRecord, keyof RenewalIdentity | keyof RenewalProgress> {
  return {
    updatedAtMs: readInteger(row, 'updated_at_ms'),
    version: readInteger(row, 'version'),
    fence: readInteger(row, 'fence'),
    claimedUntilMs: readOptionalInteger(row, 'claimed_until_ms'),
  };
}
