import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { pickHeaders } from './passed-headers.ts';
import type { RouterOptions } from './router-options.ts';

interface Context {
  readonly passedHeaders: Readonly<Record<string, string>>;
}

/** Apollo's gateway on Apollo Server. */
export async function startApolloGateway({ supergraphSdl, port }: RouterOptions): Promise<string> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url = '' }) =>
      new RemoteGraphQLDataSource<Context>({
        url,
        willSendRequest({ request, context }) {
          // While it starts it asks for nobody in particular.
          for (const [name, value] of Object.entries<string>(context.passedHeaders ?? {})) {
            request.http?.headers.set(name, value);
          }
        },
      }),
  });
  const server = new ApolloServer<Context>({
    gateway,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    context: async ({ req }) => ({
      passedHeaders: pickHeaders((name) => {
        const value = req.headers[name];
        return Array.isArray(value) ? value[0] : value;
      }),
    }),
  });
  return url;
}
