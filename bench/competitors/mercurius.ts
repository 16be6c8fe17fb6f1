import Fastify from 'fastify';
import mercurius from 'mercurius';
import { launch } from './launch.ts';
import { lookUp } from './look-up.ts';
import { type SubscriberKey, typeDefs } from './schema.ts';

const server = Fastify();
await server.register(mercurius, {
  schema: typeDefs,
  resolvers: {
    Query: {
      isps: () => [...launch.isps],
      subscriber: (_parent: unknown, key: SubscriberKey) => lookUp(key),
    },
  },
  // Compiles an operation at its first use.
  jit: 1,
});
await server.listen({ port: launch.port, host: '127.0.0.1', backlog: 4096 });
