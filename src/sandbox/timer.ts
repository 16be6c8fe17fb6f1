import { setTimeout as sleep } from 'node:timers/promises';

/** Waits and plans that all end when the sandbox is closed or reset. */
export interface Timer {
  /** Resolves to true after `ms`, or to false as soon as everything is cancelled; never rejects. */
  wait(ms: number): Promise<boolean>;
  /** Does something later, unless cancelled; does not keep the process alive. */
  plan(ms: number, task: () => void): void;
  cancelAll(): void;
}

/** A timer with nothing planned. */
export function createTimer(): Timer {
  let cancel = new AbortController();
  const plans = new Set<NodeJS.Timeout>();
  return {
    async wait(ms) {
      if (ms <= 0) return true;
      return sleep(ms, true, { signal: cancel.signal }).catch(() => false);
    },
    plan(ms, task) {
      const handle = setTimeout(() => {
        plans.delete(handle);
        task();
      }, ms);
      handle.unref();
      plans.add(handle);
    },
    cancelAll() {
      cancel.abort();
      cancel = new AbortController();
      for (const handle of plans) clearTimeout(handle);
      plans.clear();
    },
  };
}
