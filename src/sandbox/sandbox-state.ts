import { type AccountBook, createAccountBook } from './account-book.js';
import type { DlrAttempt } from './dlr-sender.js';
import { createFaultList, type FaultList } from './fault-list.js';
import { createRequestLog, type RequestLog } from './request-log.js';
import type { SandboxSettings } from './sandbox-settings.js';
import { createTimer, type Timer } from './timer.js';

/** Everything a running sandbox knows; calls read and write it, and nothing else is shared. */
export interface SandboxState {
  readonly settings: SandboxSettings;
  book: AccountBook;
  readonly faults: FaultList;
  readonly log: RequestLog;
  readonly timer: Timer;
  readonly dlrs: DlrAttempt[];
  /** Forgets every order, session, fault, count and plan, and returns to the first settings. Session ids go on. */
  reset(): void;
}

/** The state of a sandbox nobody has called yet, with an account for each token. */
export function createState(
  tokens: readonly string[],
  first: SandboxSettings,
  firstSessionId: number,
): SandboxState {
  const state: SandboxState = {
    settings: { ...first },
    book: createAccountBook(tokens, firstSessionId),
    faults: createFaultList(),
    log: createRequestLog(),
    timer: createTimer(),
    dlrs: [],
    reset() {
      state.timer.cancelAll();
      Object.assign(state.settings, first);
      state.book = createAccountBook(tokens, state.book.unusedSessionId());
      state.faults.clear();
      state.log.reset();
      state.dlrs.length = 0;
    },
  };
  return state;
}
