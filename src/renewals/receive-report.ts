import type { Ledger } from '../ledger/ledger.js';
import type { Settle } from './settle.js';

export interface ReceiveReportDeps {
  readonly ledger: Ledger;
  readonly settle: Settle;
  /** Tells the reconciler that something may be due. */
  readonly wake: () => void;
}

/**
 * Takes a delivery report's reference as a hint that makes the next lookup happen now (upstream.md section 4). The report
 * is unsigned: nothing else of it is read, and the caller learns nothing, not even whether the reference is known.
 */
export type ReceiveReport = (reference: string) => Promise<void>;

export function createReceiveReport({ ledger, settle, wake }: ReceiveReportDeps): ReceiveReport {
  return async function receiveReport(reference) {
    const renewal = await ledger.findByReference(reference);
    if (renewal === null) return;
    await settle(renewal, { kind: 'report' });
    wake();
  };
}
