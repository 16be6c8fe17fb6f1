import type { RenewalRecord } from '../ledger/renewal-record.js';
import { type Call, type OrderAccount, openOrder, type Question, type RenewalAccount } from './accounts.js';

/** All that the journal tells so far; the rules read it, `absorb` alone writes it. */
export interface Books {
  readonly renewals: Map<string, RenewalAccount>;
  readonly orders: Map<string, OrderAccount>;
  readonly idByReference: Map<string, string>;
  readonly idByIntent: Map<string, string>;
  readonly calls: Map<number, Call>;
  readonly questions: Map<number, Question>;
  /** Lookups under way of each replica's reconciler, bulk calls aside. */
  readonly lookupsInFlight: Map<string, number>;
  /** Charges made as ordered, by intent and by upstream session. */
  readonly charges: Map<string, number>;
  /** The ids each client was told of. */
  readonly toldIds: Map<string, string>;
  hasLostLedger: boolean;
}

export function openBooks(): Books {
  return {
    renewals: new Map(),
    orders: new Map(),
    idByReference: new Map(),
    idByIntent: new Map(),
    calls: new Map(),
    questions: new Map(),
    lookupsInFlight: new Map(),
    charges: new Map(),
    toldIds: new Map(),
    hasLostLedger: false,
  };
}

export function intentOf({ client, idempotencyKey }: { client: string; idempotencyKey: string }): string {
  return `intent ${client}/${idempotencyKey}`;
}

export function sessionOf({ slug, sessionId }: Pick<RenewalRecord, 'slug' | 'sessionId'>): string {
  return `session ${slug}/${sessionId}`;
}

export function orderOf(books: Books, reference: string): OrderAccount {
  let order = books.orders.get(reference);
  if (order === undefined) {
    order = openOrder();
    books.orders.set(reference, order);
  }
  return order;
}

export function renewalByReference(books: Books, reference: string): RenewalAccount | undefined {
  return books.renewals.get(books.idByReference.get(reference) ?? '');
}
