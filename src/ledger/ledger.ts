import type {
  RenewalEvent,
  RenewalIdentity,
  RenewalProgress,
  RenewalRecord,
  RenewalStatus,
} from './renewal-record.js';

export type NewRenewal = RenewalIdentity & RenewalProgress;

export type RecordResult =
  | { readonly kind: 'recorded'; readonly renewal: RenewalRecord }
  /** This client has used the key; `renewal` is what it made. */
  | { readonly kind: 'key_used'; readonly renewal: RenewalRecord }
  /** A renewal that is not FAILED, whoever's, holds the same upstream session. */
  | { readonly kind: 'session_used'; readonly renewal: RenewalRecord };

/** A place in the order "newest first": after this one come the older ones. */
export interface RenewalPosition {
  readonly createdAtMs: number;
  readonly id: string;
}

export interface RenewalQuery {
  /** Only this client's; all clients' when absent. */
  readonly client?: string;
  readonly statuses?: readonly RenewalStatus[];
  readonly slug?: string;
  readonly username?: string;
  readonly needsAttention?: boolean;
  /** Inclusive. */
  readonly createdFromMs?: number;
  /** Exclusive. */
  readonly createdBeforeMs?: number;
  readonly after?: RenewalPosition;
  /** How many at most; 1 to 1000. */
  readonly limit: number;
}

/** A renewal as somebody has read it. */
export type ReadVersion = Pick<RenewalRecord, 'id' | 'version'>;

export interface ClaimTerms {
  readonly nowMs: number;
  /** How long others leave a claimed renewal alone; a crashed holder's claim ends by itself. */
  readonly leaseMs: number;
}

/**
 * The book of purchases. It stores and finds; it knows no rules of settling. Both drivers pass one contract suite
 * (`test/ledger/ledger-contract.ts`). Every write is one atomic, durable transaction: when the promise resolves, a crash
 * or a power cut does not undo it. Rejects with `LedgerUnavailableError` when the database cannot be reached.
 */
export interface Ledger {
  /**
   * Writes a renewal and its first event. Unique: (client, idempotencyKey); reference; (slug, sessionId) among those not
   * FAILED. On a clash nothing is written and the holder is returned, the key's before the session's.
   */
  record(renewal: NewRenewal, event: RenewalEvent): Promise<RecordResult>;

  find(id: string): Promise<RenewalRecord | null>;
  /** In the order of `ids`; null where there is none. At most 1000 ids. */
  findMany(ids: readonly string[]): Promise<(RenewalRecord | null)[]>;
  findByKey(key: { client: string; idempotencyKey: string }): Promise<RenewalRecord | null>;
  findByReference(reference: string): Promise<RenewalRecord | null>;

  /** Newest first, by (createdAtMs, id) descending. Costs the same at any depth. */
  list(query: RenewalQuery): Promise<RenewalRecord[]>;
  /** Oldest first, for each id the latest 500. */
  listEvents(ids: readonly string[]): Promise<Map<string, RenewalEvent[]>>;

  /**
   * Writes `next`'s progress, its claim (null releases it) and the events, if the stored version is still `next.version`;
   * the stored one grows by one. Returns what is stored now, or null when somebody else wrote in between (then nothing is written).
   */
  save(next: RenewalRecord, events: readonly RenewalEvent[]): Promise<RenewalRecord | null>;

  /**
   * Claims renewals whose `nextCheckAtMs` has come and that nobody holds, the longest overdue first.
   * Two callers at once never get the same one. Each claim raises `fence` and `version` and sets `checkedAtMs`.
   */
  claimDue(terms: ClaimTerms & { limit: number }): Promise<RenewalRecord[]>;
  /**
   * Claims one renewal whether it is due or not, as it was read: null when it has changed since, somebody holds it, or
   * there is none.
   */
  claim(renewal: ReadVersion, terms: ClaimTerms): Promise<RenewalRecord | null>;

  /** Resolves when the database answers; rejects with `LedgerUnavailableError` when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot be reached or refuses to work. Nothing may be sent upstream while it lasts. */
export class LedgerUnavailableError extends Error {
  override readonly name = 'LedgerUnavailableError';
}

/** The ledger cannot be opened as it is: in use by another server, of another environment, not there, not a ledger's address. */
export class LedgerRefusedError extends Error {
  override readonly name = 'LedgerRefusedError';
}
