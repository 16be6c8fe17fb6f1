import type { LookupOutcome, RefundNote, TransactionReport } from '../datasources/hashcnet/outcome.js';

/** An order as upstream has it. */
export interface UpstreamOrder {
  readonly reference: string;
  readonly providerId: string;
  /** What upstream took, or will take. */
  readonly amountPaisa: number;
  /** Only a lookup under this token finds it. */
  readonly token: string;
  state: 'Queued' | 'Success' | 'Failed';
  refunds: RefundNote[];
}

export function sumRefunds(order: UpstreamOrder): number {
  return order.refunds.reduce((totalPaisa, refund) => totalPaisa + refund.amountPaisa, 0);
}

/** How an answer is told: several shapes say the same (upstream.md section 3). */
export interface Telling {
  readonly amountPaisa: number;
  readonly listsRefunds: boolean;
  readonly flagsPartialRefunds: boolean;
  /** Says "refunded" and not how much. */
  readonly hidesRefund: boolean;
  readonly queuedState: string;
}

export function tellOrder(order: UpstreamOrder, telling: Telling): LookupOutcome {
  switch (order.state) {
    case 'Queued':
      return { kind: 'processing', providerId: order.providerId, state: telling.queuedState };
    case 'Success':
      return { kind: 'succeeded', report: reportOn(order, telling) };
    case 'Failed':
      return { kind: 'failed', report: reportOn(order, telling) };
  }
}

function reportOn(order: UpstreamOrder, telling: Telling): TransactionReport {
  const refundedPaisa = sumRefunds(order);
  const isWhole = refundedPaisa === order.amountPaisa;
  const facts = { providerId: order.providerId, amountPaisa: telling.amountPaisa, message: '' };
  if (refundedPaisa === 0) return { ...facts, isRefunded: false, refundedPaisa: null, refunds: [] };
  if (telling.hidesRefund) return { ...facts, isRefunded: true, refundedPaisa: null, refunds: [] };
  return {
    ...facts,
    isRefunded: isWhole || telling.flagsPartialRefunds,
    refundedPaisa,
    refunds: telling.listsRefunds ? order.refunds : [],
  };
}
