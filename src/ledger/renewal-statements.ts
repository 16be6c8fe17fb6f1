import type { ClaimTerms, NewRenewal, ReadVersion } from './ledger.js';
import type { RenewalEvent, RenewalRecord } from './renewal-record.js';
import { IDENTITY_COLUMNS, PROGRESS_COLUMNS, RENEWAL_COLUMNS } from './renewal-row.js';
import { createStatement, type Dialect, type Statement } from './sql-driver.js';

/** How many events of one renewal are read at most, the latest ones. */
const EVENTS_READ_LIMIT = 500;

const INSERT_COLUMNS = [
  ...IDENTITY_COLUMNS.map(([name]) => name),
  ...PROGRESS_COLUMNS.map(([name]) => name),
  'updated_at_ms',
  'version',
  'fence',
];

const INSERT_RENEWAL = `INSERT INTO renewals (${INSERT_COLUMNS.join(', ')})
VALUES (${INSERT_COLUMNS.map(() => '?').join(', ')})
ON CONFLICT DO NOTHING RETURNING ${RENEWAL_COLUMNS}`;

const UPDATE_PROGRESS = `UPDATE renewals SET ${PROGRESS_COLUMNS.map(([name]) => `${name} = ?`).join(', ')},
updated_at_ms = ?, version = version + 1, claimed_until_ms = ?
WHERE id = ? AND version = ? RETURNING ${RENEWAL_COLUMNS}`;

const INSERT_EVENT = 'INSERT INTO events (renewal_id, at_ms, type, message) VALUES (?, ?, ?, ?)';

const SET_CLAIM = 'SET claimed_until_ms = ?, checked_at_ms = ?, fence = fence + 1, version = version + 1';
const NOT_HELD = '(claimed_until_ms IS NULL OR claimed_until_ms <= ?)';

/** Writes the renewal unless one of its unique values is taken: no row comes back then. */
export function insertRenewal(renewal: NewRenewal): Statement {
  const params = [
    ...IDENTITY_COLUMNS.map(([, valueFrom]) => valueFrom(renewal)),
    ...PROGRESS_COLUMNS.map(([, valueFrom]) => valueFrom(renewal)),
    renewal.createdAtMs,
    1,
    0,
  ];
  return createStatement(INSERT_RENEWAL, params, { guard: true, hot: true });
}

/**
 * The batch that writes a renewal by the given statement, and events of it if that wrote. PostgreSQL takes all in one
 * statement: one round trip and no transaction to open; SQLite has no such statement, and no round trips.
 */
export function withEvents(
  dialect: Dialect,
  renewal: Statement,
  { renewalId, events }: { renewalId: string; events: readonly RenewalEvent[] },
): Statement[] {
  const values = events.flatMap(({ atMs, type, message }) => [atMs, type, message]);
  if (dialect === 'sqlite' || events.length === 0) {
    return [renewal, ...events.map((event) => insertEvent(renewalId, event))];
  }
  const rows = events.map((_, place) => `(${place}, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT))`);
  const sql = `WITH written AS (${renewal.sql}), noted AS (
INSERT INTO events (renewal_id, at_ms, type, message) SELECT written.id, event.at_ms, event.type, event.message
FROM written, (VALUES ${rows.join(', ')}) AS event (place, at_ms, type, message) ORDER BY event.place)
SELECT ${RENEWAL_COLUMNS} FROM written`;
  return [createStatement(sql, [...renewal.params, ...values], { guard: true, hot: true })];
}

function insertEvent(renewalId: string, event: RenewalEvent): Statement {
  return createStatement(INSERT_EVENT, [renewalId, event.atMs, event.type, event.message], { hot: true });
}

/** Writes the progress of `next` if the stored version is its own: no row comes back otherwise. */
export function updateProgress(next: RenewalRecord): Statement {
  const params = [
    ...PROGRESS_COLUMNS.map(([, valueFrom]) => valueFrom(next)),
    next.updatedAtMs,
    next.claimedUntilMs,
    next.id,
    next.version,
  ];
  return createStatement(UPDATE_PROGRESS, params, { guard: true, hot: true });
}

export function selectById(id: string): Statement {
  return selectWhere('id = ?', [id]);
}

export function selectByKey(key: { client: string; idempotencyKey: string }): Statement {
  return selectWhere('client = ? AND idempotency_key = ?', [key.client, key.idempotencyKey]);
}

export function selectByReference(reference: string): Statement {
  return selectWhere('reference = ?', [reference]);
}

/** The one renewal that holds an upstream session: a failed one has given it back. */
export function selectBySession(session: { slug: string; sessionId: string }): Statement {
  return selectWhere("slug = ? AND session_id = ? AND status <> 'FAILED'", [session.slug, session.sessionId]);
}

export function selectByIds(ids: readonly string[]): Statement {
  const list = padIds(ids);
  return createStatement(`SELECT ${RENEWAL_COLUMNS} FROM renewals WHERE id IN (${placeholders(list)})`, list);
}

/** The latest events of each renewal, oldest first; the index gives the 500th from the end without reading the rest. */
export function selectEvents(ids: readonly string[]): Statement {
  const list = padIds(ids);
  return createStatement(
    `SELECT e.renewal_id, e.at_ms, e.type, e.message FROM renewals r
JOIN events e ON e.renewal_id = r.id AND e.seq >= COALESCE((SELECT x.seq FROM events x WHERE x.renewal_id = r.id
ORDER BY x.seq DESC LIMIT 1 OFFSET ${EVENTS_READ_LIMIT - 1}), 0)
WHERE r.id IN (${placeholders(list)}) ORDER BY e.renewal_id, e.seq`,
    list,
  );
}

export function claimOne({ id, version }: ReadVersion, terms: ClaimTerms): Statement {
  return createStatement(
    `UPDATE renewals ${SET_CLAIM} WHERE id = ? AND version = ? AND ${NOT_HELD} RETURNING ${RENEWAL_COLUMNS}`,
    [terms.nowMs + terms.leaseMs, terms.nowMs, id, version, terms.nowMs],
    { hot: true },
  );
}

/**
 * Claims what is due. The choice is materialized: left inside the condition, PostgreSQL may run it once per row, locking
 * more than `limit`. SKIP LOCKED lets replicas pass each other; SQLite has one writer at a time and needs none.
 */
export function claimDue(dialect: Dialect, terms: ClaimTerms & { limit: number }): Statement {
  const lock = dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  return createStatement(
    `WITH due AS MATERIALIZED (SELECT id FROM renewals WHERE next_check_at_ms <= ? AND ${NOT_HELD}
ORDER BY next_check_at_ms, id LIMIT ? ${lock})
UPDATE renewals ${SET_CLAIM} WHERE id IN (SELECT id FROM due) RETURNING ${RENEWAL_COLUMNS}`,
    [terms.nowMs, terms.nowMs, terms.limit, terms.nowMs + terms.leaseMs, terms.nowMs],
    { hot: true },
  );
}

function selectWhere(condition: string, params: readonly string[]): Statement {
  return createStatement(`SELECT ${RENEWAL_COLUMNS} FROM renewals WHERE ${condition}`, params, { hot: true });
}

/** Repeats the last id up to a power of four, so that a thousand lengths of list make six different statements. */
function padIds(ids: readonly string[]): string[] {
  const last = ids.at(-1);
  if (last === undefined) return [];
  const length = 4 ** Math.ceil(Math.log(ids.length) / Math.log(4) - 1e-9);
  return [...ids, ...Array<string>(length - ids.length).fill(last)];
}

function placeholders(list: readonly string[]): string {
  return list.map(() => '?').join(', ');
}
