import type { ReadFailure, ReadFailureKind } from '../outcome.js';
import { readCode, readFlag, readText } from './fields.js';
import { fieldOf, type JsonObject } from './json.js';
import { type CleanText, MESSAGE_MAX_LENGTH } from './text.js';
import { readDetailsMessage, readVendorMessage, saysNoSuchSubscriber } from './vendor-message.js';

/** What each code of upstream.md section 6 is about; codes outside its table are `unknown`. */
export type ErrorClass =
  | 'account'
  | 'request'
  | 'validation'
  | 'reference_known'
  | 'no_credits'
  | 'fault'
  | 'maintenance'
  | 'unfulfillable'
  | 'unknown';

/** An error code as the upstream sent it and what it is about. */
export interface VendorError {
  readonly code: string;
  readonly class: ErrorClass;
}

const CLASSES: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([
  // 1001-1007 token and account, 1008 and 1009 service not enabled or not permitted
  ...['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008', '1009'].map(
    (code) => [code, 'account'] as const,
  ),
  ['1010', 'validation'],
  ['1011', 'validation'],
  ['1012', 'request'],
  ['1013', 'reference_known'],
  ['1014', 'request'],
  ['1015', 'request'],
  ['1016', 'no_credits'],
  ['1017', 'fault'],
  ['1018', 'fault'],
  ['1019', 'maintenance'],
  ['1021', 'fault'],
  ['4000', 'unfulfillable'],
  ['7000', 'fault'],
]);

const CODE_PATTERN = /^[\w.-]{1,20}$/;

/** The `error_code` of an answer, number or text; null when there is none. An unreadable one counts as unknown. */
export function readVendorError(body: JsonObject, clean: CleanText): VendorError | null {
  const field = fieldOf(body, 'error_code');
  if (field === undefined || field === null || field === '') return null;
  const code = readCode(field);
  if (code === null || !CODE_PATTERN.test(code) || clean(code, code.length) !== code) {
    return { code: 'UNREADABLE_CODE', class: 'unknown' };
  }
  return { code, class: CLASSES.get(code) ?? 'unknown' };
}

/** True for an error body: an error code, or `status` false. */
export function isErrorBody(body: JsonObject, clean: CleanText): boolean {
  return readVendorError(body, clean) !== null || readFlag(fieldOf(body, 'status')) === false;
}

const GENERIC_MESSAGES: Readonly<Record<ReadFailureKind, string>> = {
  not_found: 'The provider does not know this subscriber.',
  rejected: 'The provider refused the request.',
  maintenance: 'The provider is under maintenance. Try again later.',
  misconfigured: 'The service cannot reach the provider at the moment.',
  unavailable: 'The provider is not available at the moment. Try again.',
  invalid_response: 'The provider gave an answer that cannot be used.',
};

/** A failure with nothing to add to its kind. */
export function failRead(kind: ReadFailureKind, cause: string): ReadFailure {
  return { kind, message: GENERIC_MESSAGES[kind], cause };
}

/** Why a read that was answered with HTTP `statusCode` gave nothing: the last column of upstream.md section 6. */
export function readFailure(statusCode: number, body: JsonObject | null, clean: CleanText): ReadFailure {
  const error = body === null ? null : (readVendorError(body, clean) ?? guessVendorError(body));
  if (body === null || error === null) return failRead(kindOfStatus(statusCode, body), `HTTP_${statusCode}`);
  const kind = kindOfError(error, body, clean);
  return { kind, message: messageOf(kind, body, clean), cause: error.code };
}

/** Any field of an error may be missing; without its code the `error` slug still tells two of them apart. */
function guessVendorError(body: JsonObject): VendorError | null {
  switch (readText(fieldOf(body, 'error'))) {
    case 'validation_error':
      return { code: 'validation_error', class: 'validation' };
    case 'client_error':
      return { code: 'client_error', class: 'unfulfillable' };
    default:
      return null;
  }
}

function kindOfError(error: VendorError, body: JsonObject, clean: CleanText): ReadFailureKind {
  switch (error.class) {
    case 'account':
    case 'request':
    case 'reference_known':
    // A read costs nothing, so "out of credits" is for the operator, not for the client.
    case 'no_credits':
      return 'misconfigured';
    case 'validation':
      return 'rejected';
    case 'fault':
    case 'unknown':
      return 'unavailable';
    case 'maintenance':
      return 'maintenance';
    case 'unfulfillable':
      return saysNoSuchSubscriber(readDetailsMessage(body, clean)) ? 'not_found' : 'rejected';
  }
}

function kindOfStatus(statusCode: number, body: JsonObject | null): ReadFailureKind {
  if (statusCode === 429 || statusCode >= 500) return 'unavailable';
  if (statusCode === 401 || statusCode === 403 || statusCode === 404) return 'misconfigured';
  const isError = statusCode === 200 || statusCode >= 400;
  return body !== null && isError ? 'unavailable' : 'invalid_response';
}

/** Only a refusal of what the client itself sent carries the vendor's words. */
function messageOf(kind: ReadFailureKind, body: JsonObject, clean: CleanText): string {
  if (kind !== 'not_found' && kind !== 'rejected') return GENERIC_MESSAGES[kind];
  return clean(readVendorMessage(body, clean) ?? GENERIC_MESSAGES[kind], MESSAGE_MAX_LENGTH);
}
