import { GraphQLError } from 'graphql';
import type { ReadFailure } from '../datasources/hashcnet/outcome.js';

/** Every `extensions.code` of this service's own errors, with what `extensions.retryable` says (design.md). */
export const ERROR_CODES = {
  BAD_USER_INPUT: { retryable: false },
  UNAUTHENTICATED: { retryable: false },
  FORBIDDEN: { retryable: false },
  RATE_LIMITED: { retryable: true },
  UNKNOWN_ISP: { retryable: false },
  SUBSCRIBER_NOT_FOUND: { retryable: false },
  UPSTREAM_REJECTED: { retryable: false },
  UPSTREAM_UNAVAILABLE: { retryable: true },
  UPSTREAM_MAINTENANCE: { retryable: true },
  UPSTREAM_MISCONFIGURED: { retryable: false },
  UPSTREAM_INVALID_RESPONSE: { retryable: true },
  INTERNAL_SERVER_ERROR: { retryable: true },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that the caller may see as it is. */
export function createError(
  code: ErrorCode,
  message: string,
  extra: Record<string, unknown> = {},
): GraphQLError {
  const { retryable } = ERROR_CODES[code];
  return new GraphQLError(message, { extensions: { ...extra, code, retryable } });
}

/** A read that gave nothing, as upstream.md section 6 has it seen from a client. */
export function createReadError(failure: ReadFailure): GraphQLError {
  switch (failure.kind) {
    case 'not_found':
      return createError('SUBSCRIBER_NOT_FOUND', failure.message);
    case 'rejected':
      return createError('UPSTREAM_REJECTED', failure.message);
    case 'maintenance':
      return createError('UPSTREAM_MAINTENANCE', failure.message);
    case 'misconfigured':
      return createError('UPSTREAM_MISCONFIGURED', failure.message);
    case 'unavailable':
      return createError('UPSTREAM_UNAVAILABLE', failure.message);
    case 'invalid_response':
      return createError('UPSTREAM_INVALID_RESPONSE', failure.message);
  }
}
