import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createOrderBook, type Order } from './order-book.ts';

interface SubscriberKey {
  readonly slug: string;
  readonly username: string;
}

const SCHEMA_FILE = new URL('./schema.graphql', import.meta.url);

export const ordersSdl = readFileSync(SCHEMA_FILE, 'utf8');

/** Starts the orders subgraph on a port (0 for any), and gives its URL. */
export async function startOrders(port: number): Promise<string> {
  const book = createOrderBook();
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(ordersSdl),
      resolvers: {
        Query: { order: (_: unknown, { id }: { id: string }) => book.find(id) },
        Mutation: {
          placeOrder: (_: unknown, subscriber: SubscriberKey) => book.place(subscriber),
          noteRenewal: (_: unknown, order: { orderId: string; renewalId: string }) => book.noteRenewal(order),
        },
        Order: {
          __resolveReference: ({ id }: { id: string }) => book.find(id),
          // Keys are enough: the router fetches the rest from the subgraph whose entities these are.
          subscriber: ({ slug, username }: Order) => ({ __typename: 'Subscriber', slug, username }),
          renewal: ({ renewalId }: Order) =>
            renewalId === null ? null : { __typename: 'Renewal', id: renewalId },
        },
        Subscriber: { orders: (subscriber: SubscriberKey) => book.listFor(subscriber) },
        Renewal: { order: ({ idempotencyKey }: { idempotencyKey: string }) => book.find(idempotencyKey) },
      },
    },
  ]);
  const server = new ApolloServer({
    schema,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
  return url;
}
