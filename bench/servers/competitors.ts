import { join } from 'node:path';
import { DEFAULT_ISPS } from '../../src/datasources/isps.js';
import { SERVICE_DIALECT } from '../scenarios/operations.js';
import { UPSTREAM_DIALECT } from '../scenarios/upstream-dialect.js';
import type { ServerKind } from './server-kind.js';

/** Where the competitors live, with a package.json of their own. */
export const COMPETITORS_FOLDER = join(import.meta.dirname, '..', '..', '..', 'bench', 'competitors');

const HIVE_FOLDER = join(COMPETITORS_FOLDER, 'hive');
const HIVE_PROGRAM = join(COMPETITORS_FOLDER, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');

const HIVE: ServerKind = {
  name: 'hive',
  title:
    "Hive Gateway, no code: the upstream described to GraphQL Mesh's JSON schema handler, answers in the upstream's own words",
  dialect: UPSTREAM_DIALECT,
  headers: {},
  isCompetitor: true,
  describeLaunch: ({ port, upstreamUrl }) => ({
    nodeArguments: [HIVE_PROGRAM, 'supergraph', '--host', '127.0.0.1', '--port', String(port), '--jit'],
    env: { UPSTREAM_URL: upstreamUrl },
    cwd: HIVE_FOLDER,
  }),
};

/** They do the bare work alone: no authentication, no signed offers, no limits, no ledger. */
export const COMPETITORS: readonly ServerKind[] = [
  describeProgram(
    'apollo',
    'Apollo Server 5, standalone, with @apollo/datasource-rest, as its documentation shows it',
  ),
  describeProgram('mercurius', 'Fastify with Mercurius, its JIT on, and an undici pool'),
  describeProgram('yoga', 'GraphQL Yoga on node:http, and an undici pool'),
  HIVE,
];

/** A program in TypeScript that Node runs as it stands: it is built from packages that this project does not depend on. */
function describeProgram(name: string, title: string): ServerKind {
  return {
    name,
    title,
    dialect: SERVICE_DIALECT,
    headers: {},
    isCompetitor: true,
    describeLaunch: ({ port, upstreamUrl }) => ({
      nodeArguments: [join(COMPETITORS_FOLDER, `${name}.ts`), String(port), upstreamUrl],
      env: { ISPS: JSON.stringify(DEFAULT_ISPS) },
      cwd: COMPETITORS_FOLDER,
    }),
  };
}
