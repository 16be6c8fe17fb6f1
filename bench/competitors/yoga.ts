import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { launch } from './launch.ts';
import { lookUp } from './look-up.ts';
import { type SubscriberKey, typeDefs } from './schema.ts';

const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Query: {
        isps: () => launch.isps,
        subscriber: (_parent: unknown, key: SubscriberKey) => lookUp(key),
      },
    },
  }),
  logging: false,
});
createServer(yoga).listen({ port: launch.port, host: '127.0.0.1', backlog: 4096 });
