import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ArgumentValidationError } from 'type-graphql';

/**
 * Arguments that break a rule, such as a page of 101, are answered like those of a wrong type: 400 where nothing at all came of
 * the request. Where other fields were resolved the answer is a whole one, and stays 200.
 */
export const refuseUnfitArguments: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ errors = [], response: { body, http } }) => {
      if (errors.length === 0 || body.kind !== 'single' || body.singleResult.data) return;
      const areUnfit = errors.every((error) => unwrapResolverError(error) instanceof ArgumentValidationError);
      if (areUnfit) http.status ??= 400;
    },
  }),
};
