import { randomUUID } from 'node:crypto';
import type { Ledger, RenewalQuery } from '../../src/ledger/ledger.js';
import { buildListQuery } from '../../src/ledger/list-query.js';
import * as statements from '../../src/ledger/renewal-statements.js';
import type { Dialect, Statement } from '../../src/ledger/sql-driver.js';
import { CLIENTS, makeRenewal, NOW_MS, pick, SLUGS } from './sample-renewal.js';

/** Something the service asks of the ledger, in a ledger of any size. */
export interface Operation {
  readonly name: string;
  /** Chooses a row or place at random; what is returned is what is measured. */
  prepare(rowCount: number): (ledger: Ledger) => Promise<unknown>;
  /** What it asks the database, for its plan. */
  statements(rowCount: number, dialect: Dialect): readonly Statement[];
}

/** What `first: 20` reads: one more, to know whether there is a next page. */
const PAGE = 21;
const CLIENT = pick(CLIENTS, 2);
/** The share of the ledger that lies before a deep page. */
const DEPTH = 0.9;
const CLAIM_LIMIT = 8;
const DAY_MS = 86_400_000;

type Filter = Omit<RenewalQuery, 'limit' | 'after'>;

let serial = 0;
let claimAtMs = NOW_MS;

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'renew: findByKey, record, save',
    prepare: prepareRenew,
    statements: (rowCount) => [
      statements.selectByKey({ client: CLIENT, idempotencyKey: 'new' }),
      statements.selectBySession(makeRenewal(anyRow(rowCount), rowCount)),
    ],
  },
  {
    name: 'renewal: find, listEvents',
    prepare(rowCount) {
      const { id } = makeRenewal(anyRow(rowCount), rowCount);
      return (ledger) => Promise.all([ledger.find(id), ledger.listEvents([id])]);
    },
    statements(rowCount) {
      const { id } = makeRenewal(anyRow(rowCount), rowCount);
      return [statements.selectById(id), statements.selectEvents([id])];
    },
  },
  {
    name: 'delivery report: findByReference',
    prepare(rowCount) {
      const { reference } = makeRenewal(anyRow(rowCount), rowCount);
      return (ledger) => ledger.findByReference(reference);
    },
    statements: (rowCount) => [statements.selectByReference(makeRenewal(0, rowCount).reference)],
  },
  {
    name: `reconciler: claimDue, ${CLAIM_LIMIT} of the due`,
    prepare() {
      // Each claim is over before the next: the same ones are due again.
      claimAtMs += 10;
      const terms = { nowMs: claimAtMs, leaseMs: 1, limit: CLAIM_LIMIT };
      return (ledger) => ledger.claimDue(terms);
    },
    statements: (_, dialect) => [
      statements.claimDue(dialect, { nowMs: claimAtMs + 10, leaseMs: 1, limit: CLAIM_LIMIT }),
    ],
  },
  ...lists('client', () => ({ client: CLIENT })),
  ...lists('operator', () => ({})),
  ...lists('operator, SUCCEEDED', () => ({ statuses: ['SUCCEEDED'] })),
  ...lists('operator, FAILED', () => ({ statuses: ['FAILED'] })),
  ...lists('client, FAILED or REFUNDED', () => ({ client: CLIENT, statuses: ['FAILED', 'REFUNDED'] })),
  ...lists('operator, PENDING', () => ({ statuses: ['PENDING'] })),
  ...lists('operator, needsAttention', () => ({ needsAttention: true })),
  ...lists('client, needsAttention', () => ({ client: CLIENT, needsAttention: true })),
  ...lists('operator, not needsAttention', () => ({ needsAttention: false })),
  ...lists('operator, username', (rowCount) => ({ username: userOf(rowCount) })),
  ...lists('client, username', (rowCount) => ({ client: CLIENT, username: userOf(rowCount) })),
  ...lists('operator, slug', () => ({ slug: pick(SLUGS, 4) })),
  ...lists('client, slug, SUCCEEDED', () => ({
    client: CLIENT,
    slug: pick(SLUGS, 4),
    statuses: ['SUCCEEDED'],
  })),
  list('operator, one day', 'deep', dayOf),
  list('client, one day', 'deep', (rowCount) => ({ client: CLIENT, ...dayOf(rowCount) })),
  list('operator, one day, slug', 'deep', (rowCount) => ({ slug: pick(SLUGS, 4), ...dayOf(rowCount) })),
];

function prepareRenew(rowCount: number): (ledger: Ledger) => Promise<unknown> {
  serial += 1;
  const id = randomUUID();
  const atMs = NOW_MS + serial;
  const renewal = {
    ...makeRenewal(rowCount + serial, rowCount),
    id,
    client: CLIENT,
    idempotencyKey: id,
    reference: id.replaceAll('-', ''),
    sessionId: `new-${serial}`,
    createdAtMs: atMs,
    status: 'PENDING',
    pendingReason: 'SUBMITTED',
    failure: null,
    settledAtMs: null,
    refunds: [],
    // Out of the reconciler's sight, whose scan is measured for itself.
    nextCheckAtMs: null,
    attention: null,
  } as const;
  return async (ledger) => {
    await ledger.findByKey(renewal);
    const result = await ledger.record(renewal, { atMs, type: 'SUBMITTED', message: null });
    const settled = {
      status: 'SUCCEEDED',
      pendingReason: null,
      settledAtMs: atMs,
      updatedAtMs: atMs,
    } as const;
    return ledger.save({ ...result.renewal, ...settled }, [
      { atMs, type: 'COMMIT_ANSWERED', message: 'Success' },
      { atMs, type: 'SETTLED', message: 'SUCCEEDED' },
    ]);
  };
}

function lists(name: string, filterFor: (rowCount: number) => Filter): Operation[] {
  return [list(name, 'top', filterFor), list(name, 'deep', filterFor)];
}

function list(name: string, place: 'top' | 'deep', filterFor: (rowCount: number) => Filter): Operation {
  const queryFor = (rowCount: number): RenewalQuery => {
    const filter = filterFor(rowCount);
    if (place === 'top') return { ...filter, limit: PAGE };
    const { createdAtMs, id } = makeRenewal(Math.floor(rowCount * (1 - DEPTH)), rowCount);
    return { ...filter, after: { createdAtMs, id }, limit: PAGE };
  };
  return {
    name: `renewals: ${name}, ${place}`,
    prepare(rowCount) {
      const query = queryFor(rowCount);
      return (ledger) => ledger.list(query);
    },
    statements(rowCount, dialect) {
      const statement = buildListQuery(queryFor(rowCount), dialect);
      return statement ? [statement] : [];
    },
  };
}

/** One day, nine tenths into the past. */
function dayOf(rowCount: number): Filter {
  const createdBeforeMs = makeRenewal(Math.floor(rowCount * (1 - DEPTH)), rowCount).createdAtMs + DAY_MS / 2;
  return { createdFromMs: createdBeforeMs - DAY_MS, createdBeforeMs };
}

function userOf(rowCount: number): string {
  return makeRenewal(anyRow(rowCount), rowCount).username;
}

function anyRow(rowCount: number): number {
  return Math.floor(Math.random() * rowCount);
}
