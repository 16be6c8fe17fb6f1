import type { Dialect } from './sql-driver.js';

// STRICT makes SQLite refuse a value of another type, as PostgreSQL does. "C" makes PostgreSQL compare text by its bytes,
// as SQLite does, so that both give one order.
const WORDS = {
  sqlite: {
    text: 'TEXT',
    integer: 'INTEGER',
    flag: 'INTEGER',
    options: ' STRICT',
    sequence: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  },
  postgres: {
    text: 'TEXT COLLATE "C"',
    integer: 'BIGINT',
    flag: 'SMALLINT',
    options: '',
    sequence: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  },
} as const;

/** The ledger's first tables, one statement each. Released as it is: a change to them is another migration. */
export function createInitialSchema(dialect: Dialect): string[] {
  return [createRenewals(dialect), ...RENEWAL_INDEXES, ...createEvents(dialect), createMeta(dialect)];
}

function createRenewals(dialect: Dialect): string {
  const { text, integer, flag, options } = WORDS[dialect];
  return `CREATE TABLE renewals (
  id ${text} PRIMARY KEY,
  client ${text} NOT NULL,
  idempotency_key ${text} NOT NULL,
  fingerprint ${text} NOT NULL,
  reference ${text} NOT NULL CONSTRAINT renewals_reference UNIQUE,
  token_fingerprint ${text} NOT NULL,
  slug ${text} NOT NULL,
  username ${text} NOT NULL,
  session_id ${text} NOT NULL,
  plan_title ${text} NOT NULL,
  package_code ${text},
  duration_code ${text} NOT NULL,
  duration_title ${text} NOT NULL,
  amount_paisa ${integer} NOT NULL CONSTRAINT renewals_amount CHECK (amount_paisa > 0),
  created_at_ms ${integer} NOT NULL,
  status ${text} NOT NULL CONSTRAINT renewals_status CHECK (status IN ('PENDING', 'SUCCEEDED', 'FAILED', 'REFUNDED')),
  pending_reason ${text} CONSTRAINT renewals_pending_reason_known CHECK (pending_reason IN ('SUBMITTED', 'PROCESSING', 'IN_DOUBT')),
  failure_code ${text},
  failure_message ${text},
  refunds ${text} NOT NULL,
  provider_id ${text},
  credits_consumed ${text},
  sent_at_ms ${integer} NOT NULL,
  settled_at_ms ${integer},
  next_check_at_ms ${integer},
  checked_at_ms ${integer},
  reported_fence ${integer},
  check_count ${integer} NOT NULL CONSTRAINT renewals_check_count CHECK (check_count >= 0),
  miss_count ${integer} NOT NULL CONSTRAINT renewals_miss_count CHECK (miss_count >= 0),
  sighted ${flag} NOT NULL CONSTRAINT renewals_sighted CHECK (sighted IN (0, 1)),
  attention ${text},
  updated_at_ms ${integer} NOT NULL,
  version ${integer} NOT NULL,
  fence ${integer} NOT NULL,
  claimed_until_ms ${integer},
  CONSTRAINT renewals_key UNIQUE (client, idempotency_key),
  CONSTRAINT renewals_pending_reason CHECK ((pending_reason IS NOT NULL) = (status = 'PENDING')),
  CONSTRAINT renewals_failure_code CHECK ((failure_code IS NOT NULL) = (status = 'FAILED')),
  CONSTRAINT renewals_failure_message CHECK ((failure_message IS NOT NULL) = (failure_code IS NOT NULL)),
  CONSTRAINT renewals_settled CHECK ((settled_at_ms IS NOT NULL) = (status <> 'PENDING'))
)${options}`;
}

// Each list index answers one filter in its order; see `list-query.ts`, which names them. The partial ones stay small
// whatever the total. None is on (created_at_ms, id) alone: all renewals are the four statuses merged, and PostgreSQL,
// given such an index, walks it for one client's renewals too, past everybody else's.
const RENEWAL_INDEXES = [
  "CREATE UNIQUE INDEX renewals_session ON renewals (slug, session_id) WHERE status <> 'FAILED'",
  'CREATE INDEX renewals_by_client ON renewals (client, created_at_ms, id)',
  'CREATE INDEX renewals_by_client_username ON renewals (client, username, created_at_ms, id)',
  'CREATE INDEX renewals_by_username ON renewals (username, created_at_ms, id)',
  'CREATE INDEX renewals_by_client_status ON renewals (client, status, created_at_ms, id)',
  'CREATE INDEX renewals_by_status ON renewals (status, created_at_ms, id)',
  'CREATE INDEX renewals_by_client_slug_status ON renewals (client, slug, status, created_at_ms, id)',
  'CREATE INDEX renewals_by_slug_status ON renewals (slug, status, created_at_ms, id)',
  'CREATE INDEX renewals_needing_attention ON renewals (created_at_ms, id) WHERE attention IS NOT NULL',
  'CREATE INDEX renewals_due ON renewals (next_check_at_ms, id) WHERE next_check_at_ms IS NOT NULL',
];

function createEvents(dialect: Dialect): string[] {
  const { text, integer, options, sequence } = WORDS[dialect];
  return [
    `CREATE TABLE events (
  seq ${sequence},
  renewal_id ${text} NOT NULL REFERENCES renewals (id),
  at_ms ${integer} NOT NULL,
  type ${text} NOT NULL,
  message ${text}
)${options}`,
    'CREATE INDEX events_by_renewal ON events (renewal_id, seq)',
  ];
}

function createMeta(dialect: Dialect): string {
  const { text, options } = WORDS[dialect];
  return `CREATE TABLE meta (key ${text} PRIMARY KEY, value ${text} NOT NULL)${options}`;
}
