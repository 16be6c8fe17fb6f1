import { once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../process/free-port.js';
import { type PinnedProcess, startPinned } from '../process/pinned-process.js';

export interface Upstream {
  readonly url: string;
  readonly process: PinnedProcess;
}

const MAX_TRIES = 200;
const PAUSE_MS = 10;

/** Starts the stand-in upstream, and resolves once it takes connections. */
export async function startUpstream(options: { delayMs: number }): Promise<Upstream> {
  const port = await findFreePort();
  const program = join(import.meta.dirname, 'upstream.process.js');
  const process = startPinned('rest', [program, String(port), String(options.delayMs)]);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (await takesConnections(port)) return { url: `http://127.0.0.1:${port}`, process };
    await sleep(PAUSE_MS);
  }
  await process.stop();
  throw new Error(`the upstream did not start: ${process.lastWords()}`);
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
