import type { LookupOutcome } from '../datasources/hashcnet/outcome.js';
import type { RenewalRecord, RenewalStatus } from '../ledger/renewal-record.js';
import type { AskOrigin } from './journal.js';

/** A lookup's answer that a replica has heard and not yet written. */
export interface HeardLookup {
  readonly by: string;
  readonly askedAtMs: number;
  /** The record's fence when it was asked. */
  readonly fence: number;
  readonly token: string;
  readonly outcome: LookupOutcome;
}

/** What the journal tells of one stored renewal. */
export interface RenewalAccount {
  readonly recordedAtMs: number;
  current: RenewalRecord;
  /** By version. */
  readonly statuses: RenewalStatus[];
  holder: { readonly by: string; readonly fence: number; readonly atMs: number } | null;
  /** Claims of each life under which nothing was asked yet; while there are two, a question may be under either. */
  readonly openClaims: Map<string, number>;
  /** When the claim was made under which upstream was asked last. */
  lastAskedClaimAtMs: number | null;
  lastPauseMs: number | null;
  heard: HeardLookup[];
  /** "Never saw it", heard and written when it could count. */
  provenMisses: number;
  /** When the latest report came that no written lookup was asked after, and when it was taken. */
  report: { readonly sinceMs: number; readonly takenAtMs: number } | null;
  /** When the latest written lookup was asked. */
  lookedUpAtMs: number;
}

/** What the journal tells of one reference: what upstream did with it, and what it said. */
export interface OrderAccount {
  /** Whose it is, known once it is recorded. */
  intent: string | null;
  session: string | null;
  sendCount: number;
  lastSentAtMs: number | null;
  state: 'unknown' | 'open' | 'charged' | 'declined';
  amountPaisa: number;
  refundedPaisa: number;
  token: string;
  /** A delivery report has come, true or forged. */
  hasReport: boolean;
  /** Heard: Success for the ordered amount; Failed or a refusal; a whole refund. */
  saidSuccess: boolean;
  saidFailed: boolean;
  saidRefunded: boolean;
  /** Heard: an amount other than the ordered one. */
  saidOtherAmount: boolean;
  /** What happened that may well be flagged for. */
  wasDenied: boolean;
  wasContrary: boolean;
  wasUnclear: boolean;
  wasAskedUnderOtherToken: boolean;
  /** The order's answer and a lookup's were under way at once: either may be old news. */
  hasCrossedAnswers: boolean;
  /** The life that has heard an answer which shows that upstream has the order, until it is written. */
  shownTo: string | null;
  /** Such an answer is written down. */
  isShown: boolean;
  /** The ledger was lost after it was sent: of its outcome nothing is promised any more. */
  isOrphan: boolean;
}

export interface Question {
  readonly by: string;
  readonly origin: AskOrigin;
  readonly reference: string;
  readonly token: string;
  readonly askedAtMs: number;
  readonly fence: number;
  readonly isBulk: boolean;
}

export interface Call {
  readonly client: string;
  readonly idempotencyKey: string;
  readonly purchase: string;
  /** The renewal that the key stood for when the call came. */
  readonly renewalId: string | null;
}

export function openOrder(): OrderAccount {
  return {
    intent: null,
    session: null,
    sendCount: 0,
    lastSentAtMs: null,
    state: 'unknown',
    amountPaisa: 0,
    refundedPaisa: 0,
    token: '',
    hasReport: false,
    saidSuccess: false,
    saidFailed: false,
    saidRefunded: false,
    saidOtherAmount: false,
    wasDenied: false,
    wasContrary: false,
    wasUnclear: false,
    wasAskedUnderOtherToken: false,
    hasCrossedAnswers: false,
    shownTo: null,
    isShown: false,
    isOrphan: false,
  };
}

export function openRenewal(renewal: RenewalRecord, recordedAtMs: number): RenewalAccount {
  const statuses: RenewalStatus[] = [];
  statuses[renewal.version] = renewal.status;
  return {
    recordedAtMs,
    current: renewal,
    statuses,
    holder: null,
    openClaims: new Map(),
    lastAskedClaimAtMs: null,
    lastPauseMs: null,
    heard: [],
    provenMisses: 0,
    report: null,
    lookedUpAtMs: 0,
  };
}

/** True while the customer's money is spent, in whole or in part. */
export function isChargeStanding(order: OrderAccount): boolean {
  return order.state === 'charged' && order.refundedPaisa < order.amountPaisa;
}
