import { readUnits, type Units } from './decimal.js';
import { forgetOldest, LIMIT } from './limit.js';
import type { OfferList } from './offer-list.js';

/** One details answer, which one commit may use. */
export interface Session {
  readonly id: number;
  readonly username: string;
  readonly slug: string;
  readonly openedAtMs: number;
  readonly list: OfferList;
  isUsed: boolean;
}

/** One refund of an order. */
export interface Refund {
  /** A day, `2024-07-15`. */
  readonly createdAt: string;
  readonly remarks: string;
  readonly amount: Units;
}

/** A commit that reached the upstream's books. */
export interface Transaction {
  readonly id: number;
  readonly detail: string;
  readonly reference: string;
  readonly username: string;
  readonly slug: string;
  readonly token: string;
  readonly amount: Units;
  readonly at: Date;
  state: string;
  originalStatus: string;
  details: string;
  /** Whether the reseller's credit is taken; a failed order gave it back. */
  isCharged: boolean;
  refunds: Refund[];
  refunded: { readonly amount: Units; readonly flag: boolean };
  lookupCount: number;
}

/** Everything that belongs to one token; another token sees none of it. */
export interface Account {
  readonly token: string;
  consumed: Units;
  available: Units;
  readonly references: Set<string>;
  readonly sessions: Map<number, Session>;
  readonly transactions: Map<string, Transaction>;
}

// One purchase of 999.00 leaves the 9995285594.37663 of the source document.
const FIRST_CREDITS = readUnits('9995286593.37663') ?? 0n;

/** An account that nothing was bought with yet. */
export function openAccount(token: string): Account {
  return {
    token,
    consumed: 0n,
    available: FIRST_CREDITS,
    references: new Set(),
    sessions: new Map(),
    transactions: new Map(),
  };
}

/** Marks a reference as used by a details or commit call; the oldest are forgotten beyond the limit. */
export function useReference(account: Account, reference: string): void {
  account.references.add(reference);
  forgetOldest(account.references, LIMIT.references);
}

/** Moves an order's amount from the available to the consumed credits. */
export function takeCredit(account: Account, order: Transaction): void {
  if (order.isCharged) return;
  order.isCharged = true;
  account.available -= heldAmount(order);
  account.consumed += heldAmount(order);
}

/** Gives a taken amount back, when an order fails after all. */
export function returnCredit(account: Account, order: Transaction): void {
  if (!order.isCharged) return;
  order.isCharged = false;
  account.available += heldAmount(order);
  account.consumed -= heldAmount(order);
}

// What was refunded already must not come back a second time.
function heldAmount(order: Transaction): Units {
  return order.amount - order.refunded.amount;
}
