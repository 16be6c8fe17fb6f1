import type { Transaction } from './account.js';
import { type DlrAttempt, type DlrFields, describeDelivery, sendDelivery } from './dlr-sender.js';
import { LIMIT } from './limit.js';
import { decideOrder, type OrderDecision } from './order-decision.js';
import type { SandboxState } from './sandbox-state.js';

/**
 * Reports an order to the DLR address, once.
 * @param overrides fields to lie about.
 * @returns undefined when no address is set.
 */
export function reportOrder(
  state: SandboxState,
  order: Transaction,
  overrides: Partial<DlrFields> = {},
): Promise<DlrAttempt | undefined> {
  return report(state, { ...describeDelivery(order), ...overrides });
}

/** Reports an order that does not exist: the reports are unsigned, so anybody could. */
export function reportStranger(
  state: SandboxState,
  reference: string,
  overrides: Partial<DlrFields> = {},
): Promise<DlrAttempt | undefined> {
  const fields = { reference, amount: '0.0', status: 'Success', detail: '', response_id: '0' };
  return report(state, { ...fields, ...overrides });
}

/** Decides an order, and reports it. */
export async function settleOrder(state: SandboxState, decision: OrderDecision): Promise<void> {
  await reportOrder(state, decideOrder(state.book, decision));
}

async function report(state: SandboxState, fields: DlrFields): Promise<DlrAttempt | undefined> {
  const url = state.settings.dlrUrl;
  if (url === undefined) return undefined;
  const attempt = await sendDelivery(url, fields);
  state.dlrs.push(attempt);
  if (state.dlrs.length > LIMIT.loggedDlrs) state.dlrs.shift();
  return attempt;
}
