import { printJson } from './json-text.js';
import { jsonReply, type Reply } from './reply.js';

/** Field -> message or messages, or one text: the `details` of an error (upstream.md section 6). */
export type ErrorDetails = string | Readonly<Record<string, unknown>>;

const TEXTS: Readonly<Record<string, readonly [message: string, error: string, details: string]>> = {
  '002': ['The reference sent is not a valid reference.', 'invalid_reference', ''],
  '1001': ['Token missing', 'token_error', 'Token is required'],
  '1002': ['Invalid token', 'token_error', 'Token is not valid'],
  '1003': ['Token deleted', 'token_error', 'Token is deleted'],
  '1004': ['Token inactive', 'token_error', 'Token is inactive'],
  '1005': ['Account deleted', 'account_error', 'Account is deleted'],
  '1006': ['Account inactive', 'account_error', 'Account is inactive'],
  '1007': ['Account expired', 'account_error', 'Account is expired'],
  '1008': ['Service not enabled', 'service_error', 'Service is not enabled for the account'],
  '1009': ['Permission denied', 'permission_error', 'Account has no permission for the service'],
  '1010': ['Validation error', 'validation_error', 'Request is not valid'],
  '1011': ['Validation error', 'validation_error', 'Request is not valid'],
  '1012': ['Reference missing', 'reference_error', 'Reference is required'],
  '1013': ['Duplicate reference', 'reference_error', 'Reference already exists'],
  '1014': ['Parse error', 'parse_error', 'Request body is not valid JSON'],
  '1015': ['Parse error', 'parse_error', 'Request body is not a JSON object'],
  '1016': ['Insufficient credits', 'credit_error', 'Not enough credits for the transaction'],
  '1017': ['Server error', 'server_error', 'Something went wrong'],
  '1018': ['Service error', 'service_error', 'Service could not answer'],
  '1019': ['Service under maintenance', 'maintenance', 'Service is under maintenance'],
  '1021': ['Service error', 'service_error', 'Service could not be reached'],
  '4000': ["Can't fulfill request", 'client_error', 'Request was refused'],
  '7000': ['Provider error', 'provider_error', 'Provider could not answer'],
};

/** What an error answer may say of itself; everything but the code has the code's usual text. */
export interface ErrorAnswer {
  readonly code: string;
  readonly details?: ErrorDetails;
  readonly message?: string;
  readonly httpStatus?: number;
  /** Only `error_code` and `message`, as `fixtures/error-bare.json`. */
  readonly isBare?: boolean;
}

/** An error answer in the shape of `fixtures/error-*.json`; HTTP 400 unless told otherwise. */
export function errorReply(answer: ErrorAnswer): Reply {
  const [message, error, details] = TEXTS[answer.code] ?? ['Error', 'error', 'Error'];
  const head = { error_code: answer.code, message: answer.message ?? message };
  const body = answer.isBare
    ? head
    : {
        status: false,
        ...head,
        error,
        details: answer.details ?? details,
        error_data: {},
        state: 'Error',
      };
  return jsonReply(printJson(body), answer.httpStatus ?? 400);
}
