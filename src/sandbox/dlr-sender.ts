import type { Transaction } from './account.js';
import { printUnits } from './decimal.js';
import { LIMIT } from './limit.js';

/** The five fields of a delivery report (upstream.md section 4), all texts. */
export interface DlrFields {
  readonly reference: string;
  readonly amount: string;
  readonly status: string;
  readonly detail: string;
  readonly response_id: string;
}

/** One delivery report that was sent, or could not be. */
export interface DlrAttempt {
  readonly url: string;
  readonly fields: DlrFields;
  readonly httpStatus?: number;
  readonly error?: string;
}

/** The report that is true of an order. */
export function describeDelivery(order: Transaction): DlrFields {
  return {
    reference: order.reference,
    amount: printUnits(order.amount),
    status: order.state,
    detail: order.details,
    response_id: String(order.id),
  };
}

/** Posts a delivery report as multipart/form-data, once; an attempt that failed is told, not thrown. */
export async function sendDelivery(url: string, fields: DlrFields): Promise<DlrAttempt> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  try {
    const signal = AbortSignal.timeout(LIMIT.dlrTimeoutMs);
    const response = await fetch(url, { method: 'POST', body, redirect: 'manual', signal });
    await response.body?.cancel();
    return { url, fields, httpStatus: response.status };
  } catch (error) {
    return { url, fields, error: error instanceof Error ? error.message : String(error) };
  }
}
