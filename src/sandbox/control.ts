import type { Account, Transaction } from './account.js';
import { printUnits, readUnits } from './decimal.js';
import { checkFault } from './fault-check.js';
import { issue } from './issue.js';
import type { Listener } from './listener.js';
import { refundOrder } from './order-decision.js';
import { reportOrder, reportStranger, settleOrder } from './order-report.js';
import type { SandboxControl, TransactionRecord } from './sandbox-contract.js';
import { checkSettings } from './sandbox-settings.js';
import type { SandboxState } from './sandbox-state.js';

/** What the control pulls on. */
export interface ControlDeps {
  readonly state: SandboxState;
  readonly listener: Listener;
  readonly token: string;
}

/** The control of a running sandbox. */
export function createControl({ state, listener, token: firstToken }: ControlDeps): SandboxControl {
  const listOrders = () => state.book.listAccounts().flatMap((account) => [...account.transactions.values()]);
  const needAccount = (token: string): Account => {
    const account = state.book.findAccount(token);
    if (!account) throw issue('token belongs to no account');
    return account;
  };
  const change: SandboxControl['changeSettings'] = (changes) => {
    Object.assign(state.settings, checkSettings({ ...state.settings, ...changes }));
  };

  return {
    async setFault(request) {
      const fault = checkFault(request);
      if (fault.kind === 'refuse') await refuse(state, listener, fault.delayMs);
      else state.faults.set(fault);
    },
    async clearFaults() {
      state.faults.clear();
      await listener.open();
    },
    faults: () => state.faults.list(),
    decide: (reference, orderState, details) =>
      settleOrder(state, { reference, state: orderState, ...(details !== undefined && { details }) }),
    refund(reference, amount, remarks) {
      refundOrder(state.book, { reference, amount, remarks });
    },
    sendDlr(reference, overrides) {
      const order = state.book.findOrder(reference)?.order;
      return order ? reportOrder(state, order, overrides) : reportStranger(state, reference, overrides);
    },
    dlrs: () => [...state.dlrs],
    charges: () =>
      listOrders()
        .filter((order) => order.isCharged)
        .map(describe),
    transactions: () => listOrders().map(describe),
    requests: () => ({ counts: state.log.counts(), received: state.log.received() }),
    maxInFlight: (operation) => state.log.maxInFlight(operation),
    credits(token = firstToken) {
      const { consumed, available } = needAccount(token);
      return { consumed: printUnits(consumed), available: printUnits(available) };
    },
    setCredits(available, token = firstToken) {
      const units = readUnits(available);
      if (units === undefined) throw issue('available must be a decimal text such as "1000.00"');
      needAccount(token).available = units;
    },
    settings: () => ({ ...state.settings }),
    changeSettings: change,
    setLatency: (latencyMs) => change({ latencyMs }),
    setDlrUrl: (dlrUrl) => change({ dlrUrl }),
    expireSessions() {
      for (const account of state.book.listAccounts()) account.sessions.clear();
    },
    async reset() {
      state.reset();
      await listener.open();
    },
  };
}

async function refuse(state: SandboxState, listener: Listener, forMs: number | undefined): Promise<void> {
  const openAgain = async (afterMs: number) => {
    if (await state.timer.wait(afterMs)) await listener.open();
  };
  if (forMs !== undefined) void openAgain(forMs);
  await listener.shut();
}

function describe(order: Transaction): TransactionRecord {
  const { id, reference, username, slug, token, amount, at, state, isCharged, refunded } = order;
  return {
    id,
    reference,
    username,
    slug,
    token,
    amount: printUnits(amount),
    at: at.toISOString(),
    state,
    isCharged,
    refundedAmount: printUnits(refunded.amount),
  };
}
