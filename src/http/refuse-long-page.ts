import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';

/**
 * True when nothing came of a request but that it asks for a page past the limit: a 400, as for every request limit (design.md). Other
 * arguments that break a rule stay errors of a field, with 200: some routers throw away what came with any other status,
 * and the code in it (docs/federation.md).
 */
export function isLongPage({
  data,
  errors = [],
}: {
  data?: unknown;
  errors?: readonly unknown[] | undefined;
}): boolean {
  const wasAnswered = data !== null && data !== undefined;
  return !wasAnswered && errors.length > 0 && errors.every(isAboutPageSize);
}

function isAboutPageSize(error: unknown): boolean {
  const original = unwrapResolverError(error);
  return (
    original instanceof ArgumentValidationError &&
    original.extensions.validationErrors.some(({ property }) => property === 'first')
  );
}

export const refuseLongPages: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ errors, response: { body, http } }) => {
      if (body.kind === 'single' && isLongPage({ data: body.singleResult.data, errors })) http.status ??= 400;
    },
  }),
};
