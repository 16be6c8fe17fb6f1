import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';

/**
 * True when nothing came of a request but that its arguments break a rule, such as a page of 101: that is a 400, as for those of
 * a wrong type. Where other fields were resolved the answer is a whole one, and stays 200.
 */
export function isUnfit({
  data,
  errors = [],
}: {
  data?: unknown;
  errors?: readonly unknown[] | undefined;
}): boolean {
  const wasAnswered = data !== null && data !== undefined;
  if (wasAnswered || errors.length === 0) return false;
  return errors.every((error) => unwrapResolverError(error) instanceof ArgumentValidationError);
}

export const refuseUnfitArguments: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ errors, response: { body, http } }) => {
      if (body.kind === 'single' && isUnfit({ data: body.singleResult.data, errors })) http.status ??= 400;
    },
  }),
};
