import { type Books, intentOf } from '../books.js';
import { type EntryOf, purchaseOf } from '../journal.js';
import type { Rule } from './rule.js';

/** What clients are told. */
export const ANSWER_RULES: readonly Rule[] = [
  {
    name: 'replays answer the same renewal',
    judge: (entry, books) => (entry.kind === 'told' ? judgeAnswer(entry, books) : null),
  },
  {
    name: 'clients see what is stored',
    judge: (entry, books) => (entry.kind === 'told' ? judgeFreshness(entry, books) : null),
  },
  {
    name: 'what was told is findable',
    judge: (entry, books) =>
      entry.kind === 'denied' && !books.hasLostLedger && books.toldIds.get(entry.id) === entry.client
        ? 'a client that was told of a renewal cannot find it'
        : null,
  },
  {
    name: 'errors are explained',
    judge: (entry) => (entry.kind === 'incident' && entry.what === 'unexpected_error' ? entry.detail : null),
  },
];

function judgeAnswer({ callId, renewal, problem, replayed }: EntryOf<'told'>, books: Books): string | null {
  const call = callId === null ? undefined : books.calls.get(callId);
  if (call === undefined) return null;
  const heldId = books.idByIntent.get(intentOf(call));
  const held = heldId === undefined ? undefined : books.renewals.get(heldId)?.current;
  const isSame = held !== undefined && purchaseOf(held) === call.purchase;
  if (problem === null) {
    if (renewal === null || renewal.id !== heldId)
      return 'a client was told of another renewal than its key stands for';
    return isSame ? null : 'a key stood for two purchases';
  }
  if (problem === 'IDEMPOTENCY_KEY_REUSED' && (held === undefined || isSame)) {
    return 'the same purchase was refused as another one';
  }
  if (problem === 'OFFER_INVALID') return 'a genuine offer was refused';
  // What was recorded before the call came must be replayed, whatever the offer is worth by now.
  if (call.renewalId === null) return null;
  if (problem !== 'IDEMPOTENCY_KEY_REUSED') return `${problem} though the key had been used`;
  return replayed ? 'a refusal that calls itself a replay' : null;
}

function judgeFreshness({ client, renewal }: EntryOf<'told'>, books: Books): string | null {
  if (renewal === null) return null;
  if (renewal.client !== client) return "a client was told of another's renewal";
  const account = books.renewals.get(renewal.id);
  if (account === undefined) return books.hasLostLedger ? null : 'a client was told of what is not stored';
  return account.statuses[renewal.version] === renewal.status || books.hasLostLedger
    ? null
    : 'a client was told of a status that was never stored';
}
