import { type Account, openAccount, type Session, type Transaction, takeCredit } from './account.js';
import type { Units } from './decimal.js';
import { forgetOldest, LIMIT } from './limit.js';
import { describeState, meaningOf } from './order-state.js';

/** What a new order is made of. */
export interface NewOrder {
  readonly reference: string;
  readonly session: Session;
  readonly amount: Units;
  readonly state: string;
}

/** The upstream's books: accounts by token, and the numbers that count up over all of them. */
export interface AccountBook {
  findAccount(token: string): Account | undefined;
  listAccounts(): Account[];
  /** The id of the next details answer; the very first is kept for the sample subscriber's first. */
  nextSessionId(isSample: boolean): number;
  /** An id above all that were given out: books that follow these start there, since ids never come twice. */
  unusedSessionId(): number;
  /** Whether one more order fits; beyond the limit none is forgotten, since charges must stay countable. */
  hasRoom(): boolean;
  record(account: Account, order: NewOrder): Transaction;
  /** Finds an order under any token. */
  findOrder(reference: string): { readonly account: Account; readonly order: Transaction } | undefined;
}

const FIRST_ORDER_ID = 70704;
const FIRST_DETAIL = 2532;

/** Empty books, with an account for each token. Sessions count from `firstSessionId`. */
export function createAccountBook(tokens: readonly string[], firstSessionId: number): AccountBook {
  const accounts = new Map(tokens.map((token) => [token, openAccount(token)]));
  let isSampleIdFree = true;
  let lastSessionId = firstSessionId;
  let orderCount = 0;

  const findOrder: AccountBook['findOrder'] = (reference) => {
    for (const account of accounts.values()) {
      const order = account.transactions.get(reference);
      if (order) return { account, order };
    }
    return undefined;
  };

  return {
    findAccount: (token) => accounts.get(token),
    listAccounts: () => [...accounts.values()],
    nextSessionId(isSample) {
      if (isSample && isSampleIdFree) {
        isSampleIdFree = false;
        return firstSessionId;
      }
      lastSessionId += 1;
      return lastSessionId;
    },
    unusedSessionId: () => lastSessionId + 1,
    hasRoom: () => orderCount < LIMIT.transactions,
    record(account, { reference, session, amount, state }) {
      const order: Transaction = {
        id: FIRST_ORDER_ID + orderCount,
        detail: String(FIRST_DETAIL + orderCount),
        reference,
        username: session.username,
        slug: session.slug,
        token: account.token,
        amount,
        at: new Date(),
        state,
        originalStatus: state,
        details: describeState(state),
        isCharged: false,
        refunds: [],
        refunded: { amount: 0n, flag: false },
        lookupCount: 0,
      };
      orderCount += 1;
      account.transactions.set(reference, order);
      if (meaningOf(state) !== 'failed') {
        session.isUsed = true;
        takeCredit(account, order);
      }
      return order;
    },
    findOrder,
  };
}

/** Opens a session of an account; the oldest are forgotten beyond the limit. */
export function openSession(account: Account, session: Session): void {
  account.sessions.set(session.id, session);
  forgetOldest(account.sessions, LIMIT.sessions);
}
