import { returnCredit, type Transaction, takeCredit } from './account.js';
import type { AccountBook } from './account-book.js';
import { readUnits } from './decimal.js';
import { issue } from './issue.js';
import { describeState, meaningOf } from './order-state.js';

/** What becomes of a recorded order. */
export interface OrderDecision {
  readonly reference: string;
  readonly state: string;
  readonly details?: string;
}

/** A refund of all (amount null) or some (decimal text, NPR) of an order. */
export interface OrderRefund {
  readonly reference: string;
  readonly amount: string | null;
  readonly remarks: string;
  /** What the lookup's `refunded` says; by default, whether all of it came back. */
  readonly flag?: boolean | undefined;
}

/**
 * Gives an order a state, whatever it had: taking the credit unless the state is a failure.
 * @throws an issue when no order has the reference.
 */
export function decideOrder(book: AccountBook, decision: OrderDecision): Transaction {
  const { reference, state, details = describeState(state) } = decision;
  const { account, order } = needOrder(book, reference);
  const isFailed = meaningOf(state) === 'failed';
  // The vendor's own failed lookup lists the money that came back although `refunded` is false.
  if (isFailed && order.isCharged) {
    order.refunds.push({ createdAt: today(), remarks: details, amount: order.amount });
    returnCredit(account, order);
  }
  if (!isFailed) takeCredit(account, order);
  order.state = state;
  order.originalStatus = isFailed ? 'Error' : state;
  order.details = details;
  return order;
}

/**
 * Refunds a charged order; its state stays what it was.
 * @throws an issue when there is no such order, nothing was charged, or less is left than the amount.
 */
export function refundOrder(book: AccountBook, refund: OrderRefund): Transaction {
  const { account, order } = needOrder(book, refund.reference);
  if (!order.isCharged) throw issue(`nothing was charged under the reference ${refund.reference}`);
  const left = order.amount - order.refunded.amount;
  const units = refund.amount === null ? left : readUnits(refund.amount);
  if (units === undefined || units <= 0n || units > left)
    throw issue('amount must be a decimal text above zero and no more than what is left of the order');
  order.refunds.push({ createdAt: today(), remarks: refund.remarks, amount: units });
  order.refunded = { amount: order.refunded.amount + units, flag: refund.flag ?? units === left };
  account.available += units;
  account.consumed -= units;
  return order;
}

function needOrder(book: AccountBook, reference: string) {
  const found = book.findOrder(reference);
  if (!found) throw issue(`no transaction has the reference ${reference}`);
  return found;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
