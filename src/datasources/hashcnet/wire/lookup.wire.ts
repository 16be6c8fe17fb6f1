import type { LookupOutcome, RefundNote, TransactionReport } from '../outcome.js';
import { isErrorBody, readVendorError } from './error.wire.js';
import { readCode, readFlag, readList, readObject, readPaisa, readText } from './fields.js';
import { fieldOf, type JsonObject, parseJsonObject } from './json.js';
import { readRefundDate } from './refund-date.js';
import { classifyState } from './state.js';
import { type CleanText, MESSAGE_MAX_LENGTH } from './text.js';
import { readVendorMessage } from './vendor-message.js';

const STATE_MAX_LENGTH = 50;
const MAX_REFUNDS = 100;
const UNKNOWN_REFERENCE_CODE = /^0*2$/;

/** `/api/service/status/{token}/{reference}`: the one call whose URL is a secret (upstream.md section 3). */
export function writeLookupPath(token: string, reference: string): string {
  return `/api/service/status/${encodeURIComponent(token)}/${encodeURIComponent(reference)}`;
}

/** What the upstream says of `reference` (upstream.md section 3). */
export function readLookup(
  answer: { readonly statusCode: number; readonly text: string },
  reference: string,
  clean: CleanText,
): LookupOutcome {
  const { statusCode } = answer;
  if (statusCode !== 200 && statusCode !== 400 && statusCode !== 404) return unanswered(`HTTP_${statusCode}`);
  const body = parseJsonObject(answer.text);
  if (body === null) return unanswered(statusCode === 200 ? 'NOT_JSON' : `HTTP_${statusCode}`);
  if (statusCode === 200) return readLookupEntry(body, reference, clean);
  // A refused request says something of the transaction only when it says that there is none.
  if (!namesOther(body, reference) && saysNeverSeen(body, clean)) return { kind: 'never_seen' };
  return unanswered(readVendorError(body, clean)?.code ?? `HTTP_${statusCode}`);
}

/** One transaction, alone or as an entry of a bulk answer. */
export function readLookupEntry(body: JsonObject, reference: string, clean: CleanText): LookupOutcome {
  if (namesOther(body, reference)) return unanswered('OTHER_REFERENCE');
  if (saysNeverSeen(body, clean)) return { kind: 'never_seen' };
  // An error body carries state "Error" for the request's own failure: the transaction's is not in it.
  if (isErrorBody(body, clean)) return unanswered(readVendorError(body, clean)?.code ?? 'STATUS_FALSE');
  switch (classifyState(body)) {
    case 'success':
      return withReport('succeeded', body, clean);
    case 'failed':
      return isBlank(body) ? { kind: 'never_seen' } : withReport('failed', body, clean);
    case 'pending':
    case 'unknown':
      return {
        kind: 'processing',
        providerId: readProviderId(body, clean),
        state: clean(readText(fieldOf(body, 'state')) ?? '', STATE_MAX_LENGTH),
      };
    case 'none':
      return unanswered('NO_STATE');
  }
}

function namesOther(body: JsonObject, reference: string): boolean {
  const named = readText(fieldOf(body, 'reference'));
  return named !== null && named !== reference;
}

/** `status: false` with `invalid_reference` or code 002; like any field of an error, `status` may be missing. */
function saysNeverSeen(body: JsonObject, clean: CleanText): boolean {
  if (readFlag(fieldOf(body, 'status')) === true) return false;
  const state = classifyState(body);
  if (state === 'success' || state === 'pending') return false;
  const error = readText(fieldOf(body, 'error'))?.toLowerCase();
  const code = readVendorError(body, clean)?.code ?? '';
  return error === 'invalid_reference' || UNKNOWN_REFERENCE_CODE.test(code);
}

/** How a bulk answer writes an unknown reference: state Error, `response_id` 0 and amount 0. */
function isBlank(body: JsonObject): boolean {
  return (
    readText(fieldOf(body, 'state'))?.toLowerCase() === 'error' &&
    readCode(fieldOf(body, 'response_id')) === '0' &&
    readPaisa(fieldOf(body, 'amount')) === 0
  );
}

function withReport(kind: 'succeeded' | 'failed', body: JsonObject, clean: CleanText): LookupOutcome {
  const amountPaisa = readPaisa(fieldOf(body, 'amount'));
  // Without it nobody could check that this is our order.
  if (amountPaisa === null) return unanswered('UNREADABLE_AMOUNT');
  const isRefunded = readRefunded(body);
  if (isRefunded === null) return unanswered('UNREADABLE_REFUNDED');
  const report: TransactionReport = {
    providerId: readProviderId(body, clean),
    amountPaisa,
    message: readVendorMessage(body, clean) ?? '',
    isRefunded,
    refundedPaisa: readPaisa(fieldOf(body, 'refunded_amount')),
    refunds: readRefunds(body, clean),
  };
  return { kind, report };
}

/** Missing means not refunded; null for a value that is neither true nor false. */
function readRefunded(body: JsonObject): boolean | null {
  const field = fieldOf(body, 'refunded');
  return field === undefined || field === null || field === '' ? false : readFlag(field);
}

function readRefunds(body: JsonObject, clean: CleanText): RefundNote[] {
  const notes: RefundNote[] = [];
  for (const entry of (readList(fieldOf(body, 'refunds')) ?? []).slice(0, MAX_REFUNDS)) {
    const fields = readObject(entry);
    const amountPaisa = readPaisa(fieldOf(fields, 'amount'));
    if (fields === null || amountPaisa === null) continue;
    notes.push({
      amountPaisa,
      remarks: clean(readText(fieldOf(fields, 'remarks')) ?? '', MESSAGE_MAX_LENGTH) || null,
      refundedAtMs: readRefundDate(fieldOf(fields, 'created_at')),
    });
  }
  return notes;
}

/** The provider's id; 0 is how the upstream writes that there is none. */
function readProviderId(body: JsonObject, clean: CleanText): string | null {
  const id = readCode(fieldOf(body, 'response_id'));
  return id === null || id === '0' ? null : clean(id, id.length);
}

function unanswered(cause: string): LookupOutcome {
  return { kind: 'unanswered', cause };
}
