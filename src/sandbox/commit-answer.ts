import type { Account, Transaction } from './account.js';
import type { Behaviour } from './behaviour.js';
import { printUnits, readUnits, type Units } from './decimal.js';
import { type JsonObject, numberText, printJson } from './json-text.js';
import { meaningOf } from './order-state.js';
import { jsonReply, type Reply } from './reply.js';

const ONE_RUPEE = readUnits('1') ?? 0n;
const ANSWER_KEYS_WITH_SPACES = ['extra_data', 'credits_consumed', 'credits_available'];

/** The answer to a commit, in the shape of `fixtures/commit-success.json` or `commit-queued.json`. */
export function answerCommit(
  account: Account,
  order: Transaction,
  { behaviour, isSpaced }: { readonly behaviour: Behaviour; readonly isSpaced: boolean },
): Reply {
  const state = pickState(order, behaviour);
  const body = bodyOf(account, order, state, behaviour);
  return jsonReply(printJson(isSpaced || behaviour.hasSpacedKeys ? spaceKeys(body) : body));
}

/** The state to answer: the order's own, unless a fault says another one or none (undefined). */
export function pickState(order: Transaction, { state, answeredState }: Behaviour): string | undefined {
  if (answeredState === null) return undefined;
  return answeredState ?? state ?? order.state;
}

/** The amount to answer: the order's own, unless a fault says another one. */
export function pickAmount(amount: Units, { wrongAmount }: Behaviour): Units {
  if (wrongAmount === undefined) return amount;
  return wrongAmount === null ? amount + ONE_RUPEE : (readUnits(wrongAmount) ?? amount);
}

function bodyOf(
  account: Account,
  order: Transaction,
  state: string | undefined,
  behaviour: Behaviour,
): JsonObject {
  const consumed = numberText(printUnits(pickAmount(order.isCharged ? order.amount : 0n, behaviour)));
  const available = numberText(printUnits(account.available));
  const status = behaviour.statusFlag ?? true;
  switch (meaningOf(state ?? 'Success')) {
    case 'success':
      return {
        status,
        ...(state !== undefined && { state }),
        message: 'Successfully Completed Transaction',
        extra_data: {},
        detail: order.detail,
        credits_consumed: consumed,
        credits_available: available,
        id: order.id,
      };
    case 'pending':
      return {
        id: order.id,
        credits_consumed: consumed,
        status,
        state,
        message: 'Your operation has been submitted for processing.',
        credits_available: available,
      };
    case 'failed':
      return {
        status,
        state,
        message: 'Transaction could not be completed',
        extra_data: {},
        detail: order.details,
        credits_consumed: consumed,
        credits_available: available,
        id: order.id,
      };
  }
}

function spaceKeys(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      ANSWER_KEYS_WITH_SPACES.includes(key) ? key.replace('_', ' ') : key,
      value,
    ]),
  );
}
