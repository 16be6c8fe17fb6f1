import type { RenewalQuery } from '../../src/ledger/ledger.js';
import { buildListQuery } from '../../src/ledger/list-query.js';
import * as statements from '../../src/ledger/renewal-statements.js';
import type { Dialect, Statement } from '../../src/ledger/sql-driver.js';

export interface PlannedQuery {
  readonly name: string;
  readonly statement: Statement;
  /** The index that each database must walk. */
  readonly index: string;
}

const AFTER = { createdAtMs: 1_700_000_000_000, id: 'id-5' };
const LISTS: readonly (readonly [index: string, query: Omit<RenewalQuery, 'limit'>])[] = [
  ['renewals_by_status', {}],
  ['renewals_by_client', { client: 'client-1' }],
  ['renewals_by_client_username', { client: 'client-1', username: 'user-7' }],
  ['renewals_by_client_username', { client: 'client-1', username: 'user-7', statuses: ['PENDING'] }],
  ['renewals_by_username', { username: 'user-7' }],
  ['renewals_by_status', { statuses: ['FAILED'] }],
  ['renewals_by_status', { statuses: ['FAILED', 'REFUNDED'] }],
  ['renewals_by_client_status', { client: 'client-1', statuses: ['PENDING'] }],
  ['renewals_by_slug_status', { slug: 'slug-3' }],
  ['renewals_by_client_slug_status', { client: 'client-1', slug: 'slug-3' }],
  ['renewals_needing_attention', { needsAttention: true }],
];

/** The hot queries; every list also as a later page, bounded in time. */
export function planQueries(dialect: Dialect): PlannedQuery[] {
  const terms = { nowMs: 1_700_000_000_000, leaseMs: 1000, limit: 20 };
  const primaryKey = dialect === 'sqlite' ? 'sqlite_autoindex_renewals_1' : 'renewals_pkey';
  const keyIndex = dialect === 'sqlite' ? 'sqlite_autoindex_renewals_3' : 'renewals_key';
  const referenceIndex = dialect === 'sqlite' ? 'sqlite_autoindex_renewals_2' : 'renewals_reference';
  const key = { client: 'client-1', idempotencyKey: 'key-1' };
  return [
    { name: 'find', statement: statements.selectById('id-1'), index: primaryKey },
    { name: 'findMany', statement: statements.selectByIds(['id-1', 'id-2']), index: primaryKey },
    { name: 'findByKey', statement: statements.selectByKey(key), index: keyIndex },
    { name: 'findByReference', statement: statements.selectByReference('ref-1'), index: referenceIndex },
    {
      name: 'the holder of a session',
      statement: statements.selectBySession({ slug: 'slug-3', sessionId: 'session-1' }),
      index: 'renewals_session',
    },
    { name: 'claimDue', statement: statements.claimDue(dialect, terms), index: 'renewals_due' },
    { name: 'claim', statement: statements.claimOne({ id: 'id-1', version: 1 }, terms), index: primaryKey },
    { name: 'listEvents', statement: statements.selectEvents(['id-1', 'id-2']), index: 'events_by_renewal' },
    ...LISTS.flatMap(([index, query]) => {
      const later = { ...query, after: AFTER, createdFromMs: 1, createdBeforeMs: AFTER.createdAtMs + 10 };
      return [query, later].flatMap((one): PlannedQuery[] => {
        const statement = buildListQuery({ ...one, limit: 50 }, dialect);
        return statement ? [{ name: `list ${JSON.stringify(one)}`, statement, index }] : [];
      });
    }),
  ];
}
