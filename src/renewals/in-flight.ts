/** Knows which purchases are under way, so that a stopping server can let them finish whoever still listens. */
export interface InFlight {
  track<Args extends unknown[], Result>(
    work: (...args: Args) => Promise<Result>,
  ): (...args: Args) => Promise<Result>;
  /** Resolves when nothing is under way. */
  whenIdle(): Promise<void>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      return (...args) => {
        const promise = work(...args);
        running.add(promise);
        const forget = () => running.delete(promise);
        promise.then(forget, forget);
        return promise;
      };
    },
    async whenIdle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
