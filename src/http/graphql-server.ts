import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLContext } from '../resolvers/context.js';
import type { MaskError } from './mask-error.js';
import { refuseLongPages } from './refuse-long-page.js';

export interface GraphQLServerOptions {
  readonly schema: GraphQLSchema;
  readonly maskError: MaskError;
  readonly plugins: readonly ApolloServerPlugin<GraphQLContext>[];
  /** Introspection and field suggestions: for development, not in production (design.md, request limits). */
  readonly showSchema: boolean;
}

/** Apollo Server, set up to tell a client what it needs and nothing more. */
export function createGraphQLServer({
  schema,
  maskError,
  plugins,
  showSchema,
}: GraphQLServerOptions): ApolloServer<GraphQLContext> {
  return new ApolloServer<GraphQLContext>({
    schema,
    introspection: showSchema,
    hideSchemaDetailsFromClientErrors: !showSchema,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    // The process owns its signals; see main.ts.
    stopOnTerminationSignals: false,
    formatError: maskError,
    // Whatever would phone home, add to answers or work per field is off; a cache hint costs every request.
    plugins: [
      ...plugins,
      refuseLongPages,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
