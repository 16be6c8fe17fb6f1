import { defineConfig } from '@graphql-hive/gateway';

/** What `npm run compose` makes of mesh.config.ts, served as it is; nothing beside answering is on. */
export const gatewayConfig = defineConfig({
  supergraph: './generated/supergraph.graphql',
  landingPage: false,
  graphiql: false,
  logging: 'error',
});
