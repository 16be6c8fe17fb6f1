import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { DETAILS_PATH, type Details, toSubscriber, writeDetailsCall } from './details.ts';
import { launch } from './launch.ts';
import { type SubscriberKey, typeDefs } from './schema.ts';

/** The textbook: Apollo Server's own HTTP server, and a data source per request. */
class HashcnetApi extends RESTDataSource {
  override baseURL = launch.upstreamUrl;

  async lookUp(key: SubscriberKey) {
    return toSubscriber(await this.post<Details>(DETAILS_PATH, { body: writeDetailsCall(key) }));
  }
}

interface Context {
  readonly hashcnet: HashcnetApi;
}

const server = new ApolloServer<Context>({
  typeDefs,
  resolvers: {
    Query: {
      isps: () => launch.isps,
      subscriber: (_parent: unknown, key: SubscriberKey, { hashcnet }: Context) => hashcnet.lookUp(key),
    },
  },
});

await startStandaloneServer(server, {
  listen: { port: launch.port, host: '127.0.0.1', backlog: 4096 },
  context: async () => ({ hashcnet: new HashcnetApi({ cache: server.cache }) }),
});
