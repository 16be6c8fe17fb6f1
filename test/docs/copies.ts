import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { administer } from '../support/postgres.js';
import { readPage } from './pages.js';

/** One way to keep a ledger and get it back, as docs/running.md has it. */
export interface Copies {
  /** True when the copy is made beside the running service. */
  readonly isOnline: boolean;
  make(): Promise<void>;
  /** With the service stopped. Gives the address of the ledger that is now the copy. */
  restore(): Promise<string>;
  /** Takes away what is left of it beside the folder. */
  discard(): Promise<void>;
}

const run = promisify(execFile);

function findCommand(word: string): string {
  const block = readPage('docs/running.md').blocks.find(
    ({ language, text }) => language === 'sh' && text.includes(word),
  );
  if (block === undefined) throw new Error(`docs/running.md has no command with ${word}`);
  return block.text;
}

/** By the page's own commands, in the folder that has `data/ledger.db`. */
export function copySqlite(folder: string): Copies {
  const shell = (word: string) => run('bash', ['-euo', 'pipefail', '-c', findCommand(word)], { cwd: folder });
  return {
    isOnline: true,
    make: async () => void (await shell('VACUUM INTO')),
    restore: async () => {
      await shell('mv data/ledger.db');
      return `sqlite:${folder}/data/ledger.db`;
    },
    discard: async () => {},
  };
}

/** By the page's own commands, where a `pg_dump` is there that can read this server. */
export function copyByDump(folder: string, url: string): Copies {
  const { hostname, port, username, password, pathname } = new URL(url);
  const env = {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
  const restored = `${pathname.slice(1)}_restored`;
  const shell = (word: string) => {
    const command = findCommand(word).replaceAll('ledger_restored', restored);
    return run('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder, env });
  };
  return {
    isOnline: true,
    make: async () => void (await shell('pg_dump')),
    restore: async () => {
      await shell('pg_restore');
      return withDatabase(url, restored);
    },
    discard: () => drop(url, restored),
  };
}

/** By PostgreSQL's own copy of a database that nobody uses: no `pg_dump` comes with the tests' server. */
export function copyByTemplate(url: string): Copies {
  const name = new URL(url).pathname.slice(1);
  const admin = withDatabase(url, 'postgres');
  return {
    isOnline: false,
    make: async () => void (await administer(admin, `CREATE DATABASE ${name}_copy TEMPLATE ${name}`)),
    restore: async () => withDatabase(url, `${name}_copy`),
    discard: () => drop(url, `${name}_copy`),
  };
}

/** True when `pg_dump` is installed and not older than the server, which it would refuse. */
export async function canDump(url: string): Promise<boolean> {
  const [row] = await administer(url, 'SHOW server_version_num');
  const serverVersion = Math.floor(Number(row?.['server_version_num']) / 10_000);
  try {
    const said = execFileSync('pg_dump', ['--version'], { encoding: 'utf8' });
    return Number(/\) (\d+)/.exec(said)?.[1]) >= serverVersion;
  } catch {
    return false;
  }
}

async function drop(url: string, name: string): Promise<void> {
  await administer(withDatabase(url, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
