import type { Block } from './pages.js';

interface NotRun {
  readonly page: string;
  /** How the block begins. */
  readonly begins: string;
  readonly why: string;
}

/** The `sh` blocks that no test runs. `references.test.ts` still checks the scripts, options and files that they name. */
export const NOT_RUN: readonly NotRun[] = [
  {
    page: 'README.md',
    begins: 'npm ci && npm test',
    why: 'it is what runs this test; .ci/run does it from a clean clone',
  },
  {
    page: 'docs/deploying.md',
    begins: 'docker build',
    why: 'needs Docker; test/package carries the steps out',
  },
  {
    page: 'docs/deploying.md',
    begins: 'cd deploy',
    why: 'needs Docker; test/deploy checks the Compose file',
  },
  { page: 'docs/deploying.md', begins: 'kubectl', why: 'needs a cluster; test/deploy checks the manifests' },
  {
    page: 'docs/sandbox.md',
    begins: 'npm run sandbox',
    why: 'runs until it is ended; test/sandbox starts it',
  },
  {
    page: 'docs/sandbox.md',
    begins: 'curl',
    why: 'needs that sandbox; test/sandbox drives its control by HTTP',
  },
  {
    page: 'docs/crash-test.md',
    begins: 'npm run crash-test',
    why: 'takes minutes; test/crash runs a short one',
  },
  { page: 'docs/crash-test.md', begins: 'mkdir /tmp/broken', why: 'has a line to be edited by hand' },
  {
    page: 'docs/simulation.md',
    begins: 'npm run simulate',
    why: 'takes minutes; test/simulation plays some worlds',
  },
  { page: 'docs/growth.md', begins: 'npm run growth', why: 'takes a quarter of an hour' },
  { page: 'docs/releasing.md', begins: 'npm ci', why: 'makes a release; test/release makes one in a clone' },
  { page: 'docs/releasing.md', begins: 'git push', why: 'publishes the release' },
  {
    page: 'docs/books.md',
    begins: '# Once, with what',
    why: 'its figure is an account’s; test/books runs the command',
  },
  {
    page: 'docs/safety.md',
    begins: 'OFFER_SECRET=...',
    why: 'needs the service’s own secret; test/cli runs it',
  },
  {
    page: 'docs/running.md',
    begins: 'pg_dump',
    why: 'needs PostgreSQL; restore.test.ts runs it where pg_dump fits',
  },
  {
    page: 'docs/running.md',
    begins: 'createdb',
    why: 'needs PostgreSQL; restore.test.ts runs it with the dump',
  },
  {
    page: 'docs/running.md',
    begins: 'mkdir away',
    why: 'needs the service stopped; restore.test.ts runs it',
  },
];

/** Why a block is not run; null for one that is. */
export function findReason({ page, text }: Block): string | null {
  const entry = NOT_RUN.find((each) => each.page === page && text.startsWith(each.begins));
  return entry?.why ?? null;
}
