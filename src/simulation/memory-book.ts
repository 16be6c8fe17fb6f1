import type { ClaimTerms, NewRenewal, ReadVersion, RecordResult, RenewalQuery } from '../ledger/ledger.js';
import type { RenewalEvent, RenewalRecord } from '../ledger/renewal-record.js';
import { freshRecord, identifyAnew, mergeProgress } from './memory-record.js';
import { requireCount, requireStorable, requireStorableIdentity, toStorableText } from './record-rules.js';

/** The ledger's rules over plain memory, each operation whole and at once. */
export interface MemoryBook {
  record(renewal: NewRenewal, event: RenewalEvent): RecordResult;
  find(id: string): RenewalRecord | null;
  findByKey(key: { client: string; idempotencyKey: string }): RenewalRecord | null;
  findByReference(reference: string): RenewalRecord | null;
  save(next: RenewalRecord, events: readonly RenewalEvent[]): RenewalRecord | null;
  claimDue(terms: ClaimTerms & { limit: number }): RenewalRecord[];
  claim(renewal: ReadVersion, terms: ClaimTerms): RenewalRecord | null;
  list(query: RenewalQuery): RenewalRecord[];
  listEvents(ids: readonly string[]): Map<string, RenewalEvent[]>;
  /** Everything stored, in the order of recording. */
  all(): Iterable<RenewalRecord>;
  /** Grows with every write. */
  revision(): number;
  /** Forgets everything: a ledger lost for good. */
  clear(): void;
}

const EVENTS_READ_LIMIT = 500;

export function createMemoryBook(): MemoryBook {
  const byId = new Map<string, RenewalRecord>();
  const idByKey = new Map<string, string>();
  const idByReference = new Map<string, string>();
  const eventsById = new Map<string, RenewalEvent[]>();
  let revision = 0;

  function put(renewal: RenewalRecord, events: readonly RenewalEvent[]): RenewalRecord {
    byId.set(renewal.id, renewal);
    const kept = eventsById.get(renewal.id) ?? [];
    for (const { atMs, type, message } of events) {
      kept.push({ atMs, type, message: message === null ? null : toStorableText(message) });
    }
    eventsById.set(renewal.id, kept);
    revision += 1;
    return renewal;
  }

  function findById(id: string | undefined): RenewalRecord | null {
    return id === undefined ? null : (byId.get(id) ?? null);
  }

  function findByKey(key: { client: string; idempotencyKey: string }): RenewalRecord | null {
    return findById(idByKey.get(keyOf(toStorableText(key.client), toStorableText(key.idempotencyKey))));
  }

  /** Whose session it is: a failed renewal has given it back. */
  function findBySession({ slug, sessionId }: { slug: string; sessionId: string }): RenewalRecord | null {
    for (const renewal of byId.values()) {
      if (renewal.sessionId === sessionId && renewal.slug === slug && renewal.status !== 'FAILED')
        return renewal;
    }
    return null;
  }

  function takeClaim(renewal: RenewalRecord, { nowMs, leaseMs }: ClaimTerms): RenewalRecord {
    const { fence, version } = renewal;
    const claimed = {
      claimedUntilMs: nowMs + leaseMs,
      checkedAtMs: nowMs,
      fence: fence + 1,
      version: version + 1,
    };
    return put({ ...renewal, ...claimed }, []);
  }

  return {
    record(draft, event) {
      const renewal = identifyAnew(draft);
      requireStorableIdentity(renewal);
      requireStorable(renewal);
      const keyHolder = findByKey(renewal);
      if (keyHolder !== null) return { kind: 'key_used', renewal: keyHolder };
      const sessionHolder = findBySession(renewal);
      if (sessionHolder !== null) return { kind: 'session_used', renewal: sessionHolder };
      if (byId.has(renewal.id) || idByReference.has(renewal.reference)) {
        throw new Error('the renewal cannot be recorded: its reference or id belongs to another one');
      }
      idByKey.set(keyOf(renewal.client, renewal.idempotencyKey), renewal.id);
      idByReference.set(renewal.reference, renewal.id);
      return { kind: 'recorded', renewal: put(freshRecord(renewal), [event]) };
    },
    find: (id) => findById(id),
    findByKey,
    findByReference: (reference) => findById(idByReference.get(reference)),
    save(next, events) {
      requireCount('events', events.length, 0, 100);
      requireStorable(next);
      const current = findById(next.id);
      if (current === null || current.version !== next.version) return null;
      if (current.status === 'FAILED' && next.status !== 'FAILED' && findBySession(current) !== null) {
        throw new Error('a rule of the stored data is broken: session');
      }
      return put(mergeProgress(current, next), events);
    },
    claimDue(terms) {
      requireCount('limit', terms.limit, 1);
      const due: RenewalRecord[] = [];
      for (const renewal of byId.values()) {
        const { nextCheckAtMs } = renewal;
        if (nextCheckAtMs !== null && nextCheckAtMs <= terms.nowMs && isFree(renewal, terms.nowMs))
          due.push(renewal);
      }
      due.sort(byUrgency);
      return due.slice(0, terms.limit).map((renewal) => takeClaim(renewal, terms));
    },
    claim({ id, version }, terms) {
      const renewal = findById(id);
      if (renewal === null || renewal.version !== version) return null;
      return isFree(renewal, terms.nowMs) ? takeClaim(renewal, terms) : null;
    },
    list(query) {
      requireCount('limit', query.limit, 1);
      const matching = [...byId.values()].filter((renewal) => matches(renewal, query));
      return matching.sort(byAge).slice(0, query.limit);
    },
    listEvents(ids) {
      requireCount('ids', ids.length, 0);
      return new Map(ids.map((id) => [id, (eventsById.get(id) ?? []).slice(-EVENTS_READ_LIMIT)]));
    },
    all: () => byId.values(),
    revision: () => revision,
    clear() {
      for (const map of [byId, idByKey, idByReference, eventsById]) map.clear();
      revision += 1;
    },
  };
}

function keyOf(client: string, idempotencyKey: string): string {
  return `${client.length}:${client}${idempotencyKey}`;
}

function isFree({ claimedUntilMs }: RenewalRecord, nowMs: number): boolean {
  return claimedUntilMs === null || claimedUntilMs <= nowMs;
}

function byUrgency(a: RenewalRecord, b: RenewalRecord): number {
  return (a.nextCheckAtMs ?? 0) - (b.nextCheckAtMs ?? 0) || (a.id < b.id ? -1 : 1);
}

function byAge(a: RenewalRecord, b: RenewalRecord): number {
  return b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1);
}

function matches(renewal: RenewalRecord, query: RenewalQuery): boolean {
  const { client, statuses, slug, username, needsAttention, createdFromMs, createdBeforeMs, after } = query;
  return (
    (client === undefined || renewal.client === client) &&
    (statuses === undefined || statuses.includes(renewal.status)) &&
    (slug === undefined || renewal.slug === slug) &&
    (username === undefined || renewal.username === username) &&
    (needsAttention === undefined || (renewal.attention !== null) === needsAttention) &&
    (createdFromMs === undefined || renewal.createdAtMs >= createdFromMs) &&
    (createdBeforeMs === undefined || renewal.createdAtMs < createdBeforeMs) &&
    (after === undefined ||
      renewal.createdAtMs < after.createdAtMs ||
      (renewal.createdAtMs === after.createdAtMs && renewal.id < after.id))
  );
}
