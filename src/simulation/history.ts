import type { LookupOutcome } from '../datasources/hashcnet/outcome.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Entry } from './journal.js';
import { START_MS } from './scheduler.js';
import { makeReference } from './world.js';

/** Writes a journal for a reader: one line for each entry, references by the intent that they are the hash of. */
export function writeHistory(entries: readonly Entry[]): string {
  const names = createReferenceNames();
  return entries.map((entry) => `${formatInstant(entry.atMs)}  ${describe(entry, names)}\n`).join('');
}

type Names = (reference: string) => string;

/** References are hashes of intents; the simulation's intents are few enough to hash them all. */
function createReferenceNames(): Names {
  const known = new Map<string, string>();
  for (const client of ['shop', 'bank']) {
    for (let n = 1; n <= 40; n += 1) {
      for (const suffix of ['', 'x']) {
        const idempotencyKey = `k${n}${suffix}`;
        known.set(makeReference({ client, idempotencyKey }), `order(${client}/${idempotencyKey})`);
      }
    }
  }
  return (reference) => known.get(reference) ?? `order(${reference})`;
}

/** Days, hours, minutes, seconds and milliseconds since the start: "0d 01:23:45.678". */
function formatInstant(atMs: number): string {
  const elapsedMs = atMs - START_MS;
  const days = Math.floor(elapsedMs / 86_400_000);
  return `${days}d ${new Date(elapsedMs % 86_400_000).toISOString().slice(11, 23)}`;
}

function describe(entry: Entry, names: Names): string {
  switch (entry.kind) {
    case 'recorded':
      return `${entry.by} records ${entry.renewal.id} for ${names(entry.renewal.reference)}, session ${entry.renewal.sessionId}`;
    case 'claimed':
      return `${entry.by} claims ${entry.after.id} for a ${entry.origin}, fence ${entry.after.fence}`;
    case 'saved':
      return `${entry.by} saves ${entry.after.id}: ${describeChange(entry.before, entry.after)}`;
    case 'sent':
      return `${entry.by} SENDS ${names(entry.order.reference)}`;
    case 'answered':
      return `${entry.by} hears of ${names(entry.reference)}: commit ${entry.outcome.kind}`;
    case 'arrived':
      return `upstream takes in ${names(entry.reference)}`;
    case 'charged':
      return `upstream CHARGES ${names(entry.reference)}${entry.isContrary ? ', against its word' : ''}`;
    case 'refunded':
      return `upstream has refunded ${entry.refundedPaisa} paisa of ${names(entry.reference)}${entry.isContrary ? ', against its word' : ''}`;
    case 'declined':
      return `upstream fails ${names(entry.reference)}${entry.isContrary ? ', against its word' : ''}`;
    case 'asked':
      return `${entry.by} asks (${entry.askId}) after ${names(entry.reference)} for a ${entry.origin}, under ${entry.token}`;
    case 'heard':
      return `${entry.by} hears (${entry.askId}): ${describeLookup(entry.outcome)}`;
    case 'report_came':
      return `${entry.by} is sent a delivery report on ${names(entry.reference)}`;
    case 'reported':
      return `${entry.by} has taken the report on ${names(entry.reference)}`;
    case 'called':
      return `${entry.client} asks ${entry.by} to buy ${entry.purchase} under ${entry.idempotencyKey} (call ${entry.callId})`;
    case 'told':
      return `${entry.by} tells ${entry.client}${entry.callId === null ? '' : ` (call ${entry.callId})`}: ${describeTold(entry.renewal, entry.problem)}`;
    case 'denied':
      return `${entry.by} tells ${entry.client} that there is no ${entry.id}`;
    case 'ledger_lost':
      return 'THE LEDGER IS LOST';
    case 'incident':
      return `-- ${entry.what} (${entry.by})${entry.reference === null ? '' : ` ${names(entry.reference)}`} ${entry.detail}`;
    case 'ended':
      return 'all is quiet';
  }
}

function describeTold(renewal: RenewalRecord | null, problem: string | null): string {
  if (renewal === null) return problem ?? 'nothing';
  const status = `${renewal.id} ${describeState(renewal)}, version ${renewal.version}`;
  return problem === null ? status : `${problem}, ${status}`;
}

function describeState({ status, pendingReason, attention }: RenewalRecord): string {
  const state = pendingReason === null ? status : `${status}/${pendingReason}`;
  return attention === null ? state : `${state} [${attention}]`;
}

function describeChange(before: RenewalRecord, after: RenewalRecord): string {
  const next =
    after.nextCheckAtMs === null
      ? 'never'
      : `in ${Math.round((after.nextCheckAtMs - after.updatedAtMs) / 1000)} s`;
  const states = [describeState(before), describeState(after)];
  const change = states[0] === states[1] ? states[0] : states.join(' -> ');
  const failure = after.failure === null ? '' : ` ${after.failure.code}`;
  return `${change}${failure}, checks ${after.checkCount}, misses ${after.missCount}, sighted ${after.sighted}, next ${next}, version ${after.version}`;
}

function describeLookup(outcome: LookupOutcome): string {
  switch (outcome.kind) {
    case 'succeeded':
    case 'failed': {
      const { amountPaisa, isRefunded, refundedPaisa } = outcome.report;
      const refund = isRefunded || refundedPaisa !== null ? `, refunded ${refundedPaisa ?? 'somewhat'}` : '';
      return `${outcome.kind}, ${amountPaisa} paisa${refund}`;
    }
    case 'processing':
      return outcome.state;
    case 'never_seen':
      return 'never saw it';
    case 'unanswered':
      return `no answer (${outcome.cause})`;
  }
}
