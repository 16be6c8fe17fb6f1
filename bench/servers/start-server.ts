import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, removeFolder } from '../process/cleanup.js';
import { findFreePort } from '../process/free-port.js';
import { type PinnedProcess, startPinned } from '../process/pinned-process.js';
import { ask } from './check-server.js';
import type { ServerKind } from './server-kind.js';

export interface RunningServer {
  readonly kind: ServerKind;
  readonly port: number;
  readonly process: PinnedProcess;
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** Ends it, and takes its files away. */
  stop(): Promise<void>;
}

interface StartOptions {
  readonly upstreamUrl: string;
  /** A fresh SQLite file when absent. */
  readonly databaseUrl?: string;
  /** For Node itself, such as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[];
}

const START_TIMEOUT_MS = 60_000;
const PAUSE_MS = 5;

/** Starts a server under test on its core, and resolves with its first answer. */
export async function startServer(kind: ServerKind, options: StartOptions): Promise<RunningServer> {
  const folder = makeFolder();
  const port = await findFreePort();
  const databaseUrl = options.databaseUrl ?? `sqlite:${folder}/ledger.db`;
  const launch = kind.describeLaunch({ port, upstreamUrl: options.upstreamUrl, folder, databaseUrl });
  const startedAtMs = performance.now();
  const process = startPinned('server', [...(options.nodeArguments ?? []), ...launch.nodeArguments], launch);
  const stop = async () => {
    await process.stop();
    removeFolder(folder);
  };
  const probe = kind.dialect.isps ?? kind.dialect.one;
  while (performance.now() - startedAtMs < START_TIMEOUT_MS && process.child.exitCode === null) {
    const answer = await ask(kind, port, probe?.body ?? '').catch(() => null);
    if (answer !== null) return { kind, port, process, startMs: performance.now() - startedAtMs, stop };
    await sleep(PAUSE_MS);
  }
  await stop();
  throw new Error(`${kind.name} did not start: ${process.lastWords()}`);
}
