import type { CommitOutcome, LookupOutcome } from '../../src/datasources/hashcnet/outcome.js';
import type { RenewalRecord } from '../../src/ledger/renewal-record.js';
import { absorb } from '../../src/simulation/absorb.js';
import { openBooks } from '../../src/simulation/books.js';
import type { Entry, EntryBody } from '../../src/simulation/journal.js';
import { RULES } from '../../src/simulation/judge.js';
import { freshRecord } from '../../src/simulation/memory-record.js';
import { START_MS } from '../../src/simulation/scheduler.js';
import { aRenewal } from '../support/renewal-builder.js';

export const MINUTE_MS = 60_000;
/** The token that the builder's renewals are sent under. */
const TOKEN = '0123456789abcdef';

/** A renewal as it is stored when it has just been recorded; it may leave for another thirty seconds. */
export function aRecord(overrides: Partial<RenewalRecord> = {}): RenewalRecord {
  const draft = aRenewal({
    createdAtMs: START_MS,
    id: 'r1',
    idempotencyKey: 'k1',
    reference: 'ref1',
    sessionId: 's1',
  });
  return { ...freshRecord({ ...draft, sentAtMs: draft.createdAtMs + 30_000 }), ...overrides };
}

/** An entry so many minutes after the start; more than one body makes as many entries. */
export function at(minutes: number, ...bodies: EntryBody[]): Entry[] {
  return bodies.map((body) => ({ ...body, atMs: START_MS + minutes * MINUTE_MS }));
}

export const atMs = (minutes: number): number => START_MS + minutes * MINUTE_MS;

export function recorded(renewal: RenewalRecord = aRecord()): EntryBody {
  return { kind: 'recorded', by: 'A1', renewal };
}

export function sent(renewal: RenewalRecord = aRecord()): EntryBody {
  return { kind: 'sent', by: 'A1', order: { ...renewal, sendBeforeMs: renewal.createdAtMs + 30_000 } };
}

/** A write over `before`; what it changes grows out of it. */
export function saved(before: RenewalRecord, changes: Partial<RenewalRecord>, by = 'A1'): EntryBody {
  const after = { ...before, version: before.version + 1, claimedUntilMs: null, ...changes };
  return { kind: 'saved', by, readVersion: before.version, before, after };
}

export function claimed(
  before: RenewalRecord,
  untilMs: number,
  origin: 'reader' | 'reconcile' = 'reconcile',
) {
  const { fence, version } = before;
  const after = { ...before, fence: fence + 1, version: version + 1, claimedUntilMs: untilMs };
  return { kind: 'claimed', by: 'A1', origin, before, after } satisfies EntryBody;
}

export function asked(askId: number, origin: 'reader' | 'reconcile' = 'reconcile', token = TOKEN): EntryBody {
  return { kind: 'asked', by: 'A1', origin, askId, reference: 'ref1', token, isBulk: false };
}

export function heard(askId: number, outcome: LookupOutcome): EntryBody {
  return { kind: 'heard', by: 'A1', askId, outcome };
}

export function answered(outcome: Pick<CommitOutcome, 'kind'>): EntryBody {
  return { kind: 'answered', by: 'A1', reference: 'ref1', outcome: outcome as CommitOutcome };
}

export function arrived(reference = 'ref1'): EntryBody {
  return { kind: 'arrived', reference, amountPaisa: 99_900, token: TOKEN };
}

export function charged(reference = 'ref1'): EntryBody {
  return { kind: 'charged', reference, isContrary: false };
}

export function told(
  renewal: RenewalRecord | null,
  overrides: Partial<Extract<EntryBody, { kind: 'told' }>> = {},
) {
  const common = { by: 'A1', callId: null, client: 'shop', problem: null, replayed: false };
  return { kind: 'told', renewal, ...common, ...overrides } satisfies EntryBody;
}

export const NEVER_SEEN: LookupOutcome = { kind: 'never_seen' };

/** What the rule of that name says to the last entry, the others having gone before without a word of it. */
export function judgeLast(name: string, entries: readonly Entry[]): string | null {
  const rule = RULES.find((candidate) => candidate.name === name);
  if (rule === undefined) throw new Error(`there is no rule "${name}"`);
  const books = openBooks();
  for (const entry of entries.slice(0, -1)) {
    expect(rule.judge(entry, books)).toBeNull();
    absorb(books, entry);
  }
  const last = entries.at(-1);
  return last === undefined ? null : rule.judge(last, books);
}
