import type { TransactionRecord } from '../../src/sandbox/sandbox.js';
import type { Intent } from './intent-book.js';
import type { ListedRenewal } from './listed-renewal.js';

/** Everything there is to know once all is over: three parties' books, kept apart from each other. */
export interface Books {
  /** What the customers meant and were told. */
  readonly intents: readonly Intent[];
  /** What the service says, through its public API. */
  readonly renewals: readonly ListedRenewal[];
  /** What the upstream recorded, charged or not. */
  readonly transactions: readonly TransactionRecord[];
  /** How often an order of each reference reached the upstream, recorded there or not; in the order of first arrival. */
  readonly ordersByReference: ReadonlyMap<string, number>;
}

export const RULES = {
  lost: 'a charge without a renewal, or whose renewal does not say so',
  double: 'an intent charged more than once, or two living renewals for one session',
  'sent twice': 'an order that reached the upstream more than once',
  'sent unrecorded': 'an order that reached the upstream and is in no ledger',
  'refunded but charged': 'a renewal FAILED, or a customer told REFUND, while the charge stands',
  'taken for nothing': 'a renewal SUCCEEDED, or a customer told DEDUCT, without a charge',
  undecided: 'a renewal still open after the upstream has answered again',
  'not findable': 'a renewal that a client was told of and that is gone, or has another id now',
  'took it back': 'an advice to deduct or refund that was changed afterwards',
  flagged: 'a renewal flagged for a person although the upstream said nothing odd',
  problem: 'a purchase refused that had no reason to be',
  misconduct: 'the service ended, did not start, or did not answer',
  ledger: 'the ledger file is damaged',
} as const;
export type Rule = keyof typeof RULES;

export interface Violation {
  readonly rule: Rule;
  readonly what: string;
  /** Whose books are the evidence; null when it is about no intent. */
  readonly username: string | null;
}
