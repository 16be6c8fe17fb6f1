import { buildSubgraph } from '../resolvers/build-schema.js';

/** `npm run schema`: what the TypeGraphQL classes say, for schema.graphql. */
process.stdout.write(buildSubgraph().sdl);
