import type { Ledger, NewRenewal, RecordResult } from './ledger.js';
import { buildListQuery } from './list-query.js';
import type { RenewalEvent, RenewalRecord } from './renewal-record.js';
import { readEvent, readRenewal } from './renewal-row.js';
import * as statements from './renewal-statements.js';
import { readText } from './row.js';
import type { Row, SqlDriver, Statement } from './sql-driver.js';

const ROWS_LIMIT = 1000;
const EVENTS_PER_WRITE_LIMIT = 100;
const RECORD_ATTEMPTS_LIMIT = 5;

/** The ledger over a driver whose database has been migrated; `openLedger` makes both. */
export function createSqlLedger(driver: SqlDriver): Ledger {
  async function findOne(statement: Statement): Promise<RenewalRecord | null> {
    const [row] = await driver.read(statement);
    return row ? readRenewal(row) : null;
  }

  async function findHolder(renewal: NewRenewal): Promise<RecordResult | null> {
    const byKey = await findOne(statements.selectByKey(renewal));
    if (byKey) return { kind: 'key_used', renewal: byKey };
    const bySession = await findOne(statements.selectBySession(renewal));
    return bySession && { kind: 'session_used', renewal: bySession };
  }

  async function record(renewal: NewRenewal, event: RenewalEvent): Promise<RecordResult> {
    const batch = statements.withEvents(driver.dialect, statements.insertRenewal(renewal), {
      renewalId: renewal.id,
      events: [event],
    });
    // A holder can fail between our insert and our look, giving its session back; then the insert is worth another try.
    for (let attempt = 0; attempt < RECORD_ATTEMPTS_LIMIT; attempt += 1) {
      const row = firstRow(await driver.write(batch));
      if (row) return { kind: 'recorded', renewal: readRenewal(row) };
      const holder = await findHolder(renewal);
      if (holder) return holder;
    }
    throw new Error('the renewal cannot be recorded: its reference or id belongs to another one');
  }

  async function findMany(ids: readonly string[]): Promise<(RenewalRecord | null)[]> {
    requireCount('ids', ids.length, 0);
    if (ids.length === 0) return [];
    const rows = await driver.read(statements.selectByIds(ids));
    const found = new Map(rows.map(readRenewal).map((renewal) => [renewal.id, renewal]));
    return ids.map((id) => found.get(id) ?? null);
  }

  async function listEvents(ids: readonly string[]): Promise<Map<string, RenewalEvent[]>> {
    requireCount('ids', ids.length, 0);
    const events = new Map<string, RenewalEvent[]>(ids.map((id) => [id, []]));
    const rows = ids.length === 0 ? [] : await driver.read(statements.selectEvents(ids));
    for (const row of rows) events.get(readText(row, 'renewal_id'))?.push(readEvent(row));
    return events;
  }

  return {
    record,
    find: (id) => findOne(statements.selectById(id)),
    findMany,
    findByKey: (key) => findOne(statements.selectByKey(key)),
    findByReference: (reference) => findOne(statements.selectByReference(reference)),
    listEvents,
    list: async (query) => {
      requireCount('limit', query.limit, 1);
      const statement = buildListQuery(query, driver.dialect);
      return statement ? (await driver.read(statement)).map(readRenewal) : [];
    },
    save: async (next, events) => {
      requireCount('events', events.length, 0, EVENTS_PER_WRITE_LIMIT);
      const update = statements.updateProgress(next);
      const batch = statements.withEvents(driver.dialect, update, { renewalId: next.id, events });
      const row = firstRow(await driver.write(batch));
      return row ? readRenewal(row) : null;
    },
    claimDue: async (terms) => {
      requireCount('limit', terms.limit, 1);
      const rows = (await driver.write([statements.claimDue(driver.dialect, terms)]))?.[0] ?? [];
      // RETURNING keeps no order of its own.
      return rows.map(readRenewal).sort(byUrgency);
    },
    claim: async (renewal, terms) => {
      const row = firstRow(await driver.write([statements.claimOne(renewal, terms)]));
      return row ? readRenewal(row) : null;
    },
    ping: () => driver.ping(),
    close: () => driver.close(),
  };
}

function firstRow(results: Row[][] | null): Row | undefined {
  return results?.[0]?.[0];
}

function byUrgency(a: RenewalRecord, b: RenewalRecord): number {
  const differenceMs = (a.nextCheckAtMs ?? 0) - (b.nextCheckAtMs ?? 0);
  if (differenceMs !== 0) return differenceMs;
  return a.id < b.id ? -1 : 1;
}

function requireCount(what: string, count: number, least: number, most: number = ROWS_LIMIT): void {
  if (!Number.isInteger(count) || count < least || count > most) {
    throw new RangeError(`${what}: the ledger takes ${least} to ${most}`);
  }
}
