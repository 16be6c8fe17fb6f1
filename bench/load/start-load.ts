import { once } from 'node:events';
import { join } from 'node:path';
import { type PinnedProcess, startPinned } from '../process/pinned-process.js';
import type { LoadPlan, LoadResult } from './load-plan.js';

export interface Load {
  /** Runs one plan; one at a time. */
  run(plan: LoadPlan): Promise<LoadResult>;
  readonly process: PinnedProcess;
}

type Message = { readonly result: LoadResult } | { readonly fault: string };

/** Starts the process that makes the load; it serves for a whole run, so that it is as warm for the last server as for the first. */
export function startLoad(): Load {
  const process = startPinned('rest', [join(import.meta.dirname, 'load.process.js')], { hasChannel: true });
  const { child } = process;
  return {
    process,
    async run(plan) {
      const gone = new AbortController();
      const answered = once(child, 'message', { signal: gone.signal });
      const ended = once(child, 'exit', { signal: gone.signal }).then(() => {
        throw new Error(`the load ended: ${process.lastWords()}`);
      });
      child.send(plan);
      try {
        const [message] = (await Promise.race([answered, ended])) as [Message];
        if ('fault' in message) throw new Error(`the load failed: ${message.fault}`);
        return message.result;
      } finally {
        gone.abort();
        ended.catch(() => undefined);
        answered.catch(() => undefined);
      }
    },
  };
}
