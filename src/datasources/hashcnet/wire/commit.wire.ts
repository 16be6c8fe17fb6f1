import { formatPaisa } from '../../../values/decimal.js';
import type { CommitOrder } from '../hashcnet.js';
import type { CommitVerdict } from './commit-verdict.js';
import { type ErrorClass, readVendorError, type VendorError } from './error.wire.js';
import { readCode } from './fields.js';
import {
  fieldOf,
  fieldsOf,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJsonObject,
  writeJsonNumber,
} from './json.js';
import { readReceipt } from './receipt.js';
import { readRefusal } from './refusal.js';
import { classifyState, type StateClass } from './state.js';
import type { CleanText } from './text.js';

export const COMMIT_PATH = '/api/servicegroup/commit/hashcnet-v2/';

/** How the multi-word keys of a commit are written (upstream.md section 2). */
export type CommitKeys = 'underscore' | 'space';

const NUMERIC_SESSION_ID = /^(?:0|[1-9]\d{0,17})$/;

/** The body of a commit: codes as text, the amount as a JSON number such as `999.00` (upstream.md section 2). */
export function writeCommit(order: CommitOrder, options: { token: string; commitKeys: CommitKeys }): string {
  const separator = options.commitKeys === 'space' ? ' ' : '_';
  return JSON.stringify({
    // The document prints a bare number; an id that is not one can only have come as text.
    [`session${separator}id`]: NUMERIC_SESSION_ID.test(order.sessionId)
      ? writeJsonNumber(order.sessionId)
      : order.sessionId,
    reference: order.reference,
    token: options.token,
    ...(order.packageCode === null ? {} : { [`package${separator}code`]: order.packageCode }),
    [`duration${separator}code`]: order.durationCode,
    amount: writeJsonNumber(formatPaisa(order.amountPaisa)),
  });
}

/**
 * What a commit's answer means, row by row of the table in upstream.md section 2. Only a plain success sells and only a
 * plain refusal gives money back; where an answer contradicts itself or proves nothing, it is in doubt.
 */
export function readCommit(
  answer: { readonly statusCode: number; readonly text: string },
  clean: CleanText,
): CommitVerdict {
  const body = parseJsonObject(answer.text);
  const http = `HTTP_${answer.statusCode}`;
  if (body !== null && namesCode(body, '1013')) return { kind: 'reference_known', cause: '1013' };
  const error = body === null ? null : readVendorError(body, clean);
  const state = body === null ? 'none' : classifyState(body);
  switch (answer.statusCode) {
    case 200:
      return body === null ? inDoubt('NOT_JSON') : readAnswer200({ body, error, state }, clean);
    case 400:
      return body === null ? inDoubt(http) : readAnswer400({ body, error, state }, clean);
    case 404:
      return readAnswer404({ error, state });
    default:
      return inDoubt(error === null ? http : `${http}_${error.code}`);
  }
}

interface Reading {
  readonly body: JsonObject;
  readonly error: VendorError | null;
  readonly state: StateClass;
}

function readAnswer200({ body, error, state }: Reading, clean: CleanText): CommitVerdict {
  if (error !== null) {
    const isPlain = isRefusal(error.class) && state !== 'success' && state !== 'pending';
    return isPlain ? readRefusal(error, body, clean) : inDoubt(error.code);
  }
  switch (state) {
    case 'success':
      return { kind: 'succeeded', receipt: readReceipt(body, clean) };
    case 'pending':
      return { kind: 'accepted', receipt: readReceipt(body, clean) };
    case 'failed':
      return readRefusal(null, body, clean);
    case 'unknown':
      return inDoubt('UNKNOWN_STATE');
    case 'none':
      return inDoubt('NO_STATE');
  }
}

/** A 400 refuses by its code alone: a failed state without one is the row "another code or none". */
function readAnswer400({ body, error, state }: Reading, clean: CleanText): CommitVerdict {
  if (error === null) return inDoubt('HTTP_400');
  const isPlain = isRefusal(error.class) && state !== 'success' && state !== 'pending';
  return isPlain ? readRefusal(error, body, clean) : inDoubt(error.code);
}

/** "Service not found" takes nothing, unless the body says that something was taken or that the upstream broke. */
function readAnswer404({ error, state }: Omit<Reading, 'body'>): CommitVerdict {
  if (state === 'success' || state === 'pending' || error?.class === 'fault') return inDoubt('HTTP_404');
  return {
    kind: 'refused',
    code: 'UPSTREAM_MISCONFIGURED',
    message: 'The service cannot sell this at the moment.',
    cause: 'HTTP_404',
  };
}

/** The codes with which a 200 or a 400 refuses before anything was taken (upstream.md section 2). */
function isRefusal(errorClass: ErrorClass): boolean {
  switch (errorClass) {
    case 'account':
    case 'request':
    case 'validation':
    case 'no_credits':
    case 'maintenance':
    case 'unfulfillable':
      return true;
    case 'reference_known':
    case 'fault':
    case 'unknown':
      return false;
  }
}

function inDoubt(cause: string): CommitVerdict {
  return { kind: 'in_doubt', cause };
}

/** Looks for the code at any depth: a duplicate reported beside another fault is still a duplicate. */
function namesCode(value: JsonValue, code: string): boolean {
  if (isList(value)) return value.some((item) => namesCode(item, code));
  if (!isObject(value)) return false;
  return (
    readCode(fieldOf(value, 'error_code')) === code ||
    fieldsOf(value).some(([, item]) => namesCode(item, code))
  );
}
