import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { LedgerUnavailableError } from '../ledger/ledger.js';
import { ERROR_CODES, type ErrorCode } from '../schema/errors.js';
import { cleanMessage } from './error-message.js';

/** Codes of Apollo Server's own errors, all of them the caller's to mend. */
const APOLLO_CODES: ReadonlySet<unknown> = new Set(Object.values(ApolloServerErrorCode));

export type MaskError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export interface ErrorMaskDeps {
  /** Told of what no client may see. */
  readonly reportInternal: (error: unknown) => void;
  /** Told of the code that each client gets. */
  readonly noteError: (code: string) => void;
}

/**
 * What a client sees of an error: this service's and Apollo's own as they are, everything else as INTERNAL_SERVER_ERROR
 * with nothing of its text. Never a stack, a secret, or the caller's whole input (design.md).
 */
export function createErrorMask({ reportInternal, noteError }: ErrorMaskDeps): MaskError {
  return function maskAndNote(formatted, error) {
    const masked = maskError(formatted, error);
    noteError(String(masked.extensions?.['code']));
    return masked;
  };

  function maskError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const original = unwrapResolverError(error);
    if (original instanceof ArgumentValidationError) return describeInvalidInput(formatted, original);
    if (isFloodOfFaults(original)) return describeFlood(formatted);
    if (isFaultOfArgument(original)) {
      const message = cleanMessage(formatted.message);
      return withRetryable(
        { ...formatted, message, extensions: { code: 'BAD_USER_INPUT' } },
        'BAD_USER_INPUT',
      );
    }
    const code = formatted.extensions?.['code'];
    if (code !== 'INTERNAL_SERVER_ERROR' && isKnownCode(code)) {
      return withRetryable({ ...formatted, message: cleanMessage(formatted.message) }, code);
    }
    reportInternal(original);
    const message =
      original instanceof LedgerUnavailableError
        ? 'The ledger cannot be reached. This request sent nothing to the provider; try again, a purchase under the same key.'
        : 'Internal server error';
    return withRetryable(
      { ...formatted, message, extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      'INTERNAL_SERVER_ERROR',
    );
  }
}

/** graphql-js stops at fifty faults of variables, in words of its own that Apollo Server takes for a fault of the service. */
function isFloodOfFaults(error: unknown): boolean {
  return error instanceof GraphQLError && error.message.startsWith('Too many errors processing variables');
}

/** A variable may be null where the argument it fills may not: found only as it runs, in words that Apollo Server takes for ours. */
function isFaultOfArgument(error: unknown): boolean {
  return error instanceof GraphQLError && /^Argument "\w+" (?:of |has invalid value )/.test(error.message);
}

function describeFlood(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const message = 'The variables have too many faults to name them all.';
  return withRetryable({ ...formatted, message, extensions: { code: 'BAD_USER_INPUT' } }, 'BAD_USER_INPUT');
}

function isKnownCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && (code in ERROR_CODES || APOLLO_CODES.has(code));
}

function withRetryable(formatted: GraphQLFormattedError, code: string): GraphQLFormattedError {
  const known = code in ERROR_CODES ? ERROR_CODES[code as ErrorCode] : null;
  return { ...formatted, extensions: { ...formatted.extensions, retryable: known?.retryable ?? false } };
}

function describeInvalidInput(
  formatted: GraphQLFormattedError,
  error: ArgumentValidationError,
): GraphQLFormattedError {
  const fields = error.extensions.validationErrors.flatMap(listFaults).slice(0, 20);
  return {
    ...formatted,
    message: fields.map(({ message }) => message).join('; ') || 'The input is not valid.',
    extensions: { code: 'BAD_USER_INPUT', retryable: false, fields },
  };
}

interface Fault {
  readonly field: string;
  readonly message: string;
}

interface ValidationNode {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly ValidationNode[];
}

function listFaults({ property, constraints, children }: ValidationNode): Fault[] {
  const own = Object.values(constraints ?? {}).map((message) => ({ field: property, message }));
  const nested = (children ?? []).flatMap(listFaults);
  return [...own, ...nested.map((fault) => ({ ...fault, field: `${property}.${fault.field}` }))];
}
