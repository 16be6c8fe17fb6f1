import { join } from 'node:path';
import { type Dialect, SERVICE_DIALECT } from '../scenarios/operations.js';
import type { ServerKind } from './server-kind.js';

/** Where the competitors live, with a package.json of their own. */
export const COMPETITORS_FOLDER = join(import.meta.dirname, '..', '..', '..', 'bench', 'competitors');

/** Programs in TypeScript that Node runs as they stand: they are built from packages that this project does not depend on. */
export const COMPETITORS: readonly ServerKind[] = [
  competitor(
    'apollo',
    'Apollo Server 5, standalone, with @apollo/datasource-rest, as its documentation shows it',
  ),
  competitor('mercurius', 'Fastify with Mercurius, its JIT on, and an undici pool'),
  competitor('yoga', 'GraphQL Yoga on node:http, and an undici pool'),
];

function competitor(name: string, title: string, dialect: Dialect = SERVICE_DIALECT): ServerKind {
  return {
    name,
    title,
    dialect,
    headers: {},
    isCompetitor: true,
    describeLaunch: ({ port, upstreamUrl }) => ({
      nodeArguments: [join(COMPETITORS_FOLDER, `${name}.ts`), String(port), upstreamUrl],
      cwd: COMPETITORS_FOLDER,
    }),
  };
}
