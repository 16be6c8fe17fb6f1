import { once } from 'node:events';
import type { PinnedProcess } from '../process/pinned-process.js';

export interface GarbageCollection {
  /** Resolves when the process has let go of all that nothing refers to any more. */
  collect(): Promise<void>;
  close(): void;
}

/**
 * Makes a process started with `--inspect=0` collect its garbage, over V8's inspector. Without that, a heap reads as
 * whatever has piled up since the last collection, and a leak has to outgrow it to be seen.
 */
export async function openGarbageCollection(process: PinnedProcess): Promise<GarbageCollection> {
  const url = /ws:\/\/\S+/.exec(process.lastWords())?.[0];
  if (url === undefined) throw new Error('the inspector did not say where it listens');
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let callCount = 0;
  return {
    async collect() {
      callCount += 1;
      const answered = once(socket, 'message', { signal: AbortSignal.timeout(10_000) });
      socket.send(JSON.stringify({ id: callCount, method: 'HeapProfiler.collectGarbage' }));
      const [message] = await answered;
      const answer: { id?: number; error?: unknown } = JSON.parse(String(message.data));
      if (answer.id !== callCount || answer.error !== undefined) {
        throw new Error(`the inspector did not collect the garbage: ${message.data}`);
      }
    },
    close: () => socket.close(),
  };
}
