import type { RenewalQuery } from './ledger.js';
import { RENEWAL_STATUSES, type RenewalStatus } from './renewal-record.js';
import { RENEWAL_COLUMNS } from './renewal-row.js';
import { createStatement, type Dialect, type SqlValue, type Statement } from './sql-driver.js';

/** The way through the table: which index gives the order, and whether it has each status in a row of its own. */
interface Path {
  readonly index: string;
  readonly byStatus: boolean;
}

interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const NEWEST_FIRST = 'ORDER BY created_at_ms DESC, id DESC LIMIT ?';

/**
 * The query behind `Ledger.list`, or null when it asks for no status at all, which nothing matches.
 *
 * Every index ends in (created_at_ms, id), so a page is a short walk along one of them, at any depth. Where the index has
 * each status apart, there is one walk of `limit` rows to a status, and the walks are merged. PostgreSQL chooses by its
 * statistics; SQLite keeps none and is told.
 */
export function buildListQuery(query: RenewalQuery, dialect: Dialect): Statement | null {
  const statuses = query.statuses && [...new Set(query.statuses)];
  if (statuses?.length === 0) return null;
  const path = choosePath(query);
  const parts = path.byStatus ? (statuses ?? RENEWAL_STATUSES).map((status) => [status]) : [statuses];
  const hint = dialect === 'sqlite' ? ` INDEXED BY ${path.index}` : '';
  const walks = parts.map((part) => buildWalk(query, { hint, statuses: part }));
  const [first] = walks;
  if (first && walks.length === 1) return createStatement(first.sql, first.params);
  return createStatement(
    `${walks.map(({ sql }, n) => `SELECT * FROM (${sql}) AS walk${n}`).join('\nUNION ALL ')}\n${NEWEST_FIRST}`,
    [...walks.flatMap(({ params }) => params), query.limit],
  );
}

function choosePath({ client, username, slug, statuses, needsAttention }: RenewalQuery): Path {
  if (username !== undefined) {
    const index = client === undefined ? 'renewals_by_username' : 'renewals_by_client_username';
    return { index, byStatus: false };
  }
  if (needsAttention) return { index: 'renewals_needing_attention', byStatus: false };
  if (slug !== undefined) {
    const index = client === undefined ? 'renewals_by_slug_status' : 'renewals_by_client_slug_status';
    return { index, byStatus: true };
  }
  if (client === undefined) return { index: 'renewals_by_status', byStatus: true };
  if (statuses === undefined) return { index: 'renewals_by_client', byStatus: false };
  return { index: 'renewals_by_client_status', byStatus: true };
}

function buildWalk(
  query: RenewalQuery,
  { hint, statuses }: { hint: string; statuses: readonly RenewalStatus[] | undefined },
): Condition {
  const conditions = [
    ...matchValue('client', query.client),
    ...matchValue('username', query.username),
    ...matchValue('slug', query.slug),
    ...matchStatuses(statuses),
    ...matchAttention(query.needsAttention),
    ...boundCreation(query),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  return {
    sql: `SELECT ${RENEWAL_COLUMNS} FROM renewals${hint}${where} ${NEWEST_FIRST}`,
    params: [...conditions.flatMap(({ params }) => params), query.limit],
  };
}

function matchValue(column: string, value: string | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, params: [value] }];
}

function matchStatuses(statuses: readonly RenewalStatus[] | undefined): Condition[] {
  if (statuses === undefined || statuses.length === 1) return matchValue('status', statuses?.[0]);
  return [{ sql: `status IN (${statuses.map(() => '?').join(', ')})`, params: statuses }];
}

function matchAttention(needsAttention: boolean | undefined): Condition[] {
  if (needsAttention === undefined) return [];
  return [{ sql: `attention IS ${needsAttention ? 'NOT NULL' : 'NULL'}`, params: [] }];
}

/** One lower and one upper bound: given two upper ones, a database may walk from the looser and pay for the depth. */
function boundCreation({ after, createdFromMs, createdBeforeMs }: RenewalQuery): Condition[] {
  const bounds: Condition[] = [];
  if (createdFromMs !== undefined) bounds.push({ sql: 'created_at_ms >= ?', params: [createdFromMs] });
  if (after && (createdBeforeMs === undefined || after.createdAtMs < createdBeforeMs)) {
    bounds.push({ sql: '(created_at_ms, id) < (?, ?)', params: [after.createdAtMs, after.id] });
  } else if (createdBeforeMs !== undefined) {
    bounds.push({ sql: 'created_at_ms < ?', params: [createdBeforeMs] });
  }
  return bounds;
}
