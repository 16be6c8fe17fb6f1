import type { RenewalFactsFragment } from '../../client/generated/graphql.js';
import type { Fault } from '../../web/shared/api/fault.js';
import type { Answer, Gateway } from '../../web/shared/api/gateway.js';
import { confirmPurchase, type Purchase, type Terms } from '../../web/shop/purchase/purchase.js';

export function someTerms(overrides: Partial<Terms> = {}): Terms {
  return {
    slug: 'fast-speed',
    ispName: 'Fast Speed',
    username: 'plain',
    planTitle: 'Home 50',
    packageCode: '5',
    durationCode: '1',
    durationTitle: '1 Month',
    amount: '1000.00',
    offerId: 'offer-1',
    ...overrides,
  };
}

export function aPurchase(overrides: Partial<Purchase> = {}): Purchase {
  return { ...confirmPurchase(someTerms(), { key: 'key-1', nowMs: 1_000 }), ...overrides };
}

export function someFacts(overrides: Partial<RenewalFactsFragment> = {}): RenewalFactsFragment {
  return {
    id: 'renewal-1',
    reference: 'reference1',
    idempotencyKey: 'key-1',
    status: 'SUCCEEDED',
    advice: 'DEDUCT',
    pendingReason: null,
    failure: null,
    isp: { slug: 'fast-speed', name: 'Fast Speed' },
    username: 'plain',
    planTitle: 'Home 50',
    packageCode: '5',
    durationCode: '1',
    durationTitle: '1 Month',
    amount: { amount: '1000.00', currency: 'NPR' },
    refunds: [],
    providerId: '70704',
    creditsConsumed: '1000.0',
    createdAt: '2026-11-24T10:00:00.000Z',
    updatedAt: '2026-11-24T10:00:01.000Z',
    settledAt: '2026-11-24T10:00:01.000Z',
    nextCheckAt: null,
    needsAttention: false,
    ...overrides,
  };
}

export function refusedWith(
  code: string,
  overrides: Partial<Extract<Fault, { kind: 'refused' }>> = {},
): Fault {
  return { kind: 'refused', code, message: 'no', isRetryable: false, retryAfterSeconds: null, ...overrides };
}

export interface Asked {
  readonly operation: string;
  readonly variables: object;
}

/** A service that answers what the test lays out for it, in order, and remembers what it was asked. */
export function scriptGateway(answers: readonly (object | Fault)[]): Gateway & { readonly asked: Asked[] } {
  const left = [...answers];
  const asked: Asked[] = [];
  return {
    asked,
    ask<Data>(document: { toString(): string }, variables: object): Promise<Answer<Data>> {
      const [, operation = ''] = /(?:query|mutation) (\w+)/.exec(document.toString()) ?? [];
      asked.push({ operation, variables });
      const next = left.shift();
      if (next === undefined) throw new Error(`nobody expected ${operation}`);
      return Promise.resolve(
        'kind' in next ? { data: null, fault: next as Fault } : { data: next as Data, fault: null },
      );
    },
  };
}

/** As a browser's, in memory; `isFull` makes it refuse, as a browser's does. */
export function memoryStorage() {
  const items = new Map<string, string>();
  const storage = {
    isFull: false,
    get length() {
      return items.size;
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (name: string) => items.get(name) ?? null,
    setItem(name: string, value: string) {
      if (storage.isFull) throw new Error('QuotaExceededError');
      items.set(name, value);
    },
    removeItem: (name: string) => void items.delete(name),
  };
  return storage;
}
