import type { RefusalCode } from '../outcome.js';
import type { CommitVerdict } from './commit-verdict.js';
import type { ErrorClass, VendorError } from './error.wire.js';
import type { JsonObject } from './json.js';
import { type CleanText, MESSAGE_MAX_LENGTH } from './text.js';
import { readVendorMessage } from './vendor-message.js';

const GENERIC_MESSAGES: Readonly<Record<RefusalCode, string>> = {
  REJECTED: 'The provider refused the order.',
  INSUFFICIENT_CREDITS: 'The service cannot pay for this order at the moment.',
  UPSTREAM_MAINTENANCE: 'The provider is under maintenance. Try again later.',
  UPSTREAM_MISCONFIGURED: 'The service cannot sell this at the moment.',
};

/**
 * A refusal by its error code, or by a failed state when there is none. Only what concerns the order itself carries the
 * vendor's words; what concerns our account stays with the operator (upstream.md section 6).
 */
export function readRefusal(error: VendorError | null, body: JsonObject, clean: CleanText): CommitVerdict {
  const code = error === null ? 'REJECTED' : codeOf(error.class);
  const vendorMessage = code === 'REJECTED' ? readVendorMessage(body, clean) : null;
  return {
    kind: 'refused',
    code,
    message: clean(vendorMessage ?? GENERIC_MESSAGES[code], MESSAGE_MAX_LENGTH),
    cause: error?.code ?? 'FAILED_STATE',
  };
}

function codeOf(errorClass: ErrorClass): RefusalCode {
  switch (errorClass) {
    case 'no_credits':
      return 'INSUFFICIENT_CREDITS';
    case 'maintenance':
      return 'UPSTREAM_MAINTENANCE';
    case 'validation':
    case 'unfulfillable':
      return 'REJECTED';
    case 'account':
    case 'request':
    case 'reference_known':
    case 'fault':
    case 'unknown':
      return 'UPSTREAM_MISCONFIGURED';
  }
}
