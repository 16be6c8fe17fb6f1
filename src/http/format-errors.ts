import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { MaskError } from './mask-error.js';

/** The errors of an answer as its client sees them, and what they say of the answer as a whole. */
export interface FormattedErrors {
  readonly errors: readonly GraphQLFormattedError[];
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What an error may carry for HTTP, in `extensions.http`, as for Apollo Server. */
interface HttpPart {
  readonly status?: number;
  readonly headers?: ReadonlyMap<string, string>;
}

type Extensions = { readonly http?: HttpPart } & Readonly<Record<string, unknown>>;

/** Formats errors as Apollo Server does, for answers that it does not see. */
export function formatErrors(errors: readonly GraphQLError[], maskError: MaskError): FormattedErrors {
  let status = 200;
  const headers: [string, string][] = [];
  const formatted = errors.map((error) => {
    // A compiled query's error has none where its cause has none, such as a ledger that is away.
    const { http, ...rest } = (error.extensions ?? {}) as unknown as Extensions;
    status = http?.status ?? status;
    headers.push(...(http?.headers ?? []));
    const code = rest['code'] ?? 'INTERNAL_SERVER_ERROR';
    return maskError({ ...error.toJSON(), extensions: { ...rest, code } }, error);
  });
  return { errors: formatted, status, headers };
}
