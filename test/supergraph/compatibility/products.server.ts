import type { AddressInfo } from 'node:net';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { print } from 'graphql';
import { createGraphQLServer } from '../../../src/http/graphql-server.js';
import { createErrorMask } from '../../../src/http/mask-error.js';
import { buildProducts } from './products.subgraph.js';
import type { ReferenceSubgraph } from './reference-subgraphs.js';

export type ProductsServer = ReferenceSubgraph;

/** The products subgraph on this service's own GraphQL server. */
export async function startProducts(): Promise<ProductsServer> {
  const { schema, typeDefs } = buildProducts();
  const apollo = createGraphQLServer({
    schema,
    maskError: createErrorMask({ reportInternal: () => undefined, noteError: () => undefined }),
    plugins: [],
    showSchema: false,
  });
  await apollo.start();
  const server = Fastify();
  // Products need nothing of a request; the context is there for the service's own resolvers.
  server.post('/graphql', fastifyApolloHandler(apollo, { context: async () => ({}) as never }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return {
    name: 'products',
    url: `http://127.0.0.1:${port}/graphql`,
    sdl: print(typeDefs),
    async stop() {
      await server.close();
      await apollo.stop();
    },
  };
}
